"""How many faults of each kind were tried, survived and lost: the figures of a run."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts by kind, in the order in which the kinds were first tried."""

    tried: Counter[str] = field(default_factory=Counter)
    survived: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def counting(self, kind: str, times: int = 1) -> Iterator[None]:
        """Counts ``times`` faults of a kind as tried, and as survived if nothing is raised."""
        self.tried[kind] += times
        yield
        self.survived[kind] += times

    def lines(self) -> list[str]:
        """A table; empty where nothing was tried."""
        if not self.tried:
            return []
        rows = [(kind, n, self.survived[kind], n - self.survived[kind]) for kind, n in self._rows()]
        width = max(len(kind) for kind, *_ in rows)
        head = f"{'fault':{width}}  tried  survived  lost"
        return [head, *(f"{kind:{width}}  {n:5}  {s:8}  {lost:4}" for kind, n, s, lost in rows)]

    def _rows(self) -> list[tuple[str, int]]:
        return list(self.tried.items())

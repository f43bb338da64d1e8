"""Sees to it that no program which stands still keeps all others from the databases for ever.

A program stopped inside a write holds SQLite's lock until it goes on or ends. Loa survives
being killed at any point, so one that has stood still for long is ended; one that is only
slow never is.
"""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.jobs.ledger import Ledger
from service.jobs.programs import Identity, end_stopped, identify, is_stopped, lock_holders
from service.model import Trouble
from service.store.connections import DatabaseFailure
from service.store.patience import waiting_at_most

_logger = logging.getLogger(__name__)

_ROLL_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Sighting:
    """In how many looks without a break one held a lock, and in how many it stood still too."""

    holding: int = 0
    stopped: int = 0


def sight(
    before: Mapping[Identity, Sighting], stopped: Mapping[Identity, bool]
) -> dict[Identity, Sighting]:
    """What is known after one more look, which found these holders, each stopped or not.

    Looks are counted, not seconds: who was stopped itself has not watched meanwhile.
    """
    return {
        who: Sighting(
            holding=before.get(who, Sighting()).holding + 1,
            stopped=before.get(who, Sighting()).stopped + 1 if is_still else 0,
        )
        for who, is_still in stopped.items()
    }


class Watchman:
    """Looks from time to time, in a thread of its own, from ``start`` to ``stop``.

    ``beat`` is the seconds between two looks, ``patience`` those after which a lock has been
    held for too long.
    """

    def __init__(
        self, databases: tuple[Path, ...], ledger: Ledger, *, beat: float, patience: float
    ) -> None:
        self._databases = databases
        self._ledger = ledger
        self._beat = beat
        self._most_looks = max(2, round(patience / beat))
        self._seen: dict[Identity, Sighting] = {}
        self._trouble: Trouble | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="loa-watchman", daemon=True)

    @property
    def trouble(self) -> Trouble | None:
        """That another program holds a database for too long; None while all is well."""
        return self._trouble

    def start(self) -> None:
        """Begins to look."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread."""
        self._stopping.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stopping.wait(self._beat):
            try:
                self._look()
            except Exception:
                _logger.exception("the watch over the databases' locks broke")

    def _look(self) -> None:
        holders = [who for pid in lock_holders(self._databases) if (who := identify(pid))]
        self._seen = sight(self._seen, {who: is_stopped(who.pid) for who in holders})
        late = [who for who, seen in self._seen.items() if seen.holding >= self._most_looks]
        for who in late:
            if self._seen[who].stopped >= self._most_looks and self._end(who):
                late.remove(who)
                break
        self._tell(late[0] if late else None)

    def _end(self, who: Identity) -> bool:
        """Whether it was one of Loa's own programs that open this queue, and has been ended."""
        if who not in self._roll() or not end_stopped(who):
            return False
        _logger.error(
            "chương trình Loa số %d bị dừng lâu trong lúc ghi và chặn mọi việc, nên đã bị kết "
            "thúc; việc của nó được làm lại (a Loa program that was stopped while it wrote was "
            "ended; its work is done by others)",
            who.pid,
        )
        return True

    def _roll(self) -> frozenset[Identity]:
        try:
            with waiting_at_most(_ROLL_SECONDS):
                return self._ledger.programs()
        except DatabaseFailure:
            return frozenset()

    def _tell(self, holder: Identity | None) -> None:
        """Once, not at every look."""
        if holder is None:
            self._trouble = None
        elif self._trouble is None:
            self._trouble = _held(holder.pid)
            _logger.error(
                "%s %s (%s %s)",
                *(self._trouble.vi, self._trouble.cure_vi),
                *(self._trouble.en, self._trouble.cure_en),
            )


def _held(pid: int) -> Trouble:
    return Trouble(
        "Một chương trình khác giữ cơ sở dữ liệu quá lâu nên Loa không ghi được gì.",
        "Another program has held the database for too long, so Loa can write nothing.",
        f"Cho chương trình số {pid} chạy tiếp (`kill -CONT {pid}`) hoặc kết thúc nó.",
        f"Let program {pid} go on (`kill -CONT {pid}`), or end it.",
    )

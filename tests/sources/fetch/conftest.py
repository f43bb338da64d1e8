"""A newspaper's site on loopback, and a fetcher that takes it for one of the internet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from service.sources.fetch import Fetcher, Limits, Wish
from tests.standins.site import Site, open_site

SOME = Limits(content=100_000)


@dataclass
class Names:
    """A resolver of what it is told; ``asked`` keeps the names in their order.

    A list of lists answers in turn, as a name server does that rebinds.
    """

    known: dict[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str, port: int) -> Sequence[str]:
        answers = self.known.get(host)
        if answers is None:
            raise OSError(f"no host {host}")
        turn = min(self.asked.count(host), len(answers) - 1)
        self.asked.append(host)
        return answers[turn]


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as open_one:
        yield open_one


@pytest.fixture
def names() -> Names:
    return Names({"bao.example": [["127.0.0.1"]]})


@pytest.fixture
def fetcher(site: Site, names: Names) -> Fetcher:
    return Fetcher("Loa/test (+http://loa.example)", resolver=names, permitted={site.place})


def wish(url: str, limits: Limits = SOME, **more: object) -> Wish:
    return Wish(url, limits, **more)  # type: ignore[arg-type]  # as Wish takes them


def without_bytes(value: object) -> str | None:
    """The name of a case: bytes are named by their number."""
    return f"{len(value)} bytes" if isinstance(value, bytes) else None

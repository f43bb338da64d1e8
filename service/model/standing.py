"""What an article is at one moment, told short enough to be compared."""

from dataclasses import dataclass
from datetime import datetime

_SHOWN = 12
"""Hex digits of a digest: of one article, no two states ever agree in them by chance."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An article as somebody may have seen it.

    ``corrections`` is the digest of what editors added; ``edition`` the number of the one that
    the public had last, 0 for none, which is gone where it ``is_withdrawn``. ``held`` is the
    revision that waits for a yes, ``waiting`` the number of the edition that is not released,
    and ``release`` the digest of what it waits for.
    """

    article_id: str
    revision_id: str
    corrections: str
    edition: int
    is_withdrawn: bool
    waiting: int | None
    release: str
    held: str | None
    updated: datetime

    @property
    def tag(self) -> str:
        """The same for the same state: revision, corrections, what is public, what waits."""
        public = f"{self.edition}{'x' if self.is_withdrawn else ''}"
        told = [self.revision_id[:_SHOWN], self.corrections[:_SHOWN], public]
        if self.waiting is not None:
            told.append(f"{self.waiting}:{self.release[:_SHOWN]}")
        if self.held is not None:
            told.append(self.held[:_SHOWN])
        return ".".join(told)

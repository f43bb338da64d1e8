"""What an article is at one moment, told short enough to be compared."""

from dataclasses import dataclass
from datetime import datetime

_SHOWN = 12
"""Hex digits of a digest: of one article, no two states ever agree in them by chance."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An article as somebody may have seen it.

    ``corrections`` is the digest of what editors added; ``edition`` the number of the one that
    the public has, 0 for none; ``held`` the revision that waits for a yes.
    """

    article_id: str
    revision_id: str
    corrections: str
    edition: int
    held: str | None
    updated: datetime

    @property
    def tag(self) -> str:
        """The same for the same state: revision, corrections, edition, and what waits."""
        told = (self.revision_id[:_SHOWN], self.corrections[:_SHOWN], str(self.edition))
        return ".".join((*told, *([self.held[:_SHOWN]] if self.held else ())))

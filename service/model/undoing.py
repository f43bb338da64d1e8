"""What an act changed, kept so that it can be put back."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One thing on a shelf of the desk, by its ``key``: what it was, what it became, as JSON.

    None stands for nothing: it came with the act, or went with it.
    """

    shelf: str
    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Undoable:
    """What the act of this ``number`` in the audit changed, of its ``subject``.

    ``act`` is the word of the audit, ``who`` did it; ``undone`` is when it was put back, if it was.
    """

    number: int
    act: str
    subject: str
    who: str
    changes: tuple[Change, ...]
    at: datetime
    undone: datetime | None = None

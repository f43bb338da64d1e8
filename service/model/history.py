"""What became of an article, on one line of time."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class KeptText:
    """That a text of the article was kept: its revision's id and title, "" where it is damaged."""

    at: datetime
    revision_id: str
    title: str


@dataclass(frozen=True, slots=True)
class MadeEdition:
    """That an edition was made, of which text; ``is_public`` tells that listeners have it now."""

    at: datetime
    number: int
    revision_id: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class DoneAct:
    """That somebody did something; ``action`` is the word of the audit, ``act_id`` its number."""

    at: datetime
    act_id: int
    action: str
    who: str
    detail: str


HistoryEvent: TypeAlias = KeptText | MadeEdition | DoneAct


@dataclass(frozen=True, slots=True)
class HistoryPlace:
    """How far a reader has come, back in time: each kind of event has a place of its own.

    The ids of the last act and edition, 0 for none yet; of the last text, "" for none yet.
    """

    act: int = 0
    edition: int = 0
    revision_id: str = ""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Events, the newest first, and from where the older ones follow; None where none do."""

    events: tuple[HistoryEvent, ...]
    older: HistoryPlace | None

"""The spoken notice that a synthetic voice reads: heard, and no sentence of any article."""

from dataclasses import dataclass
from enum import StrEnum

from service.model.units import require

NOTICE_ID = "notice"
"""Stands where a segment's id does: a sentence's is a digest, and never this word."""

MOST_CHARACTERS = 300
"""Of a notice: some twenty seconds, more than anybody waits for an article."""


class NoticePlace(StrEnum):
    """Where in a recording the notice is heard."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Notice:
    """What listeners are told in every recording that a synthetic voice reads, and where."""

    words: str
    place: NoticePlace

    def __post_init__(self) -> None:
        require(any(map(str.isalnum, self.words)), "a notice has words")
        require(len(self.words) <= MOST_CHARACTERS, "a notice is short")

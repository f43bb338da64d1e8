"""What editors say of single sentences beside how they are read: seen, confirmed, locked, asked."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReviewKind(StrEnum):
    """What was looked at and found right."""

    WARNING = "warning"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Review:
    """That ``author`` looked at something of a sentence and found it right.

    Bound to the sentence as ``printed``. ``subject`` is the warning's code and written form,
    or the words (of a recording the digest) that say it otherwise than it is printed: of other
    words nothing has been said.
    """

    kind: ReviewKind
    article_id: str
    segment_id: str
    printed: str
    subject: str
    author: str
    created: datetime

    def holds_for(self, segment_id: str, printed: str, subject: str) -> bool:
        """Whether it was said of this, as it stands."""
        return (self.segment_id, self.printed, self.subject) == (segment_id, printed, subject)


@dataclass(frozen=True, slots=True)
class SentenceLock:
    """That a sentence is read as it is until ``author`` or another who unlocks it says otherwise.

    ``keeps_words`` tells that the words of the rules were written down for it, so that nothing
    changes them; they go with the lock.
    """

    article_id: str
    segment_id: str
    printed: str
    keeps_words: bool
    author: str
    created: datetime


@dataclass(frozen=True, slots=True)
class SentenceNote:
    """What ``author`` tells colleagues of a sentence, until ``resolver`` has seen to it."""

    id: int
    article_id: str
    segment_id: str
    printed: str
    text: str
    author: str
    created: datetime
    resolver: str | None = None
    resolved: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to see to it."""
        return self.resolved is None


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is to see to an article, and who says so."""

    article_id: str
    person: str
    author: str
    created: datetime

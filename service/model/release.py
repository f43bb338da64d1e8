"""What is made and waits, what was released, and what was taken back."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from service.model.release_reason import LIFTED_BY_APPROVAL, LIFTED_BY_TIME, ReleaseReason
from service.model.units import require


class Policy(StrEnum):
    """Who lets an edition go, from the one that asks least to the one that asks most."""

    AUTOMATIC = "automatic"
    UNLESS_WARNED = "unless-warned"
    PUBLISHER = "publisher"
    FOUR_EYES = "four-eyes"


class ArticleState(StrEnum):
    """Where an article stands, in one word; see ``plan.release.state_of``."""

    DRAFT = "draft"
    RECORDING = "recording"
    READY = "ready"
    NEEDS_REVIEW = "needs-review"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PUBLIC = "public"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


_REVIEW = frozenset({ReleaseReason.WARNINGS, ReleaseReason.FIGURES, ReleaseReason.FALLBACK})


@dataclass(frozen=True, slots=True)
class PendingRelease:
    """That edition ``number`` of an article is made, and waits.

    At ``release_at`` it goes by itself, where no reason is left that only a person lifts;
    without any reason it goes at once. ``approved_by`` has said that it may.
    """

    article_id: str
    number: int
    reasons: tuple[ReleaseReason, ...]
    since: datetime
    release_at: datetime | None = None
    approved_by: str | None = None

    def __post_init__(self) -> None:
        require(self.number >= 1, "editions count from 1")
        for moment in (self.since, self.release_at):
            require(moment is None or moment.tzinfo is not None, "the moment has a time zone")

    @property
    def standing_reasons(self) -> tuple[ReleaseReason, ...]:
        """The reasons that neither an approval has lifted nor time will."""
        lifted = LIFTED_BY_TIME | (LIFTED_BY_APPROVAL if self.approved_by else frozenset())
        return tuple(each for each in self.reasons if each not in lifted)

    @property
    def goes_at(self) -> datetime | None:
        """When it goes by itself; None while it waits for a person."""
        if self.standing_reasons:
            return None
        return self.release_at if self.reasons or self.release_at else self.since

    @property
    def state(self) -> ArticleState:
        """Where its article stands, as long as nothing else is true of it."""
        if _REVIEW & set(self.standing_reasons):
            return ArticleState.NEEDS_REVIEW
        if self.goes_at is not None and self.release_at is not None:
            return ArticleState.SCHEDULED
        return ArticleState.APPROVED if self.approved_by else ArticleState.READY

    def with_reasons(self, *reasons: ReleaseReason) -> "PendingRelease":
        """The same, which waits for these reasons too, each told once."""
        return replace(self, reasons=tuple(dict.fromkeys((*self.reasons, *reasons))))

    def without(self, *reasons: ReleaseReason) -> "PendingRelease":
        """The same, which waits for none of these reasons any more."""
        return replace(self, reasons=tuple(each for each in self.reasons if each not in reasons))


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That an article's episode was taken back, by ``who``; what the public is told of it.

    Without a ``notice`` nothing is told but that it is gone. One that ``is_deleted`` is gone
    for good: its id is never used again.
    """

    article_id: str
    at: datetime
    who: str
    notice: str | None = None
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class PublicCorrection:
    """That edition ``number`` took the place of one that the public had, and what is said of it.

    One that ``is_told`` stands with its ``note`` on the page of corrections and of the article.
    """

    article_id: str
    number: int
    note: str
    at: datetime
    is_told: bool


@dataclass(frozen=True, slots=True)
class Released:
    """That the public first had edition ``number``, in this ``file``, at a moment."""

    number: int
    file: str
    at: datetime


class Publicity(StrEnum):
    """Whether the public has an article's episode."""

    UNRELEASED = "unreleased"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Publication:
    """What of an article the public has had, as its folder tells it; the newest release last.

    ``guid`` and ``sequence`` are the episode's; an older Loa told neither.
    """

    article_id: str
    publicity: Publicity
    releases: tuple[Released, ...] = ()
    first_published: datetime | None = None
    withdrawal: Withdrawal | None = None
    guid: str | None = None
    sequence: int | None = None

"""What is held back from release until somebody says yes, and why."""

from dataclasses import dataclass
from datetime import datetime

from service.model.units import require


@dataclass(frozen=True, slots=True)
class HoldReason:
    """Why what was sent may not be the article that is meant.

    ``code`` is stable and machine-readable ("home-page"); ``vi`` and ``en`` are sentences.
    """

    code: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A revision that was taken in and waits for somebody's yes.

    Until then the article stays what it was before; one that ``is_first`` was nothing before,
    and nobody hears it.
    """

    article_id: str
    revision_id: str
    reasons: tuple[HoldReason, ...]
    since: datetime
    is_first: bool

    def __post_init__(self) -> None:
        require(self.reasons != (), "nothing is held without a reason")
        require(self.since.tzinfo is not None, "the moment has a time zone")

"""What whoever runs Loa must hear of, since it does not pass by itself or costs listeners."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from service.model.units import require


class AlertKind(StrEnum):
    """What is wrong; the value is told to other systems, and never changes."""

    VOICE = "voice"
    """An engine that is wished for does not speak."""
    QUEUE = "queue"
    """Recordings wait, and none gets on."""
    DISK = "disk"
    """There is hardly room left."""
    MEDIA = "media"
    """Something of what is published is lost or cut."""
    CERTIFICATE = "certificate"
    """The certificate of the public address ends soon, or browsers refuse it."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something wrong, as it is found now. ``subject`` tells several of one kind apart."""

    kind: AlertKind
    subject: str
    vi: str
    en: str

    @property
    def key(self) -> tuple[AlertKind, str]:
        """What makes it the same as the one found before, whatever its words say."""
        return self.kind, self.subject


@dataclass(frozen=True, slots=True)
class Alert:
    """A condition since it ``began``: ``is_told`` once it has stood for long enough."""

    condition: Condition
    began: datetime
    seen: datetime
    is_told: bool = False
    ended: datetime | None = None

    def __post_init__(self) -> None:
        require(self.began.tzinfo is not None, "the moment has a time zone")

    def over(self, now: datetime) -> "Alert":
        """The alert, which is over."""
        return replace(self, ended=now)

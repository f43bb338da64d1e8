"""Words of the listening figures: what was sent to whom, and what is counted of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from service.model.channel import EVERYTHING, Membership

Span = tuple[int, int]
"""Bytes of a file: the first, and the first that is not among them."""


class ListeningCount(StrEnum):
    """Who counts downloads."""

    OWN = "own"
    """This program, of what it sends itself."""
    LOG = "log"
    """``loa figures read-log``, of what the web server before it has sent."""
    NO = "no"
    """Nobody; nor is counted what is heard on pages."""


class FigureKind(StrEnum):
    """What is counted."""

    DOWNLOAD = "download"
    """A listener of a day had at least a minute of an episode (IAB Podcast Measurement 2.2)."""
    PAGE_BEGUN = "page-0"
    """On the article's page somebody pressed play; the others: had heard so many quarters."""
    PAGE_ONE = "page-1"
    PAGE_TWO = "page-2"
    PAGE_THREE = "page-3"
    PAGE_ALL = "page-4"


PAGE_KINDS = tuple(kind for kind in FigureKind if kind is not FigureKind.DOWNLOAD)
"""By how many quarters were heard."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Bytes of an episode's recording that one answer took to a client.

    The file has ``length`` bytes, 0 where that is not known: then those of the current one.
    ``network`` is the client's address as far as it tells who it is, ``agent`` how it names
    itself: both are forgotten as soon as the answer is counted. ``at`` is when the answer ended.
    """

    at: datetime
    episode_id: str
    span: Span
    network: str
    agent: str
    length: int = 0

    @property
    def day(self) -> date:
        """The day in UTC, as the guidelines divide days."""
        return self.at.astimezone(UTC).date()


@dataclass(frozen=True, slots=True)
class Heard:
    """That somebody who listens on an episode's page has come as far as ``kind`` says."""

    at: datetime
    episode_id: str
    kind: FigureKind

    @property
    def day(self) -> date:
        """As of :class:`Sent`."""
        return self.at.astimezone(UTC).date()


@dataclass(frozen=True, slots=True)
class Listener:
    """One client on one day with one episode; ``client`` is a digest with the day's salt."""

    day: date
    client: str
    episode_id: str


@dataclass(frozen=True, slots=True)
class Received:
    """What a listener has of the recording: spans that do not touch, and whether it counts."""

    spans: tuple[Span, ...] = ()
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """What one count is of; ``app`` is "" where the listener's program is not told apart."""

    day: date
    kind: FigureKind
    episode_id: str
    app: str = ""


class FiguresBy(StrEnum):
    """What totals are told apart by."""

    DAY = "day"
    EPISODE = "episode"
    SECTION = "section"
    APP = "app"


@dataclass(frozen=True, slots=True)
class FiguresAsked:
    """Which figures: of these days (UTC), both among them; "" asks for all.

    ``membership`` is that of a channel: its figures are those of the episodes it has today.
    """

    since: date
    until: date
    episode_id: str = ""
    section: str = ""
    app: str = ""
    membership: Membership = EVERYTHING


@dataclass(frozen=True, slots=True)
class FigureSum:
    """A total of one kind; ``name`` is the day, the episode's id, the section or the program."""

    name: str
    kind: FigureKind
    count: int


@dataclass(frozen=True, slots=True)
class FiguresLine:
    """One total as files tell it; ``section`` is today's, "" for none and for a deleted article."""

    day: date
    kind: FigureKind
    episode_id: str
    section: str
    app: str
    count: int

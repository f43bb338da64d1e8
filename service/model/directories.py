"""What directories and apps are told of a podcast beside what it is."""

from dataclasses import dataclass
from enum import StrEnum


class Frequency(StrEnum):
    """How often a podcast means to have something new."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Location:
    """A place: its ``name``; ``relation`` is "subject" or "creator": what of it is told.

    ``geo`` is a geo URI (RFC 5870), ``osm`` an id of OpenStreetMap, "R1234567", ``country`` two
    letters of ISO 3166.
    """

    name: str
    relation: str = "subject"
    geo: str | None = None
    osm: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """How a podcast stands in directories.

    ``new_feed_url`` is where the feed has moved to. One that ``is_complete`` has no new
    episodes any more.
    """

    is_listed: bool = True
    is_complete: bool = False
    new_feed_url: str | None = None
    frequency: Frequency | None = None
    location: Location | None = None

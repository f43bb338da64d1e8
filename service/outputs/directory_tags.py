"""The tags by which a feed tells directories how it stands, and how apps may find it."""

from collections.abc import Iterator

from service.model import DirectoryEntry, Frequency, Location
from service.outputs.addresses import ascii_url
from service.outputs.podcast_tag import Tag

_FREQUENCIES = {
    # A recurrence of iCalendar (RFC 5545, 3.3.10), and the words that apps show.
    Frequency.DAILY: ("FREQ=DAILY", "Hằng ngày"),
    Frequency.WEEKDAYS: ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Các ngày làm việc trong tuần"),
    Frequency.WEEKLY: ("FREQ=WEEKLY", "Hằng tuần"),
    Frequency.BIWEEKLY: ("FREQ=WEEKLY;INTERVAL=2", "Hai tuần một lần"),
    Frequency.MONTHLY: ("FREQ=MONTHLY", "Hằng tháng"),
}


def directory_tags(entry: DirectoryEntry) -> Iterator[Tag]:
    """What is other than usual: a podcast that is listed and goes on needs no word."""
    if not entry.is_listed:
        yield Tag("itunes:block", "Yes")
        yield Tag("podcast:block", "yes")
    if entry.is_complete:
        yield Tag("itunes:complete", "Yes")
        yield Tag("podcast:updateFrequency", "Đã kết thúc", {"complete": "true"})
    elif entry.frequency is not None:
        rule, words = _FREQUENCIES[entry.frequency]
        yield Tag("podcast:updateFrequency", words, {"rrule": rule})
    if entry.new_feed_url:
        yield Tag("itunes:new-feed-url", ascii_url(entry.new_feed_url))
    if entry.location is not None:
        yield _location(entry.location)


def _location(place: Location) -> Tag:
    told = {"geo": place.geo, "osm": place.osm, "country": place.country}
    known = {name: text for name, text in told.items() if text}
    return Tag("podcast:location", place.name, {"rel": place.relation, **known})

"""What directories and apps are told of the podcast as a whole."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from service.model import DirectoryEntry, Frequency, Location
from service.settings.bounds import complaint
from service.web_address import is_web_address

_LOCATION_KEYS = ("name", "geo", "osm", "country", "rel")
_NAME_LENGTH = 128
"""Characters of a place's name that the namespace allows."""

_FORMS = {
    # Degrees, the latitude first, as RFC 5870 has them.
    "geo": re.compile(r"-?\d{1,2}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?"),
    # A node, a way or a relation of OpenStreetMap.
    "osm": re.compile(r"[NWR][1-9]\d{0,14}"),
    "country": re.compile(r"[A-Z]{2}"),
    "rel": re.compile(r"subject|creator"),
}

_EXAMPLE = "name = Sông Công, Thái Nguyên; geo = 21.47,105.85; osm = R1234567; country = VN"


@dataclass(frozen=True, slots=True)
class DirectorySettings:
    """The settings of this kind, each with its default."""

    unlisted: bool = False
    complete: bool = False
    new_feed_url: str = ""
    update_frequency: str = ""
    location: Mapping[str, str] = field(default_factory=dict)

    def _check_directories(self) -> None:
        if self.new_feed_url and not is_web_address(self.new_feed_url):
            raise complaint(
                "new_feed_url", "phải là địa chỉ http(s)://…", "must be an http(s):// address"
            )
        if self.update_frequency not in ("", *Frequency):
            listed = ", ".join(Frequency)
            raise complaint(
                "update_frequency", f"phải là một trong {listed}", f"must be one of {listed}"
            )
        _check_location(self.location)

    @property
    def directory_entry(self) -> DirectoryEntry:
        """These settings as the feed tells them."""
        return DirectoryEntry(
            is_listed=not self.unlisted,
            is_complete=self.complete,
            new_feed_url=self.new_feed_url or None,
            frequency=Frequency(self.update_frequency) if self.update_frequency else None,
            location=_location(self.location),
        )


def _location(told: Mapping[str, str]) -> Location | None:
    if not told:
        return None
    geo = told.get("geo")
    return Location(
        told["name"],
        relation=told.get("rel", "subject"),
        geo=f"geo:{geo}" if geo else None,
        osm=told.get("osm"),
        country=told.get("country"),
    )


def _check_location(told: Mapping[str, str]) -> None:
    if not told:
        return
    wrong = [key for key in told if key not in _LOCATION_KEYS]
    wrong += [key for key, form in _FORMS.items() if key in told and not form.fullmatch(told[key])]
    if not 0 < len(told.get("name", "")) <= _NAME_LENGTH:
        wrong.append("name")
    if wrong:
        raise complaint(
            "location",
            f"sai ở {', '.join(wrong)}; phải như “{_EXAMPLE}”",
            f"wrong in {', '.join(wrong)}; must be like “{_EXAMPLE}”",
        )

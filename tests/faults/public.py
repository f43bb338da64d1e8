"""What the public gets: a feed in which each file is there, whole, and the one it was."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from tests.cli.shell import found
from tests.faults.newsroom import LostError, ask
from tests.faults.station import Station


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What a feed promises: ``path`` below the site, ``length`` in bytes."""

    path: str
    length: int

    @property
    def name(self) -> str:
        """The name of the file below the media folder."""
        return self.path.removeprefix("/audio/")


def promised(feed: bytes) -> list[Enclosure]:
    """The enclosures of a feed, in its order. Raises LostError where it is no feed."""
    try:
        document = etree.fromstring(feed)
    except etree.XMLSyntaxError as e:
        raise LostError(f"the feed is no XML: {e}") from e
    return [
        Enclosure(urlsplit(each.get("url")).path, int(each.get("length")))
        for each in found(document, "//item/enclosure")
    ]


def require_whole_on_disk(station: Station) -> int:
    """How many episodes the feed on disk has. Raises LostError where it promises too much."""
    feed = station.media / "feed.xml"
    if not feed.exists():
        return 0
    return _require(promised(feed.read_bytes()), lambda each: _read(station.media / each.name))


def require_whole_as_served(station: Station) -> int:
    """How many episodes the served feed has, each file downloaded and compared."""
    status, feed = ask(station, "/feed.xml")
    if status != 200:
        raise LostError(f"the feed is answered with {status}: {feed!r} {station.said()[-3000:]}")
    return _require(promised(feed), lambda each: _download(station, each))


def require_well(station: Station, but_for: str = "") -> None:
    """Raises LostError where ``loa doctor --deep`` finds anything wrong.

    A finding with the words ``but_for``, if any, is what the fault rightly leaves.
    """
    done = station.shell.run_program("doctor", "--deep")
    found = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    if any(not but_for or but_for not in line for line in found) or (done.returncode and not found):
        raise LostError(f"the doctor finds something\n{done.stdout}{done.stderr}")


def _require(enclosures: list[Enclosure], read: Callable[[Enclosure], bytes]) -> int:
    for each in enclosures:
        sound = read(each)
        if len(sound) != each.length:
            raise LostError(f"{each.path} has {len(sound)} bytes, promised are {each.length}")
        if not hashlib.sha256(sound).hexdigest().startswith(Path(each.name).stem):
            raise LostError(f"{each.path} is not the sound that its address names")
    return len(enclosures)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as e:
        raise LostError(f"the feed names {path.name}, which is not there") from e


def _download(station: Station, enclosure: Enclosure) -> bytes:
    status, sound = ask(station, enclosure.path, seconds=40.0)
    if status != 200:
        raise LostError(f"{enclosure.path} of the feed is answered with {status}")
    return sound

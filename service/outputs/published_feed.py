"""What a feed that was published says: which recordings it offers, and whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from service.model.published_names import episode_of
from service.outputs.addresses import recording_at
from service.outputs.podcast_tag import qualified

_SELF = f"channel/{qualified('atom:link')}[@rel='self']"


@dataclass(frozen=True, slots=True)
class PublishedFeed:
    """``files`` are the recordings' names below the media root, the newest first.

    ``address`` is where it was published itself.
    """

    channel_guid: str | None
    files: tuple[str, ...]
    address: str = ""

    @property
    def episode_ids(self) -> frozenset[str]:
        """The episodes that it offers."""
        return frozenset(episode_of(name) for name in self.files)


NOTHING = PublishedFeed(None, ())
"""What a feed offers that is not there, or cannot be read by any client either."""


def parse_feed(content: bytes) -> etree._Element | None:
    """The root of the feed ``content``, or None where it is no whole XML; nothing else is read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None


def read_feed(content: bytes) -> PublishedFeed:
    """What the feed ``content`` offers; :data:`NOTHING` where it is no whole XML."""
    root = parse_feed(content)
    if root is None:
        return NOTHING
    guid = root.findtext(f"channel/{qualified('podcast:guid')}")
    own = root.find(_SELF)
    address = own.get("href", "") if own is not None else ""
    return PublishedFeed(guid.strip() if guid else None, tuple(_files(root)), address)


def _files(root: etree._Element) -> Iterator[str]:
    for enclosure in root.iterfind("channel/item/enclosure"):
        name = recording_name(enclosure)
        if name:
            yield name


def recording_name(enclosure: etree._Element) -> str | None:
    """The name below the media root of the recording that an item encloses."""
    return recording_at(enclosure.get("url", ""))

"""The items of a feed that was published, as they can be offered again."""

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TypedDict

from lxml import etree

from service.model import Enclosure, Ms
from service.model.published_names import episode_of
from service.outputs.feed_items import FeedItem, item_addresses
from service.outputs.podcast_tag import qualified
from service.outputs.published_feed import parse_feed, recording_name
from service.outputs.show_notes import paragraph


def read_items(content: bytes, *, base_url: str) -> dict[str, FeedItem]:
    """The items of the feed ``content`` by their episodes' ids, served below ``base_url``.

    What is no whole XML, and an item that lacks what each has, gives none. A feed does not
    tell when an item was changed, nor the digest of its file: the digest is "".
    """
    root = parse_feed(content)
    return {} if root is None else dict(_items(root, base_url))


def _items(root: etree._Element, base_url: str) -> Iterator[tuple[str, FeedItem]]:
    for told in root.iterfind("channel/item"):
        try:
            item = _item(told, base_url)
        except (TypeError, ValueError):
            continue
        yield episode_of(item.enclosure.name), item


def _item(told: etree._Element, base_url: str) -> FeedItem:
    enclosure = _enclosure(told)
    published = _moment(told)
    addresses = item_addresses(
        episode_of(enclosure.name),
        enclosure,
        base_url,
        has_chapters=told.find(qualified("podcast:chapters")) is not None,
    )
    return FeedItem(
        guid=_text(told, "guid"),
        title=_text(told, "title"),
        published=published,
        updated=published,
        author=told.findtext(qualified("itunes:author")),
        **_told_notes(told),
        enclosure=enclosure,
        original_url=told.findtext(qualified("dc:source")),
        categories=tuple(each.text for each in told.iterfind("category") if each.text),
        is_synthetic=told.findtext(qualified("podcast:txt")) != "false",
        cover_url=_cover_url(told),
        season=_count(told, qualified("itunes:season")),
        number=_count(told, qualified("itunes:episode")),
        **addresses,
    )


class _ToldNotes(TypedDict):
    summary: str
    description: str
    notes: str | None


def _told_notes(told: etree._Element) -> _ToldNotes:
    """The notes; of a feed of an older Loa, whose description was plain text, too."""
    description, notes = _text(told, "description"), told.findtext(qualified("content:encoded"))
    summary = told.findtext(qualified("itunes:summary"))
    if summary is None:
        return {"summary": description, "description": paragraph(description), "notes": notes}
    return {"summary": summary, "description": description, "notes": notes}


def _cover_url(told: etree._Element) -> str | None:
    picture = told.find(qualified("itunes:image"))
    return None if picture is None else picture.get("href")


def _count(told: etree._Element, tag: str) -> int | None:
    text = told.findtext(tag)
    return int(text) if text else None


def _enclosure(told: etree._Element) -> Enclosure:
    found = told.find("enclosure")
    name = recording_name(found) if found is not None else None
    if found is None or name is None:
        raise ValueError("the item has no recording")
    seconds = int(_text(told, qualified("itunes:duration")))
    return Enclosure(
        name, int(found.get("length", "")), found.get("type", ""), Ms(1000 * seconds), ""
    )


def _moment(told: etree._Element) -> datetime:
    return parsedate_to_datetime(_text(told, "pubDate"))


def _text(told: etree._Element, tag: str) -> str:
    text = told.findtext(tag)
    if not text:
        raise ValueError(f"the item has no {tag}")
    return text

"""A feed as JSON Feed 1.1, told by the RSS that is published: one feed in another form.

Both say the same because one is read out of the other. https://www.jsonfeed.org/version/1.1/
"""

import json
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from lxml import etree

from service.errors import OutputError
from service.fingerprint import Plain
from service.outputs.podcast_tag import NAMESPACES, qualified
from service.outputs.published_feed import parse_feed

JSON_FEED_TYPE = "application/feed+json"
_VERSION = "https://jsonfeed.org/version/1.1"

_Members = dict[str, Plain]


def render_json_feed(rss: bytes, feed_url: str) -> bytes:
    """The feed that ``rss`` is, as JSON in UTF-8 that is served at ``feed_url``.

    There is no ``next_url``: what is older than the feed stands in the archive of the RSS.
    Raises :class:`OutputError` for what is no whole feed.
    """
    root = parse_feed(rss)
    channel = None if root is None else root.find("channel")
    if channel is None:
        raise OutputError("Feed RSS không đọc được.", "The RSS feed cannot be read.")
    told = {
        **_head(channel, feed_url),
        "items": [_item(each) for each in channel.iterfind("item")],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _head(channel: etree._Element, feed_url: str) -> _Members:
    image = channel.find(qualified("itunes:image"))
    hubs: list[Plain] = [
        {"type": "WebSub", "url": link.get("href")}
        for link in channel.iterfind(qualified("atom:link"))
        if link.get("rel") == "hub"
    ]
    return {
        "version": _VERSION,
        "title": _text(channel, "title") or "",
        **_given("home_page_url", _text(channel, "link")),
        "feed_url": feed_url,
        **_given("description", _text(channel, "description")),
        **_given("icon", image.get("href") if image is not None else None),
        **_authors(_text(channel, qualified("itunes:author"))),
        **_given("language", _text(channel, "language")),
        **_given("expired", _text(channel, qualified("itunes:complete")) == "Yes"),
        **_given("hubs", hubs),
        **_podcast(channel),
    }


def _item(item: etree._Element) -> _Members:
    notes = _text(item, qualified("content:encoded"))
    plain = _text(item, qualified("itunes:summary"))
    published = _text(item, "pubDate")
    image = item.find(qualified("itunes:image"))
    return {
        "id": _text(item, "guid") or "",
        **_given("url", _text(item, "link")),
        **_given("title", _text(item, "title")),
        # One of the two is required.
        **_content(item, notes, plain),
        **_given("summary", plain if notes else None),
        **_given("image", image.get("href") if image is not None else None),
        **_given("date_published", published and parsedate_to_datetime(published).isoformat()),
        **_authors(_text(item, qualified("dc:creator"))),
        **_given("tags", [each.text or "" for each in item.iterfind("category")]),
        **_given("attachments", list(_attachments(item))),
        **_podcast(item),
    }


def _content(item: etree._Element, notes: str | None, plain: str | None) -> _Members:
    if notes:
        return {"content_html": notes}
    # A description is markup, as podcast clients take it.
    described = None if plain else _text(item, "description")
    return {"content_html": described} if described else {"content_text": plain or ""}


def _attachments(item: etree._Element) -> Iterator[Plain]:
    """The recording, and what else it is offered as: of one title, since they are one sound."""
    seconds = _text(item, qualified("itunes:duration"))
    more = {
        **_given("title", _text(item, "title")),
        **_given("duration_in_seconds", int(seconds) if seconds else None),
    }
    for enclosure in item.iterfind("enclosure"):
        yield {**_attachment(enclosure, enclosure.get("url")), **more}
    for other in item.iterfind(qualified("podcast:alternateEnclosure")):
        source = other.find(qualified("podcast:source"))
        if source is not None:
            yield {**_attachment(other, source.get("uri")), **more}


def _attachment(file: etree._Element, url: str | None) -> _Members:
    length = int(file.get("length", "0"))
    return {"url": url, "mime_type": file.get("type"), **_given("size_in_bytes", length)}


def _podcast(element: etree._Element) -> _Members:
    """What the podcast namespace tells beside: whose feed it is, and that a machine speaks."""
    labels = [
        each.text
        for each in element.iterfind(qualified("podcast:txt"))
        if each.get("purpose") == "ai-content"
    ]
    told = {
        **_given("guid", _text(element, qualified("podcast:guid"))),
        **_given("ai_content", labels[0] if labels else None),
    }
    return {"_podcast": {"about": NAMESPACES["podcast"], **told}} if told else {}


def _authors(name: str | None) -> _Members:
    return {"authors": [{"name": name}]} if name else {}


def _given(name: str, told: Plain) -> _Members:
    """A member that is left out where there is nothing to tell."""
    return {name: told} if told else {}


def _text(element: etree._Element, tag: str) -> str | None:
    return (element.findtext(tag) or "").strip() or None

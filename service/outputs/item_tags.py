"""The tags of an episode that RSS lacks or that feedgen would refuse, drop or reorder."""

import re
from collections.abc import Iterator

from service.legal_text import legal_text
from service.outputs.addresses import ascii_url
from service.outputs.feed_items import FeedItem
from service.outputs.podcast_namespace import (
    NAME_LENGTH,
    ai_tag,
    alternate_tag,
    chapters_tag,
    cover_tags,
    transcript_tag,
)
from service.outputs.podcast_tag import Tag

# «An Nhiên, Bình Minh; Chi»: the names of several people, as bylines are kept.
_BETWEEN_NAMES = re.compile(r"\s*[,;|]\s*")


def item_tags(item: FeedItem, language: str) -> Iterator[Tag]:
    """What the feed in ``language`` says of ``item`` beside RSS's own tags."""
    yield Tag("itunes:title", item.title)
    if item.author:
        # newsboat reads dc:creator only.
        yield Tag("dc:creator", item.author)
        yield Tag("itunes:author", item.author)
    yield from _persons(item.author or "")
    yield Tag("itunes:summary", item.summary)
    if item.cover_url:
        yield from cover_tags(item.cover_url, item.title)
    yield Tag("itunes:duration", str((item.enclosure.duration + 500) // 1000))
    yield Tag("itunes:explicit", "false")
    yield Tag("itunes:episodeType", "full")
    if item.season and item.number:
        yield Tag("itunes:season", str(item.season))
        yield Tag("itunes:episode", str(item.number))
    yield from (Tag("category", name) for name in item.categories)
    for other in item.others:
        yield alternate_tag(other.alternate, ascii_url(other.url), language)
    yield transcript_tag(ascii_url(item.vtt_url), "text/vtt", language)
    yield transcript_tag(ascii_url(item.srt_url), "application/x-subrip", language)
    yield transcript_tag(ascii_url(item.transcript_url), "application/json", language)
    if item.chapters_url:
        yield chapters_tag(ascii_url(item.chapters_url))
    if item.original_url:
        source = ascii_url(item.original_url)
        yield Tag("dc:source", source)
        yield Tag("podcast:contentLink", "Đọc bài gốc trên báo", {"href": source})
    yield ai_tag(item.is_synthetic)


def _persons(author: str) -> Iterator[Tag]:
    """Who wrote the article; of the voice nothing, which is no person's."""
    names = dict.fromkeys(filter(None, _BETWEEN_NAMES.split(legal_text(author).strip())))
    for name in names:
        if len(name) <= NAME_LENGTH:
            yield Tag("podcast:person", name, {"group": "writing", "role": "author"})

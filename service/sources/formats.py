"""Which format came in: what the sender says, what the file is called, how it begins."""

import re
from enum import StrEnum

from service.sources.feed_item import is_feed
from service.sources.markdown_marks import looks_like_markdown
from service.sources.refusals import unknown_type


class Format(StrEnum):
    """A written format that is read, by its media type."""

    PLAIN = "text/plain"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    JSON = "application/json"
    FEED = "application/rss+xml"
    MAIL = "message/rfc822"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


CARRIERS = frozenset({Format.DOCX, Format.MAIL})
"""What carries pictures beside its text, and may be larger for it."""

_TYPES = {
    **{each.value: each for each in Format},
    "application/xhtml+xml": Format.HTML,
    "text/x-markdown": Format.MARKDOWN,
    "application/feed+json": Format.JSON,
    "application/atom+xml": Format.FEED,
    "application/xml": Format.FEED,
    "text/xml": Format.FEED,
}
_SUFFIXES = {
    "eml": Format.MAIL,
    "docx": Format.DOCX,  # «.txt» tells nothing: people save pages as such
    "html": Format.HTML,
    "htm": Format.HTML,
    "xhtml": Format.HTML,
    "md": Format.MARKDOWN,
    "markdown": Format.MARKDOWN,
    "json": Format.JSON,
    "rss": Format.FEED,
    "atom": Format.FEED,
}
_UNSTATED = frozenset({"", "application/octet-stream", "application/x-www-form-urlencoded"})
_OBJECT = re.compile(r"\s*[\[{]\s*(?:\{\s*)?\"[^\"\n]{1,80}\"\s*:")
"""How an object, or a list of them, begins in JSON."""
_MARKUP = re.compile(
    r"<!doctype\s+html|<(?:html|body|article|section|div|p|h[1-6]|ul|ol|table|br|span)\b[^<>]*>",
    re.IGNORECASE,
)


def stated_format(media_type: str | None, name: str | None) -> Format | None:
    """The format that the sender states, or that the file's name tells; None where neither does.

    Raises ArticleError for a media type that no reader is for.
    """
    essence = (media_type or "").partition(";")[0].strip().lower()
    if essence in _UNSTATED:
        return _SUFFIXES.get((name or "").rpartition(".")[2].lower()) if name else None
    if essence not in _TYPES:
        raise unknown_type(essence)
    return _TYPES[essence]


def format_of(text: str) -> Format:
    """The format that ``text`` is written in, by its marks."""
    if _OBJECT.match(text):
        return Format.JSON
    if is_feed(text):
        return Format.FEED
    if looks_like_markdown(text):
        return Format.MARKDOWN
    return Format.HTML if _MARKUP.search(text) else Format.PLAIN

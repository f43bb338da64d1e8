"""What an element of a page holds besides lines: pictures, files, fields to fill in."""

import re

from lxml import html

from service.articles.measure import UNSEEN

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|odt|mp3)(?:[?#]|\Z)", re.IGNORECASE)
_PICTURES = frozenset({"img", "picture", "figure", "video", "audio", "iframe", "amp-img"})


def is_seen(part: html.HtmlElement) -> bool:
    """Whether the reader of the markup has no rule of its own for ``part``."""
    return isinstance(part.tag, str) and part.tag not in UNSEEN


def holds_picture(part: html.HtmlElement) -> bool:
    """Whether ``part`` is or holds a picture or something that plays."""
    return str(part.tag) in _PICTURES or next(part.iter(*_PICTURES), None) is not None


def holds_document(part: html.HtmlElement) -> bool:
    """Whether a link in ``part`` leads to a file: what is attached belongs to a notice."""
    return any(_DOCUMENT.search(each.get("href") or "") for each in part.iter("a"))


def asks(part: html.HtmlElement) -> bool:
    """Whether ``part`` waits for something to be filled in or pressed."""
    return next(part.iter("input", "textarea", "button", "select"), None) is not None

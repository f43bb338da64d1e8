"""Pictures and embedded things of a page: where they lie and what they show in words."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

from service.articles.inline import resolve
from service.articles.page import fold_spaces
from service.model.content import Embed, EmbedKind, Picture

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-original-src", "data-url", "src")
"""Where the address stands: pages that load late keep it beside a placeholder in ``src``."""

ATTACHED = "cid:"
"""How a picture is called that comes with the article (RFC 2392)."""

_SIZES = ("data-srcset", "data-lazy-srcset", "srcset")
_TRACKING = re.compile(
    r"(?:^|[/.?&=_-])(?:pixel|beacon|1x1|spacer|blank|transparent)(?:[/.?&=_-]|$)"
)
_NUMBER = re.compile(r"\s*(\d+)")
_TINY = 3
"""Pixels: what is no larger counts visitors."""

_SYMBOLS = re.compile(r"[^\w\s]{1,8}\Z")
_KINDS: Mapping[str, EmbedKind] = MappingProxyType(
    {
        "video": EmbedKind.VIDEO,
        "audio": EmbedKind.AUDIO,
        "iframe": EmbedKind.FRAME,
        "object": EmbedKind.DOCUMENT,
        "embed": EmbedKind.DOCUMENT,
    }
)
_PLAYERS = re.compile(
    r"//(?:www\.)?(?:youtube(?:-nocookie)?\.com|youtu\.be|player\.vimeo\.com|vimeo\.com|"
    r"(?:www\.)?dailymotion\.com|(?:www\.)?tiktok\.com)/",
    re.IGNORECASE,
)
EMBEDDED = frozenset(_KINDS)


def picture_of(element: etree._Element, base: str | None) -> Picture | None:
    """The picture that an ``img`` shows; None for what only counts visitors or shows nothing.

    A ``data:`` address is none that a reader could ask for: its picture is known by ``alt``.
    """
    if any(_pixels(element.get(side)) <= _TINY for side in ("width", "height")):
        return None
    alt = fold_spaces(element.get("alt") or "")
    source = _source(element, base)
    if not source and not alt:
        return None
    return None if _TRACKING.search(source.lower()) else Picture(source, alt)


def symbol_of(element: etree._Element) -> str | None:
    """The sign that a little picture inside a line stands for: an emoji's own alt text."""
    alt = fold_spaces(element.get("alt") or "")
    return alt if _SYMBOLS.match(alt) else None


def embed_of(element: etree._Element, base: str | None) -> Embed | None:
    """What a ``video``, ``audio``, ``iframe``, ``object`` or ``embed`` holds; None for nothing."""
    inner = [element, *element.iter("source", "embed", "param")]
    addresses = (
        resolve(each.get(name) or "", base)
        for each in inner
        for name in ("src", "data-src", "data")
        if each.get(name)
    )
    link = next(filter(None, addresses), None)
    title = fold_spaces(
        element.get("title") or element.get("aria-label") or element.get("data-title") or ""
    )
    if link is None and not title:
        return None
    kind = _KINDS[str(element.tag)]
    if kind is EmbedKind.FRAME and link is not None and _PLAYERS.search(link):
        kind = EmbedKind.VIDEO
    return Embed(kind, title, link)


def _source(element: etree._Element, base: str | None) -> str:
    written = [element.get(name) for name in _LAZY]
    for name in _SIZES:
        widest = (element.get(name) or "").split(",")[-1].split()
        written += widest[:1]
    addresses = (resolve(each.strip(), base) for each in written if each)
    found = next(filter(None, addresses), None)
    if found is not None:
        return found
    own = (each.strip() for each in written if each)
    return next((each for each in own if ":" not in each or each.startswith(ATTACHED)), "")


def _pixels(written: str | None) -> int:
    match = _NUMBER.match(written or "")
    return int(match[1]) if match else _TINY + 1

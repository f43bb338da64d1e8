"""RSS 2.0, RSS 1.0 and Atom (RFC 4287) with one item: its page and its facts."""

from collections.abc import Iterator
from datetime import datetime
from email.utils import parseaddr, parsedate_to_datetime

from lxml import etree

from service.errors import ArticleError
from service.sources.article_html import (
    as_document,
    as_paragraphs,
    figure,
    plain_as_html,
    text_of,
    without_feed_tail,
)
from service.sources.document import Rendered, StatedFacts
from service.sources.json_values import moment_of
from service.sources.plain_xml import parse_xml
from service.sources.refusals import more_than_one
from service.sources.shortcodes import without_shortcodes

_ROOTS = ("rss", "RDF", "feed", "item", "entry")


def is_feed(text: str) -> bool:
    """Whether ``text`` begins as a feed or an item of one does."""
    head = text.lstrip()[:2000]
    head = head.partition("?>")[2].lstrip() if head.startswith("<?xml") else head
    while head.startswith(("<!--", "<?")):
        head = head.partition("-->" if head.startswith("<!--") else "?>")[2].lstrip()
    name = head[1:].replace(">", " ").partition(" ")[0].rpartition(":")[2].strip("/\n\t")
    return head.startswith("<") and name.split("\n")[0] in _ROOTS


def render_feed_item(text: str) -> Rendered:
    """The page and facts of the one item in ``text``. Raises ArticleError for none or several."""
    root = parse_xml(text, recover=True)
    items = [each for each in root.iter() if _name(each) in ("item", "entry")]
    if len(items) > 1:
        raise more_than_one(len(items))
    if not items:
        raise ArticleError("Nguồn tin không có bài nào.", "The feed has no item.")
    item = items[0]
    content = without_shortcodes(as_paragraphs(_body(item)))
    body, tail = without_feed_tail(content.text)
    facts = _facts(item, body)
    picture = figure(facts.image) if facts.image and facts.image not in body else ""
    return Rendered(
        as_document(facts.title, body, picture), facts=facts, notes=(*content.notes, *tail)
    )


def _name(element: etree._Element) -> str:
    """The local name: feeds differ in their prefixes and versions."""
    return str(element.tag).rpartition("}")[2]


def _named(item: etree._Element, *names: str) -> Iterator[etree._Element]:
    for name in names:
        yield from (each for each in item if _name(each) == name)


def _text(item: etree._Element, *names: str) -> str:
    """The text of the first child with one of these names, by their order, that has any."""
    found = ("".join(map(str, each.itertext())).strip() for each in _named(item, *names))
    return next(filter(None, found), "")


def _body(item: etree._Element) -> str:
    """The fullest text there is: «content:encoded», Atom's content, else the description."""
    for each in _named(item, "encoded", "content", "description", "summary"):
        body = _markup(each)
        if body.strip():
            return body
    return ""


def _markup(element: etree._Element) -> str:
    kind = element.get("type", "html")
    if kind == "xhtml":
        return "".join(
            etree.tostring(each, encoding="unicode", method="html", with_tail=True)
            for each in element
        )
    text = "".join(map(str, element.itertext()))
    return plain_as_html(text) if kind in ("text", "text/plain") else text


def _facts(item: etree._Element, body: str) -> StatedFacts:
    terms = [each.get("term") or _text_in(each) for each in _named(item, "category")]
    tags = tuple(filter(None, terms))
    lead = text_of(_text(item, "description", "summary", "subtitle"))
    return StatedFacts(
        title=text_of(_text(item, "title")) or None,
        published=_moment(_text(item, "pubDate", "published", "date", "issued", "updated")),
        author=_author(item),
        section=tags[0] if tags else None,
        lead=lead if lead and lead not in text_of(body) else None,
        link=_link(item),
        image=_image(item),
        tags=tags[1:],
    )


def _text_in(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def _author(item: etree._Element) -> str | None:
    """A name; RSS has an address with the name behind it in brackets."""
    for each in _named(item, "creator", "author"):
        written = _text(each, "name") or _text_in(each)
        name = parseaddr(written)[0] if "@" in written else written
        if name:
            return name
    return None


def _link(item: etree._Element) -> str | None:
    for each in _named(item, "link"):
        if each.get("rel", "alternate") == "alternate":
            return each.get("href") or _text_in(each) or None
    return None


def _image(item: etree._Element) -> str | None:
    for each in _named(item, "content", "thumbnail", "enclosure"):
        kind = each.get("type") or each.get("medium") or ""
        if each.get("url") and (kind.startswith("image") or _name(each) == "thumbnail"):
            return each.get("url")
    return None


def _moment(written: str) -> datetime | None:
    try:
        return moment_of(written) or parsedate_to_datetime(written)
    except ValueError:
        return None

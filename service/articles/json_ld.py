"""What a page says of its article in JSON-LD (schema.org), as search engines read it."""

import html as entities
import json
from collections.abc import Iterator, Mapping
from typing import cast

from lxml import html

from service.articles.page import fold_spaces

Json = Mapping[str, object]

_KINDS = (
    "article newsarticle blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle "
    "backgroundnewsarticle reviewnewsarticle socialmediaposting liveblogposting report "
    "advertisercontentarticle satiricalarticle scholarlyarticle techarticle"
)
_ARTICLES = frozenset(_KINDS.split())
_ORGANISATIONS = frozenset({"organization", "newsmediaorganization", "corporation", "website"})
_MOST = 200
"""Objects read of one page; a page has some ten."""


def read_json_ld(root: html.HtmlElement) -> tuple[Json, ...]:
    """The objects of the document's JSON-LD, also those in lists and graphs."""
    found: list[Json] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            found.extend(_objects(_parsed(script.text or "")))
    return tuple(found[:_MOST])


def article_of(objects: tuple[Json, ...]) -> Json:
    """The one that describes the article; empty where none does."""
    return next((each for each in objects if types_of(each) & _ARTICLES), {})


def breadcrumbs_of(objects: tuple[Json, ...]) -> tuple[str, ...]:
    """The names on the way from the home page to the article, without the home page."""
    trail = next((each for each in objects if "breadcrumblist" in types_of(each)), {})
    names = []
    for step in _objects(trail.get("itemListElement")):
        inside = step.get("item")
        name = step.get("name") or (inside.get("name") if isinstance(inside, dict) else None)
        names.append(text_of(name))
    return tuple(name for name in names[:10] if name and name.casefold() != "trang chủ")


def persons_of(value: object) -> tuple[str, ...]:
    """The names of the persons in an ``author``: an object, a list or a string."""
    return tuple(
        name
        for each in _values(value)
        if not (isinstance(each, dict) and types_of(each) & _ORGANISATIONS)
        for name in (text_of(each.get("name") if isinstance(each, dict) else each),)
        if name
    )


def names_of(value: object) -> tuple[str, ...]:
    """The names of whatever is in ``value``: a publisher, an image's address, keywords."""
    found = (
        text_of(each.get("name") or each.get("url") if isinstance(each, dict) else each)
        for each in _values(value)
    )
    return tuple(each for each in found if each)


def types_of(value: Json) -> frozenset[str]:
    """The kinds an object says it is, in small letters, without their vocabulary."""
    return frozenset(
        each.rpartition("/")[2].lower()
        for each in _values(value.get("@type"))
        if isinstance(each, str)
    )


def text_of(value: object) -> str | None:
    """``value`` as one line, where it is text; some systems escape it twice for HTML."""
    if not isinstance(value, str):
        return None
    return fold_spaces(entities.unescape(entities.unescape(value))) or None


def _values(value: object) -> Iterator[object]:
    if isinstance(value, list):
        for each in value[:_MOST]:
            yield from _values(each) if not isinstance(each, list) else ()
    elif value is not None:
        yield value


def _objects(value: object) -> Iterator[Json]:
    """The objects in ``value``, two lists or graphs deep: deeper ones belong to others."""
    waiting = [value]
    for _ in range(_MOST):
        if not waiting:
            return
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting.extend(each[:_MOST])
        elif isinstance(each, dict):
            yield cast("Json", each)
            waiting.append(each.get("@graph"))


def _parsed(written: str) -> object:
    """What ``written`` holds; None where it is broken, as it is on many pages."""
    try:
        return cast("object", json.loads(written.strip().rstrip(";"), strict=False))
    except (ValueError, RecursionError):
        return None

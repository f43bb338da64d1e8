"""What on a page shows other articles: a linked title, then its lead."""

from collections import Counter
from urllib.parse import urlsplit

from lxml import html

from service.articles.furniture import furniture
from service.articles.measure import Measured

_BOXES = frozenset({"div", "li", "article", "section", "a"})
_ROW = 3
"""Other articles of one kind side by side that are a list of them."""

_UNIT = 4
"""Lines of one other article in a list, at most: a section, its title, its lead, a date."""


def teasers(
    measured: Measured, root: html.HtmlElement, address: str | None
) -> frozenset[html.HtmlElement]:
    """The elements that each show one other article: a linked title, then its lead.

    Told by the picture that leads where the title leads, by a name on the way, or by
    others of the same kind beside it. ``address`` is the document's own.
    """
    site = urlsplit(address or "").hostname
    units = [each for each in root.iter("*") if _is_unit(measured, each)]
    kinds = Counter((each.getparent(), _kind(each)) for each in units)
    return frozenset(
        each
        for each in units
        if _leads_within(each, site)
        and (kinds[each.getparent(), _kind(each)] >= _ROW or _is_shown_as_teaser(measured, each))
    )


def _leads_within(element: html.HtmlElement, site: str | None) -> bool:
    """Whether the links of ``element`` lead to the same site: an article's own lead elsewhere."""
    hosts = {urlsplit(each.get("href") or "").hostname for each in element.iter("a")}
    return hosts <= {None, site}


def _is_unit(measured: Measured, element: html.HtmlElement) -> bool:
    """Whether ``element`` holds one linked title and one lead behind it, in lines or in one."""
    span = measured.of(element)
    if len(span) == 1:
        return str(element.tag) in _BOXES and measured.lines[span.start].is_teaser
    if not 2 <= len(span) <= _UNIT:
        return False
    if not measured.headlines(span) == measured.sentences(span) == 1:
        return False
    lines = [measured.lines[index] for index in span]
    order = [line.is_headline for line in lines if line.is_headline or line.is_sentence]
    return order[0] and str(element.tag) not in ("tr", "tbody", "table")


def _kind(element: html.HtmlElement) -> str:
    return f"{element.tag}.{element.get('class') or ''}"


def _is_shown_as_teaser(measured: Measured, element: html.HtmlElement) -> bool:
    targets = [each.get("href") for each in element.iter("a")]
    doubled = len(targets) != len(set(targets))
    spans = ((each, measured.of(each)) for each in (element, *element.iterancestors())[:4])
    lists = [
        each for each, span in spans if measured.headlines(span) * 2 >= measured.sentences(span)
    ]
    return doubled or any(furniture(each) for each in (*lists, *element.iter("*")))

"""Which part of an HTML document is the body of the article: by its prose, not by its names.

Each line of prose speaks for the element around it and, less, for those further out
(the idea of Arc90's Readability): the element for which most is said is the body. Links,
what stands above the title, other articles with their leads, and parts whose names promise
furniture count little or nothing.
"""

from collections import defaultdict

from lxml import html

from service.articles.furniture import (
    COMMENTS,
    FOOT,
    POPUP,
    RELATED,
    furniture,
    is_hidden,
    promises_body,
)
from service.articles.measure import Measured

_PARAGRAPHS = frozenset(
    "p li blockquote h1 h2 h3 h4 h5 h6 dd dt figcaption pre td th tr tbody".split()  # noqa: SIM905
)
_SECTIONS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_OF_TEXT = frozenset({"ul", "ol", "dl", "blockquote"})
"""What a text has in it and is not: the lines above it are no mere lead."""

_LEVELS = 5
_VOTED = 0.25
"""What a line counts in a part whose name promises furniture."""

_MOST = 0.5
"""The share of the page's prose above which no name makes a part furniture."""

_ABOVE_TITLE = 0.3
_PROMISED = 1.3
_ONLY_ARTICLE = 2.0
_ADDED = 0.2
"""The share by which a body must grow for the next element around it to be the body."""

_LEAD_LINES = 2
_OTHERS = frozenset({COMMENTS, FOOT, POPUP, RELATED})
"""Furniture with prose of its own, which may be longer than the article's: it is furniture
where two sentences stand elsewhere below the title."""

_ENOUGH = 2


def find_body(
    measured: Measured,
    root: html.HtmlElement,
    title: int | None,
    others: frozenset[html.HtmlElement],
) -> html.HtmlElement:
    """The element that holds the body; where there is no prose at all, the only article or all.

    ``title`` is the line of the title, where it is known; ``others`` show other articles.
    """
    worth = _worth(measured, root, title, others)
    scores: defaultdict[html.HtmlElement, float] = defaultdict(float)
    for line, points in zip(measured.lines, worth, strict=True):
        parent = _speaks_for(measured, line.owner) if points else None
        for _ in range(_LEVELS):
            if parent is None:
                break
            scores[parent] += points
            points /= 2
            parent = parent.getparent()
    only = _only_article(root)
    if not scores:
        return root if only is None else only
    best = max(scores, key=lambda each: _judged(measured, each, scores[each], each is only))
    return _narrowed(measured, _widened(measured, best, worth, title), worth, title)


def _worth(
    measured: Measured,
    root: html.HtmlElement,
    title: int | None,
    others: frozenset[html.HtmlElement],
) -> list[float]:
    """How much each line says for being in the body."""
    worth = [line.weight for line in measured.lines]
    all_prose = sum(worth)
    until = 0
    for element in root.iter("*"):
        span = measured.of(element)
        if not span or span.start < until or (title is not None and title in span):
            continue
        vote = furniture(element)
        if vote in _OTHERS:
            after = range(title or 0, len(measured.lines))
            is_all = measured.sentences(after) - measured.sentences(span) < _ENOUGH
        else:
            is_all = measured.weight(span) > _MOST * all_prose
        if is_all:
            continue
        if vote is not None or is_hidden(element):
            until = span.stop
            for index in span:
                worth[index] *= 0 if vote in _OTHERS else _VOTED
    for element in others:
        for index in measured.of(element):
            worth[index] = 0
    for index in range(title or 0):
        worth[index] *= _ABOVE_TITLE
    return worth


def _speaks_for(measured: Measured, owner: html.HtmlElement) -> html.HtmlElement:
    """The element that holds the paragraph whose line stands in ``owner``."""
    alone = len(measured.of(owner)) <= 1
    while alone or str(owner.tag) in _PARAGRAPHS:
        parent = owner.getparent()
        if parent is None:
            break
        owner, alone = parent, False
    return owner


def _judged(measured: Measured, element: html.HtmlElement, score: float, only: bool) -> float:
    score *= 1 - measured.linked(measured.of(element))
    if promises_body(element):
        score *= _PROMISED
    return score * _ONLY_ARTICLE if only else score


def _only_article(root: html.HtmlElement) -> html.HtmlElement | None:
    """The one article element of the document, else its one main element."""
    for tag in ("article", "main"):
        found = list(root.iter(tag))
        if len(found) == 1:
            return found[0]
    return None


def _widened(
    measured: Measured, best: html.HtmlElement, worth: list[float], title: int | None
) -> html.HtmlElement:
    """``best``, or what is around it where the body is divided among several parts."""
    body = best
    for outer in best.iterancestors():
        if str(outer.tag) in ("html", "body") and title is not None:
            break
        inside, around = measured.of(body), measured.of(outer)
        held = sum(worth[index] for index in inside)
        added = sum(worth[index] for index in around) - held
        if added >= held * _ADDED and not _is_lead_only(around, inside, worth):
            body = outer
        if title is not None and title in around:
            break
    return body


def _narrowed(
    measured: Measured, body: html.HtmlElement, worth: list[float], title: int | None
) -> html.HtmlElement:
    """The part of ``body`` that holds all its prose but a lead, if there is one."""
    while True:
        span = measured.of(body)
        for part in body:
            inside = measured.of(part)
            if str(part.tag) in _OF_TEXT:
                continue
            if _holds_heading(measured, range(span.start, inside.start), title):
                continue
            if _prose(inside, worth) > 1 and _is_lead_only(span, inside, worth):
                body = part
                break
        else:
            return body


def _holds_heading(measured: Measured, above: range, title: int | None) -> bool:
    """Whether a heading below the title stands in ``above``: the text has begun there."""
    lines = (measured.lines[index] for index in above if title is None or index > title)
    return any(
        str(line.owner.tag) in _SECTIONS and not (line.is_sentence or line.is_linked)
        for line in lines
    )


def _is_lead_only(around: range, inside: range, worth: list[float]) -> bool:
    """Whether all prose of ``around`` that is not ``inside`` is a lead above it."""
    above, below = range(around.start, inside.start), range(inside.stop, around.stop)
    return _prose(above, worth) <= _LEAD_LINES and _prose(below, worth) == 0


def _prose(span: range, worth: list[float]) -> int:
    return sum(worth[index] > 0 for index in span)

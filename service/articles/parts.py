"""Every part of an HTML document that is not the article, with one reason each."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import html

from service.articles import furniture as named
from service.articles.around import (
    belongs_around,
    guessed_title,
    is_front_page,
    signature,
    title_line,
)
from service.articles.body import find_body
from service.articles.chrome import is_related_heading
from service.articles.doubts import HOME_PAGE, MOST, MUCH_LEFT_OUT, Doubt
from service.articles.elements import asks, holds_document, holds_picture, is_seen
from service.articles.measure import Measured
from service.articles.page import PageFacts
from service.articles.teasers import teasers

BEFORE = "Đứng trước bài, không thuộc bài."
AFTER = "Đứng sau phần kết của bài, không thuộc bài."

_WHOLE = frozenset(
    "table thead tbody tr figure picture ul ol dl blockquote p pre h1 h2 h3 h4 h5 h6".split()  # noqa: SIM905
)
"""Elements that are taken or left as one, unless they hold most of the body."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LINKED = 0.6
_KEYWORDS = 3
_SMALL = 0.3
_QUESTIONS = 2
"""Sentences of a form, at most; one of ASP.NET holds the page."""

_OF_OTHERS = frozenset(
    {named.COMMENTS, named.RELATED, named.ADVERT, named.POPUP, named.KEYWORDS, named.AUTHOR_BOX}
)
"""What is known not to be the article however long it is."""

_AT_END = frozenset(
    {named.COMMENTS, named.ADVERT, named.POPUP, named.AUTHOR_BOX, named.FOOT, named.FORM}
)


@dataclass(frozen=True, slots=True)
class Division:
    """A document divided: what is left out of it, and what the page itself shows as facts.

    ``left_out`` holds elements with their reasons (Vietnamese); none of them stands inside
    another. ``title`` is the printed line, ``author`` whom the page names as such, and
    ``doubts`` say why it may be no article.
    """

    left_out: Mapping[html.HtmlElement, str]
    title: str | None
    author: str | None
    doubts: tuple[Doubt, ...]


def divide(root: html.HtmlElement, facts: PageFacts) -> Division:
    """The parts of ``root``, of whose article the page says ``facts``."""
    sorting = _Sorting(root, facts)
    return Division(
        sorting.left_out, sorting.printed_title(), sorting.signature(), sorting.doubts(facts)
    )


class _Sorting:
    """The document being divided into the article and the rest."""

    def __init__(self, root: html.HtmlElement, facts: PageFacts) -> None:
        self.left_out: dict[html.HtmlElement, str] = {}
        self._lines = Measured(root)
        self._title = title_line(self._lines, facts.title)
        self._teasers = self._others(root, facts)
        self._body = find_body(self._lines, root, self._title, self._teasers)
        self._span = self._lines.of(self._body)
        if self._title is None:
            self._title = guessed_title(self._lines, self._span)
        self._around = belongs_around(self._lines, self._span, self._title, facts.lead)
        self._prose = self._lines.weight(self._span)
        hidden = [each for each in self._body if is_seen(each) and named.is_hidden(each)]
        unseen = sum(self._lines.weight(self._lines.of(each)) for each in hidden)
        self._hides = unseen * 2 <= self._prose
        """Whether what says that it is hidden is so: where most says it, it fades in."""
        self._sort_around()
        self._sort_inside()

    def _others(self, root: html.HtmlElement, facts: PageFacts) -> frozenset[html.HtmlElement]:
        """What shows other articles; nothing does where all prose of an article stands in it."""
        others = teasers(self._lines, root, facts.link)
        inside = {index for each in others for index in self._lines.of(each)}
        below = range(self._title or 0, len(self._lines.lines))
        own = any(self._lines.lines[each].is_sentence for each in below if each not in inside)
        if own or is_front_page(self._lines, self._title, facts):
            return others
        return frozenset()

    def printed_title(self) -> str | None:
        return None if self._title is None else self._lines.lines[self._title].text

    def signature(self) -> str | None:
        return signature(self._lines, self._span, self._title)

    def doubts(self, facts: PageFacts) -> tuple[Doubt, ...]:
        doubts = []
        if is_front_page(self._lines, self._title, facts):
            doubts.append(HOME_PAGE)
        out = (part for part, why in self.left_out.items() if why not in _OF_OTHERS)
        prose = sum(self._lines.weight(self._lines.of(part)) for part in out)
        if prose > MOST * (prose + self._prose):
            doubts.append(MUCH_LEFT_OUT)
        return tuple(doubts)

    def _sort_around(self) -> None:
        inner = self._body
        for outer in self._body.iterancestors():
            stack = [each for each in outer if each is not inner]
            while stack:
                part = stack.pop()
                if not is_seen(part):
                    continue
                if self._belongs(part):
                    stack.extend(part)
                elif part not in self.left_out:
                    self.left_out[part] = self._reason_around(part)
            inner = outer

    def _belongs(self, part: html.HtmlElement) -> bool:
        """Whether ``part``, outside the body, holds a line or the picture of the article."""
        span = self._lines.of(part)
        if span:
            return any(index in self._around for index in span)
        first = self._span.start if self._title is None else self._title + 1
        return first <= span.start <= self._span.start and holds_picture(part)

    def _reason_around(self, part: html.HtmlElement) -> str:
        vote = named.furniture(part)
        if named.is_hidden(part):
            return named.HIDDEN
        if vote is not None:
            return vote
        span = self._lines.of(part)
        if self._shows_others(part):
            return named.RELATED
        if self._lines.linked(span) > _LINKED:
            return named.RELATED if self._lines.headlines(span) else named.MENU
        return BEFORE if span.start < self._span.start else AFTER

    def _sort_inside(self) -> None:
        stack = list(self._body)
        while stack:
            part = stack.pop()
            if not is_seen(part):
                continue
            reason = self._reason_inside(part)
            if reason is not None:
                self.left_out[part] = reason
            elif str(part.tag) not in _WHOLE or self._is_most(part):
                stack.extend(part)

    def _is_most(self, part: html.HtmlElement) -> bool:
        return self._lines.weight(self._lines.of(part)) * 2 > self._prose

    def _reason_inside(self, part: html.HtmlElement) -> str | None:
        span = self._lines.of(part)
        if self._title in span or (self._prose and self._is_most(part)):
            return None
        if self._hides and named.is_hidden(part):
            return named.HIDDEN
        if any(index in self._around for index in span) or holds_document(part):
            return None
        vote = named.furniture(part)
        if self._lines.weight(span) == 0:
            return self._reason_without_prose(part, span, vote)
        return self._reason_with_prose(part, span, vote)

    def _reason_without_prose(
        self, part: html.HtmlElement, span: range, vote: str | None
    ) -> str | None:
        if not span:
            return vote if vote and not holds_picture(part) else None
        if vote is not None and str(part.tag) not in ("figure", "table", "tr", "tbody"):
            return vote
        if self._lines.linked(span) < _LINKED or str(part.tag) in ("table", "tr", "td"):
            return self._reason_of_heading(span)
        if str(part.tag) in _HEADINGS and self._opens_prose(span):
            return None
        if self._is_announced(span):
            return None
        links = [each.get("href") or "" for each in part.iter("a")]
        if len(links) >= _KEYWORDS and all(link.startswith("#") for link in links):
            return named.CONTENTS
        if self._lines.headlines(span):
            return named.RELATED
        return named.KEYWORDS if len(links) >= _KEYWORDS else None

    def _reason_of_heading(self, span: range) -> str | None:
        """A heading over other articles, alone or with them, is theirs."""
        if not self._is_headed_by_others(span):
            return None
        rest = [self._lines.lines[index] for index in span[1:]]
        return named.RELATED if all(line.is_linked for line in rest) else None

    def _is_headed_by_others(self, span: range) -> bool:
        return is_related_heading(self._lines.lines[span.start].text)

    def _is_announced(self, span: range) -> bool:
        """Whether the text above says that links follow: "… gồm các văn bản sau:"."""
        if span.start <= self._span.start:
            return False
        above = self._lines.lines[span.start - 1]
        return (
            above.text.endswith(":")
            and above.linked == 0
            and not self._is_headed_by_others(range(span.start - 1, span.start))
        )

    def _opens_prose(self, span: range) -> bool:
        """Whether prose follows, so that a linked heading is one of the article."""
        following = self._lines.lines[span.stop : min(span.stop + 1, self._span.stop)]
        return any(line.weight > 0 for line in following)

    def _reason_with_prose(
        self, part: html.HtmlElement, span: range, vote: str | None
    ) -> str | None:
        lines = self._lines
        if part in self._teasers:
            return named.RELATED
        if self._is_headed_by_others(span) and lines.weight(span) < _SMALL * self._prose:
            return named.RELATED
        others = lines.headlines(span)
        if others and others >= lines.sentences(span) and (vote or self._shows_others(part)):
            return vote or named.RELATED
        if asks(part) and lines.sentences(span) <= _QUESTIONS:
            return vote or named.FORM
        if vote in _AT_END and lines.weight(span) < _SMALL * self._prose:
            at_end = lines.weight(range(span.stop, self._span.stop)) == 0
            if at_end:
                return vote
        return None

    def _shows_others(self, part: html.HtmlElement) -> bool:
        return any(each in self._teasers for each in part.iter("*"))

"""The lines of an HTML document as a reader sees them, with how much of each is prose or link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from lxml import etree, html

from service.articles.layout import is_prose
from service.articles.page import fold_spaces

_INLINE = (
    "a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd label mark nobr picture "
    "q s small source span strike strong sub sup time tt u var wbr"
)
INLINE = frozenset(_INLINE.split())
"""The elements that do not divide lines; any other does, also one that nobody knows."""

_UNSEEN = (
    "script style template head link meta noscript svg math select textarea option datalist "
    "iframe object embed video audio canvas button"
)
UNSEEN = frozenset(_UNSEEN.split())
"""The elements whose text is no text of an article, so that it is not measured."""

_INVITATION = re.compile(
    r"(?:(?:xem|đọc|tìm hiểu) (?:thêm|tiếp|ngay)|mời (?:bạn|quý|độc)[^:]{0,30}|"
    r"(?:tin|bài)(?: viết)? (?:liên quan|khác)|liên quan|có thể bạn (?:quan tâm|thích))\s*:\s*|"
    r"[^\w\s]+\s*",
    re.IGNORECASE,
)
"""What stands before the link to another article: "Xem thêm: …", ">> …"."""

_HEADLINE_WORDS = 4
_LINKED = 0.8
_LONG = 12
"""Words of a line that may be prose although it does not end like a sentence."""


@dataclass(frozen=True)
class Line:
    """One line of the page: the innermost element around it, and how much of it is linked.

    What it is is told once: many elements may ask of one endless line.
    """

    text: str
    owner: html.HtmlElement
    linked: int
    opens_linked: bool = False

    @cached_property
    def is_linked(self) -> bool:
        """Whether (nearly) all of the line is a link, but words that invite to follow it."""
        invited = _INVITATION.match(self.text)
        own = len(self.text) - (invited.end() if invited else 0)
        return self.linked > 0 and self.linked >= _LINKED * own

    @cached_property
    def is_headline(self) -> bool:
        """Whether the line is a link that reads as the title of another article."""
        return self.is_linked and len(self.text.split()) >= _HEADLINE_WORDS

    @cached_property
    def is_teaser(self) -> bool:
        """Whether the line opens with a link that reads as a title, and then goes on."""
        words = self.text[: self.linked].split()
        return self.opens_linked and not self.is_linked and len(words) >= _HEADLINE_WORDS

    @cached_property
    def is_sentence(self) -> bool:
        """Whether the line is prose that is not a link."""
        return self.linked * 2 < len(self.text) and not self.is_linked and is_prose(self.text)

    @cached_property
    def weight(self) -> float:
        """How much prose the line is: its letters outside links and its commas."""
        if self.is_sentence:
            return len(self.text) - self.linked + 10 * self.text.count(",")
        if self.linked == 0 and len(self.text.split()) >= _LONG:
            return len(self.text) / 2
        return 0


class Measured:
    """The lines of a document and, for every element, which of them stand inside."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.lines: list[Line] = []
        self.spans: dict[html.HtmlElement, range] = {}
        self._read(root)
        self._weight = _sums(line.weight for line in self.lines)
        self._letters = _sums(len(line.text) for line in self.lines)
        self._linked = _sums(line.linked for line in self.lines)
        self._sentences = _sums(line.is_sentence for line in self.lines)
        self._headlines = _sums(line.is_headline for line in self.lines)

    def _read(self, root: html.HtmlElement) -> None:
        pieces = _Pieces(root)
        begun: list[int] = []
        links = 0
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = str(element.tag)
            divides = tag not in INLINE and tag not in UNSEEN
            if divides:
                self.lines.extend(pieces.taken())
            if event == "start":
                begun.append(len(self.lines))
                links += tag == "a"
                if tag in UNSEEN:
                    walk.skip_subtree()
                else:
                    if divides:
                        pieces.owner = element
                    pieces.add(element.text, linked=links > 0)
                continue
            links -= tag == "a"
            self.spans[element] = range(begun.pop(), len(self.lines) + pieces.waiting)
            if divides:
                parent = element.getparent()
                pieces.owner = element if parent is None else parent
            if element is not root:
                pieces.add(element.tail, linked=links > 0)

    def of(self, element: html.HtmlElement) -> range:
        """The indices of the lines inside ``element``."""
        return self.spans.get(element, range(0))

    def weight(self, span: range) -> float:
        """How much prose stands in ``span``."""
        return self._weight[span.stop] - self._weight[span.start]

    def sentences(self, span: range) -> int:
        """How many lines of ``span`` are prose outside links."""
        return int(self._sentences[span.stop] - self._sentences[span.start])

    def headlines(self, span: range) -> int:
        """How many lines of ``span`` are links that read as titles."""
        return int(self._headlines[span.stop] - self._headlines[span.start])

    def letters(self, span: range) -> float:
        """How many characters stand in ``span``."""
        return self._letters[span.stop] - self._letters[span.start]

    def linked(self, span: range) -> float:
        """The share of the characters in ``span`` that are links."""
        letters = self.letters(span)
        return (self._linked[span.stop] - self._linked[span.start]) / letters if letters else 0


class _Pieces:
    """The text of the line that is being read."""

    def __init__(self, owner: html.HtmlElement) -> None:
        self.owner = owner
        self._text: list[str] = []
        self._linked: list[str] = []
        self.waiting = 0
        """1 where a line has been begun, else 0."""
        self._opens_linked = False

    def add(self, text: str | None, *, linked: bool) -> None:
        if text:
            if not self.waiting and not text.isspace():
                self.waiting = 1
                self._opens_linked = linked
            self._text.append(text)
            if linked:
                self._linked.append(text)

    def taken(self) -> Iterator[Line]:
        text = fold_spaces("".join(self._text))
        if text:
            linked = len(fold_spaces("".join(self._linked)))
            yield Line(text, self.owner, linked, self._opens_linked)
        self._text.clear()
        self._linked.clear()
        self.waiting = 0


def _sums(values: Iterator[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))

"""What stands around the body of an article and belongs to it: title, lead, date, by-line."""

import re
from collections.abc import Iterator
from datetime import UTC
from urllib.parse import urlsplit

from lxml import html

from service.articles.authors import is_office
from service.articles.bylines import read_author
from service.articles.chrome import chrome_reason, is_related_heading
from service.articles.datelines import read_date_line
from service.articles.furniture import HEAD, MENU, furniture, leads_home
from service.articles.layout import is_headline, is_nearly_title, is_title, without_site
from service.articles.measure import Line, Measured
from service.articles.page import PageFacts, fold_spaces
from service.errors import ArticleError

_LEAD = re.compile(
    r"sapo|\blead\b|summary|excerpt|intro|descr|abstract|teaser|standfirst|trich|tomtat|tom-tat|"
    r"chapeau|subtitle|sub-title",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"author|tac-?gia|byline|by-line|source|nguon|signature|penname|pen-name|writer|credit|"
    r"cms-author",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"author(?!-?desc)|tac-?gia|byline|by-line|signature|pen-?name|writer", re.IGNORECASE
)
_TITLE = re.compile(r"title|tieu-?de|headline|heading|header\b", re.IGNORECASE)
_TITLE_ABOVE = 8
_DATE_ABOVE = 6
"""Lines above the title in which the article's own date may stand; today's stands further off."""

_SECTION_WORDS = 4
_FRONT = 20
"""Titles that lead elsewhere on a front page, at least; an article's page may have more."""

_SIGNED_BELOW = 6
_DATED_BELOW = 8


def title_line(measured: Measured, title: str | None) -> int | None:
    """The line that is the title: a heading of the first level, else the first that says it."""
    headings = [each for each, line in enumerate(measured.lines) if _is_first_heading(line)]
    if title is not None:
        bare = without_site(title) or title
        lines = [
            (each, line)
            for each, line in enumerate(measured.lines)
            if chrome_reason(line.text) is None
        ]
        same = [each for each, line in lines if is_title(title, line.text)]
        nearly = [
            each for each, line in lines if not line.is_linked and is_nearly_title(bare, line.text)
        ]
        first = [each for each in same if each in headings or _is_heading(measured.lines[each])]
        unlinked = [each for each in same if not measured.lines[each].is_linked]
        for choice in (first, unlinked, nearly):
            if choice:
                return choice[0]
    return headings[0] if len(headings) == 1 else None


def guessed_title(measured: Measured, body: range) -> int | None:
    """The line above the body that looks like its title: by its name, else as a headline.

    Without either it is the one above the date. A menu's entries are links, a label is short,
    and an office is no title.
    """
    until = next((each for each in body if measured.lines[each].is_sentence), body.start)
    near = range(max(body.start - _TITLE_ABOVE, 0), until)
    lines = [(each, measured.lines[each]) for each in near if not measured.lines[each].is_linked]
    lines = [
        (each, line)
        for each, line in lines
        if is_headline(line.text) and not (line.is_sentence or is_office(line.text))
    ]
    lines = [
        (each, line) for each, line in lines if not _is_fact(line) and not _in_page_frame(line)
    ]
    for wanted in (lambda line: _named(line, _TITLE), _is_heading):
        found = [each for each, line in lines if wanted(line)]
        if found:
            return found[0]
    places = [each for each, _ in lines]
    dated = [each for each in near if is_date(measured.lines[each].text)]
    above = [each for each in places if dated and each < dated[-1]]
    return above[-1] if above else next(iter(places), None)


def is_front_page(measured: Measured, title: int | None, facts: PageFacts) -> bool:
    """Whether the page lists articles and is none: its address is a site's, or nothing dates it,
    no title stands on it and many titles lead elsewhere."""
    if facts.link is not None and urlsplit(facts.link).path in ("", "/"):
        return True
    shown = None if title is None else measured.lines[title].text
    titled = shown is not None and len(shown.split()) > _SECTION_WORDS
    said = facts.title is not None and shown is not None and is_nearly_title(facts.title, shown)
    many = measured.headlines(range(len(measured.lines))) >= _FRONT
    return many and facts.published is None and not (titled and said)


def signature(measured: Measured, body: range, title: int | None) -> str | None:
    """The author that the page shows beside the title or below the text, by its name there."""
    begin = max(body.start - _DATE_ABOVE, 0) if title is None else title + 1
    for index in range(begin, min(body.stop + _SIGNED_BELOW, len(measured.lines))):
        line = measured.lines[index]
        if line.is_sentence:
            continue
        said = [line.text] if _named(line, _AUTHOR) and not is_date(line.text) else []
        said.extend(
            fold_spaces(each.text_content())
            for each in line.owner.iter("a", "span", "strong", "address")
            if each.get("rel") == "author" or _AUTHOR.search(each.get("class") or "")
        )
        authors = filter(None, map(read_author, said))
        author = next(authors, None)
        if author is not None:
            return author
    return None


def belongs_around(
    measured: Measured, body: range, title: int | None, lead: str | None
) -> frozenset[int]:
    """The lines outside ``body`` that are the article's: its title, lead, date and by-line."""
    lines = measured.lines
    kept = set() if title is None else {title}
    begin = title if title is not None else max(body.start - _DATE_ABOVE, 0)
    for index in range(begin, body.start):
        if _is_lead(lines[index], lead) or _is_fact(lines[index]):
            kept.add(index)
    for index in range(max(begin - _DATE_ABOVE, 0), begin):
        if is_date(lines[index].text) and not _in_page_frame(lines[index]):
            kept.add(index)
    kept.update(_below(lines, body))
    return frozenset(kept)


def is_date(text: str) -> bool:
    """Whether ``text`` is a date line."""
    try:
        return read_date_line(text, UTC) is not None
    except ArticleError:
        return False


def _is_first_heading(line: Line) -> bool:
    parts = (line.owner, *line.owner.iterancestors())
    in_heading = any(str(each.tag) == "h1" and not leads_home(each) for each in parts)
    return in_heading and chrome_reason(line.text) is None


def _is_lead(line: Line, lead: str | None) -> bool:
    if line.is_linked:
        return False
    said = lead is not None and len(line.text) > 30 and _same_beginning(lead, line.text)
    named = _named(line, _LEAD) and len(line.text.split()) > 5
    return said or named or line.is_sentence


def _is_heading(line: Line) -> bool:
    return str(line.owner.tag) in ("h1", "h2", "h3", "h4")


def _same_beginning(one: str, other: str) -> bool:
    """Whether the two are one text, perhaps cut short or with the paper's name before it."""
    return other[:60].casefold() in one.casefold() or one[:60].casefold() in other.casefold()


def _is_fact(line: Line) -> bool:
    return is_date(line.text) or read_author(line.text) is not None


def _below(lines: list[Line], body: range) -> Iterator[int]:
    """The by-line, the source and the date below the body."""
    for index in range(body.stop, min(body.stop + _DATED_BELOW, len(lines))):
        line = lines[index]
        if line.is_headline or is_related_heading(line.text):
            return
        near = index < body.stop + _SIGNED_BELOW
        if (near and read_author(line.text) is not None and _named(line, _SIGNED)) or is_date(
            line.text
        ):
            yield index


def _named(line: Line, names: re.Pattern[str]) -> bool:
    return any(
        names.search(
            f"{each.get('class') or ''} {each.get('id') or ''} {each.get('itemprop') or ''}"
        )
        for each in (line.owner, *line.owner.iterancestors())[:3]
    ) or any(
        names.search(each.get("class") or "") for each in line.owner.iter("span", "a", "strong")
    )


def _in_page_frame(line: Line) -> bool:
    """Whether ``line`` stands in the head of the page, where today's date is shown."""
    parts: list[html.HtmlElement] = [line.owner, *line.owner.iterancestors()]
    return any(furniture(each) in (HEAD, MENU) for each in parts[:3])

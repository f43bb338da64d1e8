"""A page becomes an article: title, date, by-line and body; the rest is listed.

A raw copy of a portal page has the article's prose in its middle. Around it
stand the title, the date line, the by-line and the page's own chrome. What each
line is, is told by its form and its place, and every line that is not part of
the body is listed with its reason.
"""

from datetime import tzinfo

from service.articles import reasons
from service.articles.authors import is_office
from service.articles.bylines import is_labelled, is_source, read_author
from service.articles.choices import chosen_reasons, line_keys
from service.articles.chrome import chrome_reason, ends_page_text, is_decoration, is_related_heading
from service.articles.doubts import doubts_of_lines
from service.articles.ending import article_bounds, prose_bounds
from service.articles.layout import STRUCTURED, is_headline, is_prose, is_title, without_site
from service.articles.notices import (
    FORM,
    is_letterhead,
    notice_kind,
    notice_reasons,
    notice_subject,
)
from service.articles.page import Page, fold_spaces
from service.articles.printed_dates import PrintedDates
from service.articles.pruning import lost_pictures, prune
from service.articles.publication import publication
from service.articles.recognised import Recognised
from service.articles.titles import guessed_title, last_crumb, printed_title
from service.errors import ArticleError
from service.model import Content, LeftOut

_SIGNATURES = 3
_FOOTER_REACH = 4

_BESIDE_LEAD = 5
"""Lines from the lead on among which pages print the by-line and the date, if not above it."""

_SECTION_WORDS = 4


def recognise(page: Page, *, zone: tzinfo, title: str | None = None) -> Recognised:
    """The article on ``page``, whose ``title`` the sender may know.

    ``zone`` is where a date without a zone of its own is meant. Raises ``ArticleError`` where
    there is no title, no body, or a published date that does not exist.
    """
    sorter = _Sorter(page, zone)
    found = sorter.sort(fold_spaces(title) if title else None)
    if not found.content.nodes:
        raise ArticleError(
            "Bài viết chỉ có tiêu đề, không có nội dung.",
            "The article has a title only and no body.",
        )
    return found


class _Sorter:
    """Sorts the lines of one page into title, facts, body and left out."""

    def __init__(self, page: Page, zone: tzinfo) -> None:
        self._page = page
        self._lines = [block.text for block in page.blocks]
        self._zone = zone
        self._structured = frozenset(
            index for index, block in enumerate(page.blocks) if block.kind in STRUCTURED
        )
        self._reasons = notice_reasons(self._lines)
        self._is_notice = bool(self._reasons)
        self._dates = PrintedDates(zone)
        self._author: str | None = page.facts.author
        self._section = page.facts.section or notice_kind(self._lines)

    def sort(self, title: str | None) -> Recognised:
        bounds = prose_bounds if self._page.is_sorted else article_bounds
        first, last = bounds(self._lines)
        self._mark_chrome(first, last)
        first = self._mark_dates(first, last)
        place = self._title_place(title, first)
        if place is not None:
            self._mark_header(place, max(first, place + 1))
        self._mark_footer(max(last, first, -1 if place is None else place))
        title = title or self._printed_title(place)
        if title is None:
            raise ArticleError(
                "Không tìm thấy tiêu đề của bài viết.", "The article has no recognisable title."
            )
        if place is not None and not is_title(title, self._lines[place]):
            self._reasons[place] = reasons.OTHER_TITLE
        return self._recognised(title, place)

    def _printed_title(self, place: int | None) -> str | None:
        return without_site(self._page.facts.title) if place is None else self._lines[place]

    def _mark_chrome(self, first: int, last: int) -> None:
        related = False
        for index, line in enumerate(self._lines):
            if index in self._structured:
                related = False
                continue
            heads = is_related_heading(line)
            # Above the text a page lists others in its menus, and the title stands below them.
            related = index > first and ((related and not is_prose(line)) or heads)
            own = self._page.is_sorted and index > first
            reason = chrome_reason(line, inside=first < index < last, own=own)
            if related or heads or reason is not None:
                self._reasons[index] = reason or reasons.RELATED

    def _mark_dates(self, first: int, last: int) -> int:
        """Mark the date lines around the prose; where the prose begins, knowing them.

        A date line right below what looked like the first line of prose tells
        that this line is the title.
        """
        dated = [self._mark_date(index) for index in self._open(0, first)]
        below = self._open(first + 1)[:1]
        titled = (
            first > 0 and is_headline(self._lines[first - 1]) and first - 1 not in self._reasons
        )
        if any(dated) or below != [first + 1] or not self._mark_date(first + 1):
            pass
        elif not titled:
            rest = self._open(first + 2)
            prose = (each for each in rest if is_prose(self._lines[each]))
            first = next(prose, first + 2)
        if not self._dates:
            for index in self._open(max(last, first) + 1)[:_FOOTER_REACH]:
                self._mark_date(index)
        return first

    def _mark_date(self, index: int) -> bool:
        told = index not in self._structured
        found = self._dates.read(index, self._lines[index]) if told else None
        if found is None:
            return False
        self._reasons[index] = reasons.DATE_LINE
        for name in (
            found.rest if " " in found.rest and found.rest.istitle() else None,
            found.signed,
        ):
            self._sign(read_author(name) if name else None)
        if found.rest and self._author != read_author(found.rest):
            words = len(found.rest.split())
            self._section = self._section or (found.rest if words <= _SECTION_WORDS else None)
        return True

    def _title_place(self, title: str | None, first: int) -> int | None:
        """Where the title stands: as the sender or the page says it, else by its place."""
        known, date = title or self._page.facts.title, self._dates.place
        subject = notice_subject(self._lines)
        if subject is not None and (known is None or is_letterhead(known)):
            return subject
        lines = [(each, self._lines[each]) for each in self._open()]
        if known is not None:
            found = printed_title(lines, known)
            if found is not None or date is None:
                return found
            # What stands above the date is then the title in other words.
        return guessed_title(lines, first=first, date=date, end=len(self._lines))

    def _mark_header(self, place: int, first: int) -> None:
        title = self._lines[place]
        for index in self._open(0, place):
            section = last_crumb(self._lines[index])
            self._section = self._section or section
            self._reasons[index] = reasons.BREADCRUMB if section else reasons.BEFORE_TITLE
        for index in self._open(place + 1, first):
            text = self._lines[index]
            if text.casefold() == title.casefold():
                self._reasons[index] = reasons.REPEATED_TITLE
            elif self._signed(index) is not None and not self._is_notice:
                self._reasons[index] = reasons.BY_LINE
                if is_labelled(text) or not self._page.is_sorted:
                    self._sign(read_author(text))
        for index in self._open(first, first + _BESIDE_LEAD) if self._page.is_sorted else ():
            if self._author is not None and self._signed(index) == self._author:
                self._reasons[index] = reasons.BY_LINE
            elif not is_prose(self._lines[index]):
                self._mark_date(index)
        self._dates.forget_todays(place)

    def _mark_footer(self, last: int) -> None:
        for index in self._open(last + 1):
            if is_source(self._lines[index]) and read_author(self._lines[index]) is None:
                self._reasons[index] = reasons.SOURCE
        ends = [index for index in self._reasons if index > last and self._ends(index)]
        before = self._open(last + 1, min(ends, default=None))
        signed = [each for each in before if self._signed(each) is not None]
        if len(signed) <= _SIGNATURES and not self._is_notice:
            for index in signed:
                self._reasons[index] = reasons.BY_LINE
                self._sign(read_author(self._lines[index]))
            ends.extend(signed)
        # A by-line or a control behind the last paragraph ends the article.
        for index in self._open(min(ends, default=len(self._lines))):
            self._reasons[index] = reasons.AFTER_ARTICLE

    def _ends(self, index: int) -> bool:
        """Whether a line that is left out ends the article; a rule of signs and the form
        of a notice never do.

        On a sorted page a control may stand between the paragraphs.
        """
        reason = self._reasons[index]
        if is_decoration(self._lines[index]) or reason in FORM:
            return False
        return not self._page.is_sorted or reason == reasons.RELATED or ends_page_text(reason)

    def _signed(self, index: int) -> str | None:
        """Whom a line names as the author: what is said of a picture or in a table names none."""
        return None if index in self._structured else read_author(self._lines[index])

    def _sign(self, name: str | None) -> None:
        if name is not None and self._author is None and not is_office(name):
            self._author = name

    def _open(self, begin: int = 0, end: int | None = None) -> list[int]:
        """The lines from ``begin`` to ``end`` that are not left out so far."""
        indices = range(len(self._lines))[begin:end]
        return [index for index in indices if index not in self._reasons]

    def _recognised(self, title: str, place: int | None) -> Recognised:
        page, facts, lines = self._page, self._page.facts, self._lines
        self._reasons = chosen_reasons(self._reasons, lines, page.choices, page.insisted, place)
        kept = {index for index in self._open() if index != place}
        content = Content(prune(page.nodes, kept.__contains__))
        out, keys = sorted(self._reasons), line_keys(lines)
        return Recognised(
            title=title,
            published=publication(facts.published, self._dates.published, self._zone),
            author=self._author,
            section=self._section,
            link=facts.link,
            content=content,
            modified=publication(facts.modified, None, self._zone),
            lead=facts.lead,
            image=facts.image,
            tags=facts.tags,
            doubts=(*page.doubts, *doubts_of_lines(lines, kept)),
            left_out=(
                *page.left_out,
                *(LeftOut(lines[index], self._reasons[index]) for index in out),
                *lost_pictures(page.nodes, content.nodes),
            ),
            parts=(*page.parts, *(keys[index] for index in out)),
            lines=tuple((keys[index], lines[index]) for index in sorted(kept)),
        )

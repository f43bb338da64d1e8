"""A page becomes an article: title, date, by-line and body; the rest is listed.

A raw copy of a portal page has the article's prose in its middle. Around it
stand the title, the date line, the by-line and the page's own chrome. What each
line is, is told by its form and its place, and every line that is not part of
the body is listed with its reason.
"""

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

from service.articles.bylines import read_author
from service.articles.chrome import chrome_reason, is_related_heading
from service.articles.datelines import read_date_line
from service.articles.layout import (
    TITLE_LENGTH,
    is_headline,
    is_nearly_title,
    is_prose,
    is_title,
    prose_bounds,
    without_site,
)
from service.articles.moments import read_moment
from service.articles.page import Page, fold_spaces
from service.errors import ArticleError
from service.model import Block, LeftOut

_DATE_LINE = "Dòng ngày đăng; đã ghi vào thông tin bài."
_BY_LINE = "Dòng tên tác giả; đã ghi vào thông tin bài."
_BEFORE_TITLE = "Đứng trước tiêu đề, không thuộc bài."
_REPEATED_TITLE = "Lặp lại tiêu đề."
_OTHER_TITLE = "Tiêu đề trên trang; bài dùng tiêu đề khác, do bên gửi đặt."
_AFTER_ARTICLE = "Đứng sau phần kết của bài, không thuộc bài."
_RELATED = "Danh sách bài viết khác."
_BREADCRUMB = "Đường dẫn chuyên mục; đã ghi vào thông tin bài."

_CRUMB = re.compile(r"\s*[>»›/]\s*")
_SIGNATURES = 3
_FOOTER_REACH = 4


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a page says: the article's parts, and what is not part of it.

    ``blocks`` is the body without the title. What the page does not say is None.
    """

    title: str
    published: datetime | None
    author: str | None
    section: str | None
    link: str | None
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...]


def recognise(page: Page, *, zone: tzinfo, title: str | None = None) -> Recognised:
    """The article on ``page``.

    ``zone`` is where a date without a zone of its own is meant; ``title`` is the
    title where the sender knows it. Raises ``ArticleError`` where there is no
    title, no body, or a published date that does not exist.
    """
    sorter = _Sorter(page, zone)
    found = sorter.sort(fold_spaces(title) if title else None)
    if not found.blocks:
        raise ArticleError(
            "Bài viết chỉ có tiêu đề, không có nội dung.",
            "The article has a title only and no body.",
        )
    return found


class _Sorter:
    """Sorts the lines of one page into title, facts, body and left out."""

    def __init__(self, page: Page, zone: tzinfo) -> None:
        self._page = page
        self._blocks = page.blocks
        self._zone = zone
        self._reasons: dict[int, str] = {}
        self._published: datetime | None = None
        self._date_place: int | None = None
        self._author: str | None = page.facts.author
        self._section: str | None = page.facts.section

    def sort(self, title: str | None) -> Recognised:
        first, last = prose_bounds(self._blocks)
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
        if place is not None and not is_title(title, self._blocks[place].text):
            self._reasons[place] = _OTHER_TITLE
        return self._recognised(title, place)

    def _printed_title(self, place: int | None) -> str | None:
        return without_site(self._page.facts.title) if place is None else self._blocks[place].text

    def _mark_chrome(self, first: int, last: int) -> None:
        related = False
        for index, block in enumerate(self._blocks):
            related = (related and not is_prose(block.text)) or is_related_heading(block.text)
            reason = chrome_reason(block.text, inside=first < index < last)
            if related or reason is not None:
                self._reasons[index] = reason or _RELATED

    def _mark_dates(self, first: int, last: int) -> int:
        """Mark the date lines around the prose; where the prose begins, knowing them.

        A date line right below what looked like the first line of prose tells
        that this line is the title.
        """
        dated = [self._mark_date(index) for index in self._open(0, first)]
        below = self._open(first + 1)[:1]
        if not any(dated) and below == [first + 1] and self._mark_date(first + 1):
            rest = self._open(first + 2)
            prose = (each for each in rest if is_prose(self._blocks[each].text))
            first = next(prose, first + 2)
        if self._published is None:
            for index in self._open(max(last, first) + 1)[:_FOOTER_REACH]:
                self._mark_date(index)
        return first

    def _mark_date(self, index: int) -> bool:
        found = read_date_line(self._blocks[index].text, self._zone)
        if found is None:
            return False
        self._reasons[index] = _DATE_LINE
        if self._date_place is None:
            self._date_place = index
        self._published = self._published or found.published
        author = read_author(found.rest) if " " in found.rest and found.rest.istitle() else None
        if author is not None:
            self._author = self._author or author
        elif found.rest:
            self._section = self._section or found.rest
        return True

    def _title_place(self, title: str | None, first: int) -> int | None:
        """Where the title stands: as the sender or the page says it, else by its place."""
        known = title or self._page.facts.title
        if known is not None:
            found = self._printed_place(known)
            if found is not None:
                return found
            if self._date_place is None:
                return None
            # What stands above the date is then the title in other words.
        return self._guess_title_place(first)

    def _printed_place(self, known: str) -> int | None:
        """Where the page prints the title ``known``, as it is or else in other words."""
        lines = [(each, self._blocks[each].text) for each in self._open()]
        same = (each for each, text in lines if is_title(known, text))
        bare = without_site(known) or known
        nearly = (each for each, text in lines if is_nearly_title(bare, text))
        return next(same, next(nearly, None))

    def _guess_title_place(self, first: int) -> int | None:
        """The last headline above the date line; without one, the first above the prose."""
        header = [each for each in self._open(0, first) if self._length(each) <= TITLE_LENGTH]
        headlines = [each for each in header if is_headline(self._blocks[each].text)]
        above_date = [each for each in headlines if each < (self._date_place or 0)]
        if above_date:
            return above_date[-1]
        if header and first == len(self._blocks):
            # A note too short to hold prose: its first line is the title, the rest its body.
            return header[0]
        if headlines:
            return headlines[0]
        if header:
            return max(header, key=self._length)
        start = next(iter(self._open()), None)
        return start if start is not None and self._length(start) <= TITLE_LENGTH else None

    def _length(self, index: int) -> int:
        return len(self._blocks[index].text)

    def _mark_header(self, place: int, first: int) -> None:
        title = self._blocks[place].text
        for index in self._open(0, place):
            crumbs = _CRUMB.split(self._blocks[index].text)
            if len(crumbs) > 1 and all(crumbs):
                self._section = self._section or crumbs[-1]
                self._reasons[index] = _BREADCRUMB
            else:
                self._reasons[index] = _BEFORE_TITLE
        for index in self._open(place + 1, first):
            text = self._blocks[index].text
            if text.casefold() == title.casefold():
                self._reasons[index] = _REPEATED_TITLE
            elif read_author(text) is not None:
                self._mark_by_line(index)

    def _mark_footer(self, last: int) -> None:
        signed = [index for index in self._open(last + 1) if read_author(self._blocks[index].text)]
        if len(signed) <= _SIGNATURES:
            for index in signed:
                self._mark_by_line(index)
        # A by-line or a control behind the last paragraph ends the article.
        ended = min((index for index in self._reasons if index > last), default=len(self._blocks))
        for index in self._open(ended):
            self._reasons[index] = _AFTER_ARTICLE

    def _mark_by_line(self, index: int) -> None:
        self._author = self._author or read_author(self._blocks[index].text)
        self._reasons[index] = _BY_LINE

    def _open(self, begin: int = 0, end: int | None = None) -> list[int]:
        """The lines from ``begin`` to ``end`` that are not left out so far."""
        indices = range(len(self._blocks))[begin:end]
        return [index for index in indices if index not in self._reasons]

    def _recognised(self, title: str, place: int | None) -> Recognised:
        facts = self._page.facts
        left_out = tuple(
            LeftOut(self._blocks[index].text, self._reasons[index])
            for index in sorted(self._reasons)
        )
        return Recognised(
            title=title,
            published=_read_instant(facts.published, self._zone) or self._published,
            author=self._author,
            section=self._section,
            link=facts.link,
            blocks=tuple(self._blocks[index] for index in self._open() if index != place),
            left_out=self._page.left_out + left_out,
        )


def _read_instant(written: str | None, zone: tzinfo) -> datetime | None:
    if written is None:
        return None
    moment = read_moment(written, zone)
    if moment is not None:
        return moment
    found = read_date_line(written, zone)
    return found.published if found is not None else None

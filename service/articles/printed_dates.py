"""The date lines of a page, and which of them says when the article was published."""

from datetime import datetime, tzinfo

from service.articles.datelines import DateLine, read_date_line

_REACH = 4
"""Lines above the title in which a date without a word may be the article's and not today's."""


class PrintedDates:
    """The date lines found so far, by their place on the page."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._found: dict[int, DateLine] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def read(self, place: int, line: str) -> DateLine | None:
        """What ``line`` says as a date line; None where it is none."""
        found = read_date_line(line, self._zone)
        if found is not None:
            self._found[place] = found
        return found

    @property
    def place(self) -> int | None:
        """The date line that is the article's: one that says so, else the last above the text."""
        return max(self._found, key=lambda each: (self._found[each].labelled, each), default=None)

    @property
    def published(self) -> datetime | None:
        """When the article was published, as its line says."""
        return None if self.place is None else self._found[self.place].published

    def forget_todays(self, title: int) -> None:
        """Forget a date that stands far above the title without a word: it is today's."""
        place = self.place
        if place is not None and place < title - _REACH and not self._found[place].labelled:
            self._found.clear()

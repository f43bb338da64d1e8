"""Long lists in pages, mostly of twenty; ``?trang=2`` is the second one."""

from dataclasses import dataclass

from flask import Request

from service.errors import NotFoundError

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list of ``total`` entries: its ``number`` counts from 1 to ``count``."""

    number: int
    count: int
    total: int
    per_page: int = PER_PAGE

    @property
    def offset(self) -> int:
        """How many entries stand on the pages before."""
        return (self.number - 1) * self.per_page


def asked_page(request: Request, total: int, per_page: int = PER_PAGE) -> ListPage:
    """The page that ``request`` asks for, of a list of ``total`` entries.

    Raises NotFoundError when the list has no such page.
    """
    count = max(1, -(-total // per_page))
    number = request.args.get("trang", 1, type=int)
    if not 1 <= number <= count:
        raise NotFoundError("Danh sách không có trang này.", "The list has no such page.")
    return ListPage(number, count, total, per_page)

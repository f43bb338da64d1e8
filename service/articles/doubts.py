"""What makes an editor look twice at an article before it is released."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from service.articles.layout import is_prose


class DoubtCode(StrEnum):
    """What is doubtful."""

    HOME_PAGE = "home-page"
    MUCH_LEFT_OUT = "much-left-out"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to doubt that what was found is the article, in words (Vietnamese)."""

    code: DoubtCode
    text: str


HOME_PAGE = Doubt(
    DoubtCode.HOME_PAGE,
    "Trang này giống trang chủ hoặc trang chuyên mục hơn là một bài viết.",
)
MUCH_LEFT_OUT = Doubt(
    DoubtCode.MUCH_LEFT_OUT,
    "Hơn một nửa phần văn trên trang nằm ngoài bài. Hãy xem lại danh sách các phần đã bỏ.",
)
MOST = 0.5
"""The share of the prose that may be left out without a word."""


def doubts_of_lines(lines: Sequence[str], kept: Set[int]) -> tuple[Doubt, ...]:
    """Whether more than half of the prose of ``lines`` stands outside those that are kept."""
    sizes = {index: len(line) for index, line in enumerate(lines) if is_prose(line)}
    out = sum(size for index, size in sizes.items() if index not in kept)
    return (MUCH_LEFT_OUT,) if out > MOST * sum(sizes.values()) else ()

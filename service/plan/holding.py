"""Whether what was sent is doubtful enough to wait for somebody's yes before it is released."""

from collections.abc import Mapping
from types import MappingProxyType

from service.articles.doubts import DoubtCode
from service.articles.layout import is_nearly_title
from service.articles.likeness import likeness
from service.articles.recognised import Recognised
from service.excerpt import excerpt
from service.model import HoldReason, Leaf, Revision
from service.text.segments import walk_segments

_ENGLISH: Mapping[DoubtCode, str] = MappingProxyType(
    {
        DoubtCode.HOME_PAGE: "The page looks like a home page or a list, not like an article.",
        DoubtCode.MUCH_LEFT_OUT: "More than half of the page's prose stands outside the article. "
        "See the list of what was left out.",
    }
)

_LEAST_SENTENCES = 8
_SHRUNK = 1 / 3
"""What a correction leaves of an article at the least; notes that were cut keep more."""

_LIKE_TITLE = 0.3
_LIKE_TEXT = 0.35
"""Less of both, and it is another article: of two on one subject a quarter of the pairs of
words is the same, of two versions of one more than half."""


def page_doubts(found: Recognised) -> tuple[HoldReason, ...]:
    """Why the page that ``found`` stood on may be no article, or hold more of it."""
    doubts = dict.fromkeys(found.doubts)
    return tuple(HoldReason(each.code.value, each.text, _ENGLISH[each.code]) for each in doubts)


def correction_doubts(found: Recognised, before: Revision) -> tuple[HoldReason, ...]:
    """Why ``found`` may be no correction of ``before``."""
    return tuple(filter(None, (_shrunk(found, before), _other_article(found, before))))


def _shrunk(found: Recognised, before: Revision) -> HoldReason | None:
    was, now = _sentences(before.content.leaves), _sentences(found.content.leaves)
    if was < _LEAST_SENTENCES or now >= _SHRUNK * was:
        return None
    return HoldReason(
        "shrunk",
        f"Bản sửa chỉ còn {now} câu; bản trước có {was} câu.",
        f"The correction has {now} sentences left; {was} stood there before.",
    )


def _other_article(found: Recognised, before: Revision) -> HoldReason | None:
    texts = _text(before.content.leaves), _text(found.content.leaves)
    titles_unlike = likeness(before.title, found.title) < _LIKE_TITLE and not is_nearly_title(
        before.title, found.title
    )
    if not titles_unlike or likeness(*texts) >= _LIKE_TEXT:
        return None
    return HoldReason(
        "other-article",
        f"Mã bài này đang là bài “{excerpt(before.title, 80)}”; nội dung vừa gửi là một bài khác "
        f"hẳn: “{excerpt(found.title, 80)}”.",
        f"Under this id stands “{excerpt(before.title, 80)}”; what was sent is quite another "
        f"article: “{excerpt(found.title, 80)}”.",
    )


def _sentences(leaves: tuple[Leaf, ...]) -> int:
    return sum(1 for _ in walk_segments(leaves))


def _text(leaves: tuple[Leaf, ...]) -> str:
    return " ".join(leaf.text for leaf in leaves)

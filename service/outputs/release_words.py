"""Why an edition waits, and where an article stands, in the words of the desk."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from service.model.release import ArticleState, Policy
from service.model.release_reason import ReleaseReason

STATE_OF_ARTICLE: Mapping[ArticleState, str] = MappingProxyType(
    {
        ArticleState.DRAFT: "Nháp",
        ArticleState.RECORDING: "Đang thu",
        ArticleState.READY: "Đã thu, chưa phát hành",
        ArticleState.NEEDS_REVIEW: "Cần xem lại",
        ArticleState.APPROVED: "Đã duyệt, chưa phát hành",
        ArticleState.SCHEDULED: "Đã hẹn giờ",
        ArticleState.PUBLIC: "Đang phát",
        ArticleState.WITHDRAWN: "Đã gỡ",
        ArticleState.FAILED: "Không thu được",
    }
)
POLICY_WORDS: Mapping[Policy, str] = MappingProxyType(
    {
        Policy.AUTOMATIC: "tự phát hành",
        Policy.UNLESS_WARNED: "tự phát hành nếu không còn cảnh báo",
        Policy.PUBLISHER: "người phát hành đồng ý",
        Policy.FOUR_EYES: "một người chưa sửa bài đồng ý",
    }
)


def release_words(reasons: Iterable[ReleaseReason]) -> str:
    """Why an edition waits, in one line; without a reason it goes within seconds."""
    return "; ".join(each.vi for each in reasons) or "sắp phát hành"

"""Why an edition waits: the words of rows and of the API, and those for people."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ReleaseReason(StrEnum):
    """Why an edition waits. The words are kept in rows, and told by the API."""

    ASKED = "asked"
    """Somebody wishes to hear it first."""
    POLICY = "policy"
    """A publisher must let it go."""
    FOUR_EYES = "four-eyes"
    """One who has not edited it must let it go."""
    WARNINGS = "warnings"
    """Its text has warnings that nobody has looked at."""
    FIGURES = "figures"
    """A figure or name is said otherwise than it is printed, and nobody has confirmed it."""
    VOICE = "voice"
    """Another voice speaks than was wished: until its time comes that one is tried again."""
    FALLBACK = "fallback"
    """Another voice speaks than was wished: somebody must agree."""
    SCHEDULED = "scheduled"
    """Its time has not come."""
    WITHDRAWN = "withdrawn"
    """The article was withdrawn: it must be restored first."""
    CLOCK = "clock"
    """The clock jumped over its time: somebody must say whether that has come."""
    REBUILT = "rebuilt"
    """The library was made anew, and does not know who decided what."""

    @property
    def vi(self) -> str:
        """Half a sentence for people."""
        return _WORDS[self][0]

    @property
    def en(self) -> str:
        """The same in English."""
        return _WORDS[self][1]


_WORDS: Mapping[ReleaseReason, tuple[str, str]] = MappingProxyType(
    {
        ReleaseReason.ASKED: (
            "đợi người nghe thử rồi phát hành",
            "somebody is to hear it first",
        ),
        ReleaseReason.POLICY: (
            "chuyên mục hoặc nguồn này cần người phát hành đồng ý",
            "its section or sender wants a publisher's yes",
        ),
        ReleaseReason.FOUR_EYES: (
            "cần một người chưa sửa bài này duyệt",
            "one who has not edited it must approve it",
        ),
        ReleaseReason.WARNINGS: (
            "còn cảnh báo chưa ai xem",
            "it has warnings that nobody has looked at",
        ),
        ReleaseReason.FIGURES: (
            "có con số hoặc tên đọc khác chữ in, chưa ai xác nhận",
            "a figure or name is said otherwise than printed, and nobody has confirmed it",
        ),
        ReleaseReason.VOICE: (
            "giọng đã chọn chưa dùng được, đang thử lại",
            "the wished voice does not answer yet and is tried again",
        ),
        ReleaseReason.FALLBACK: (
            "đọc bằng giọng thay thế, cần người đồng ý",
            "another voice speaks than was wished: somebody must agree",
        ),
        ReleaseReason.SCHEDULED: ("chưa đến giờ phát hành", "its time has not come"),
        ReleaseReason.WITHDRAWN: ("bài đang bị gỡ", "the article is withdrawn"),
        ReleaseReason.CLOCK: (
            "đồng hồ máy chủ đã nhảy qua giờ hẹn, cần người xem lại",
            "the clock jumped over its time: somebody must look",
        ),
        ReleaseReason.REBUILT: (
            "cơ sở dữ liệu vừa được dựng lại, cần người quyết định lại",
            "the library was made anew: somebody must decide again",
        ),
    }
)

LIFTED_BY_TIME = frozenset({ReleaseReason.SCHEDULED, ReleaseReason.VOICE})
LIFTED_BY_APPROVAL = frozenset(ReleaseReason) - {
    ReleaseReason.FIGURES,
    ReleaseReason.WITHDRAWN,
    *LIFTED_BY_TIME,
}

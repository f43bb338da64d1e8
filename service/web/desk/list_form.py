"""What of the list of articles an editor asks for, as the address says it."""

from collections.abc import Mapping
from types import MappingProxyType

from werkzeug.datastructures import MultiDict

from service.model import ListFilter

STATES: Mapping[str, str] = MappingProxyType(
    {
        "draft": "Chưa có bản đọc",
        "recording": "Đang chờ thu hoặc đang thu",
        "needs-review": "Đợi người xem lại",
        "ready": "Đã thu, đợi phát hành",
        "approved": "Đã duyệt, sắp phát hành",
        "scheduled": "Hẹn giờ phát hành",
        "failed": "Thu không thành",
        "public": "Đang phát",
        "withdrawn": "Đã gỡ",
    }
)
"""Where an article stands, for people, in the order in which the form offers it."""

_TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "words": "tim",
        "state": "trang-thai",
        "section": "chuyen-muc",
        "person": "nguoi",
        "assigned": "giao-cho",
        "source": "nguon",
        "voice": "giong",
    }
)
_WARNED = "can-xem"
PLACES = ("sau", "truoc")
"""The parameters that say where a page begins: after, or before what stands at a place."""

_LONGEST = 300
_BEYOND_ALL = 2**62


def read_filter(asked: MultiDict[str, str]) -> ListFilter:
    """What the address asks for; what it does not know narrows nothing."""
    texts = {name: asked.get(key, "").strip()[:_LONGEST] for name, key in _TEXTS.items()}
    if texts["state"] not in STATES:
        texts["state"] = ""
    return ListFilter(**texts, warned=_WARNED in asked)


def write_filter(wanted: ListFilter) -> dict[str, str]:
    """The parameters of the address that asks for ``wanted``."""
    texts = {key: str(getattr(wanted, name)) for name, key in _TEXTS.items()}
    told = {key: value for key, value in texts.items() if value}
    return told | ({_WARNED: "1"} if wanted.warned else {})


def read_place(asked: MultiDict[str, str], name: str) -> int | None:
    """The place beyond which the page begins, if the address names one."""
    place = asked.get(name, type=int)
    return place if place is not None and 0 <= place < _BEYOND_ALL else None

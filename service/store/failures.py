"""What a database's failure means, in the operator's words."""

import re

from sqlalchemy.exc import SQLAlchemyError

from service.errors import StoreError

_FULL = "đĩa đã đầy", "the disk is full"
_LOCKED = (
    "đang bị một chương trình khác giữ; xin thử lại sau ít phút",
    "another program holds it; try again in a few minutes",
)
_READ_ONLY = "chỉ cho đọc", "it is read-only"
_UNREACHABLE = (
    "máy chủ không trả lời (chưa chạy, sai địa chỉ hoặc mất mạng)",
    "the server does not answer (not running, a wrong address, or no network)",
)

_WRONG_USER = "sai tên hoặc mật khẩu", "wrong user or password"

_MARKS = (
    ("disk is full", *_FULL),
    ("disk I/O error", "đĩa bị lỗi hoặc đã đầy", "the disk failed or is full"),
    ("locked", *_LOCKED),
    ("readonly", *_READ_ONLY),
    ("unable to open", "không mở được", "it cannot be opened"),
    ("malformed", "tệp đã hỏng", "the file is damaged"),
    ("not a database", "tệp không phải cơ sở dữ liệu", "the file is not a database"),
    # PostgreSQL's, when no state tells: a connection that could not be made has none.
    ("password authentication failed", *_WRONG_USER),
    ("no password supplied", *_WRONG_USER),
    ('role ".*" does not exist', *_WRONG_USER),
    (
        "no pg_hba.conf entry",
        "máy chủ không cho tài khoản này vào từ máy này",
        "the server does not let this user in from this machine",
    ),
    ("certificate|SSL", "không kết nối được bằng SSL như địa chỉ đòi", "no SSL as it is asked for"),
    (
        'database ".*" does not exist',
        "máy chủ không có cơ sở dữ liệu ấy",
        "the server has no such database",
    ),
    (
        "invalid connection option|invalid .* value",
        "địa chỉ LOA_DATABASE_URL có thông số sai",
        "LOA_DATABASE_URL has a wrong parameter",
    ),
    ("failed to resolve host", "không tìm thấy máy chủ tên ấy", "no such host is known"),
    ("connection failed", *_UNREACHABLE),
    ("connection is bad", *_UNREACHABLE),
    ("server closed the connection", *_UNREACHABLE),
    ("too many clients", "máy chủ hết chỗ kết nối", "the server takes no more connections"),
)
"""Words of SQLite and libpq, and what they mean; the first that stands in the cause counts."""

_STATES = {
    "53100": _FULL,
    "53200": ("máy chủ hết bộ nhớ", "the server is out of memory"),
    "53300": ("máy chủ hết chỗ kết nối", "the server takes no more connections"),
    "55P03": _LOCKED,
    "25006": _READ_ONLY,
    "42501": ("tài khoản thiếu quyền", "the user lacks a right"),
    "57P01": _UNREACHABLE,
    "57P03": ("máy chủ đang khởi động hoặc đang tắt", "the server is starting or stopping"),
    "25P03": ("giao dịch đứng quá lâu nên bị ngắt", "a transaction stood still and was ended"),
}
"""PostgreSQL's error codes, where they say more than its words."""


def explain(error: SQLAlchemyError, place: str) -> StoreError:
    """The failure as a StoreError that names ``place`` and says what to make of it."""
    cause = _cause(error)
    meaning = find_meaning(error)
    if meaning is not None:
        vi, en = meaning
        return StoreError(
            f"Cơ sở dữ liệu {place}: {vi}.", f"Database {place}: {en} ({cause}).", place=place
        )
    return StoreError(
        f"Cơ sở dữ liệu {place} báo lỗi: {cause}.", f"Database {place}: {cause}.", place=place
    )


def find_meaning(error: Exception) -> tuple[str, str] | None:
    """What the failure means, in Vietnamese and English, where that is known."""
    state = getattr(getattr(error, "orig", None) or error, "sqlstate", None) or ""
    if state in _STATES:
        return _STATES[state]
    cause = _cause(error)
    return next(((vi, en) for mark, vi, en in _MARKS if re.search(mark, cause)), None)


def _cause(error: Exception) -> str:
    return " ".join(str(getattr(error, "orig", None) or error).split())

"""The form of a new token of the API: its name, what it lets, and until when."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import request

from service.desk.desk import Desk
from service.desk.tokens import MOST_DAYS, make_token, read_scopes
from service.errors import AccessError
from service.model import Person, Scope

SCOPE_WORDS: Mapping[Scope, str] = MappingProxyType(
    {
        Scope.READ: "xem bài, tập và việc thu",
        Scope.SUBMIT: "gửi bài, sửa cách đọc, thu lại",
        Scope.RELEASE: "duyệt, phát hành, gỡ bài",
        Scope.ADMIN: "quản trị: xoá hẳn, người làm, webhook, nhật ký",
    }
)


def make_asked_token(desk: Desk, person: Person | None) -> tuple[str, str]:
    """The token that the form asks for, and its name. Raises AccessError."""
    days = request.form.get("days", "").strip()
    if days and not (days.isascii() and days.isdigit() and 0 < int(days[:9]) <= MOST_DAYS):
        raise AccessError(
            f"Số ngày phải từ 1 đến {MOST_DAYS}, hoặc để trống.",
            f"The days are 1 to {MOST_DAYS}, or empty.",
        )
    return make_token(
        desk,
        request.form.get("name", ""),
        read_scopes(request.form.getlist("scope")),
        person=person,
        days=int(days) if days else None,
    )

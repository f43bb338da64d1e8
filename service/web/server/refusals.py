"""Answers that are given before the application is asked: short, in both languages."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

RETRY_AFTER_S = 5

_WORDS: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        400: ("Yêu cầu không đúng dạng HTTP.", "The request is not well-formed HTTP."),
        401: (
            "Cần một mã truy cập hoặc phiên đăng nhập hợp lệ.",
            "A valid token or session is needed.",
        ),
        408: (
            "Yêu cầu đến quá chậm nên không được chờ nữa.",
            "The request took too long to arrive.",
        ),
        413: (
            "Nội dung gửi lên vượt giới hạn của địa chỉ này.",
            "The body is larger than this address takes.",
        ),
        421: (
            "Máy chủ này không mang tên mà trình duyệt đã hỏi. Hãy mở địa chỉ công bố của trang.",
            "This server does not go by the name that was asked for. Open the public address.",
        ),
        431: ("Phần đầu của yêu cầu quá dài.", "The headers of the request are too long."),
        500: ("Lỗi đã được ghi lại. Xin thử lại sau.", "The error has been logged."),
        501: ("Không nhận cách gửi này.", "This way of sending is not supported."),
        503: (
            "Máy chủ đang quá đông. Xin thử lại sau ít giây.",
            "The server is full. Please try again in a few seconds.",
        ),
    }
)


def refusal(
    code: int, path: str = "", most: int | None = None
) -> tuple[str, list[tuple[str, str]], bytes]:
    """Status line, headers and body of a refusal: problem+json (RFC 9457) for the API.

    A body that is too large is told ``most``, the bytes it may have, where that is known.
    """
    vi, en = _WORDS.get(code, _WORDS[500])
    if code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE and most is not None:
        vi, en = f"{vi} Nhiều nhất {most} byte.", f"{en} The limit is {most} bytes."
    phrase = HTTPStatus(code).phrase
    if path.startswith("/api/"):
        kind, body = "application/problem+json", _problem(code, phrase, vi, en)
    else:
        kind, body = "text/plain; charset=utf-8", f"{vi}\n{en}\n"
    headers = [("Content-Type", kind), ("Cache-Control", "no-store")]
    if code == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append(("Retry-After", str(RETRY_AFTER_S)))
    if code == HTTPStatus.UNAUTHORIZED:
        headers.append(("WWW-Authenticate", 'Bearer realm="loa"'))
    return f"{code} {phrase}", headers, body.encode()


def _problem(code: int, phrase: str, vi: str, en: str) -> str:
    problem = {
        "type": "about:blank",
        "title": vi,
        "title_en": phrase,
        "status": code,
        "detail": vi,
        "detail_en": en,
    }
    return json.dumps(problem, ensure_ascii=False)


def _last_word(code: int) -> bytes:
    status, headers, body = refusal(code)
    headers += [("Content-Length", str(len(body))), ("Connection", "close")]
    lines = (f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers))
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


BUSY = _last_word(503)
LATE = _last_word(408)
"""Whole answers, for those who are not heard any further."""

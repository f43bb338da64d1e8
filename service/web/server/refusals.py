"""Answers that are given before the application is asked: short, in both languages."""

from http import HTTPStatus

_BUSY_VI = "Máy chủ đang quá đông. Xin thử lại sau ít giây."
_BUSY_EN = "The server is full. Please try again in a few seconds."
_LATE_VI = "Yêu cầu đến quá chậm nên không được chờ nữa."
_LATE_EN = "The request took too long to arrive."

RETRY_AFTER_S = 5


def _bytes(status: HTTPStatus, vi: str, en: str, *headers: str) -> bytes:
    body = f"{vi}\n{en}\n".encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}",
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(body)}",
        "Cache-Control: no-store",
        "Connection: close",
        *headers,
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


BUSY = _bytes(HTTPStatus.SERVICE_UNAVAILABLE, _BUSY_VI, _BUSY_EN, f"Retry-After: {RETRY_AFTER_S}")
LATE = _bytes(HTTPStatus.REQUEST_TIMEOUT, _LATE_VI, _LATE_EN)

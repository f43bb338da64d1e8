"""Headers that every answer carries."""

from flask import Request, Response

from service.web.files import fill, without_body_if_refused
from service.web.ready import ReadyFile

_UNUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")
_PERMISSIONS = ", ".join(f"{feature}=()" for feature in _UNUSED)
_YEAR = 31_536_000
IMMUTABLE = "public, max-age=31536000, immutable"
PRIVATE = "private, no-cache"


def content_policy(sending: str | None) -> str:
    """What a browser may load: of this site alone, and recordings of who is ``sending`` them."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            f"media-src 'self' {sending}" if sending else "media-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def guarded(response: Response, policy: str, *, encrypted: bool) -> Response:
    """``response`` with the headers that keep a browser from doing anything unasked.

    ``policy`` is what it may load.
    ``encrypted``: the public address is https, and browsers that came so once come
    no other way for a year (RFC 6797; over http they ignore it).
    """
    response.headers.setdefault("Content-Security-Policy", policy)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-site")
    if encrypted:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR}")
    return response


def revalidated(response: Response, request: Request) -> Response:
    """``response``, a page: packed, with a strong ETag; 304 when the reader has its bytes."""
    response.headers.setdefault("Cache-Control", "no-cache")
    fill(response, ReadyFile(response.get_data()), request)
    response.make_conditional(request.environ)
    return without_body_if_refused(response)

"""A request that comes twice with one Idempotency-Key is done once, and answered twice.

As draft-ietf-httpapi-idempotency-key-header has it: the first answer, whatever it is, is
kept for a day and given again. Where Loa itself failed nothing is kept, and the request may
come again.
"""

import hashlib
import logging
import re

from flask import Response, g, request

from service.errors import StoreError
from service.store.answers import KeptAnswer
from service.web.api.routes import allow_pictures, api
from service.web.problems import BadRequestError
from service.web.refused import ReusedKeyError, UnderWayError
from service.web.site import site

_LOG = logging.getLogger(__name__)

_METHODS = ("POST", "PUT", "DELETE", "PATCH")
_KEPT_HEADERS = ("Content-Type", "Location", "ETag", "Retry-After")
_QUOTED = re.compile(r'"((?:[^"\\]|\\["\\])*)"')
"""A string of structured fields (RFC 8941, 3.3.3); many send the bare letters."""

_LONGEST_KEY = 255
_PASSING = frozenset({408, 425, 429})
"""Refusals that say nothing of the request itself: it may come again with its key."""


@api.before_request
def answer_again() -> Response | None:
    """The answer that was given before; None where the request is to be done now."""
    header = request.headers.get("Idempotency-Key")
    if header is None or request.method not in _METHODS:
        return None
    allow_pictures()
    key = _digest(*g.asker, _read_key(header))
    asked = _digest(
        *(request.method, request.full_path, request.mimetype),
        *(request.headers.get(name, "") for name in ("If-Match", "If-None-Match")),
        hashlib.sha256(request.get_data(cache=True)).hexdigest(),
    )
    found = site().service.library.claim_answer(key, asked, site().now())
    if found is None:
        g.answer_key = key
        return None
    return _again(found, asked)


@api.after_request
def keep_answer(response: Response) -> Response:
    """What is answered to a request with a key is kept for when it comes again."""
    key = g.get("answer_key")
    if key is None:
        return response
    library = site().service.library
    try:
        if response.status_code >= 500 or response.status_code in _PASSING:
            library.drop_answer(key)
        else:
            headers = tuple((n, v) for n, v in response.headers.items() if n in _KEPT_HEADERS)
            library.keep_answer(key, response.status_code, headers, response.get_data())
    except StoreError as e:
        # It is done, and said so; a second one finds the claim, and then nothing.
        _LOG.warning("an answer is not kept: %s", e.en)
    return response


def _again(found: KeptAnswer, asked: str) -> Response:
    if found.request != asked:
        raise ReusedKeyError(
            "Idempotency-Key này đã dùng cho một yêu cầu khác. Mỗi yêu cầu cần một khoá riêng.",
            "This Idempotency-Key came with another request. Each request wants its own.",
        )
    if found.status is None:
        raise UnderWayError(
            "Yêu cầu mang Idempotency-Key này đang được làm. Hãy hỏi lại sau.",
            "The request with this Idempotency-Key is being done. Ask again later.",
        )
    response = Response(found.content, found.status, list(found.headers))
    response.headers["Cache-Control"] = "no-store"
    response.headers["Idempotency-Replayed"] = "true"
    return response


def _read_key(header: str) -> str:
    quoted = _QUOTED.fullmatch(header.strip())
    key = re.sub(r'\\(["\\])', r"\1", quoted[1]) if quoted else header.strip()
    if not (0 < len(key) <= _LONGEST_KEY and key.isascii() and key.isprintable()):
        raise BadRequestError(
            f"Idempotency-Key phải có từ 1 đến {_LONGEST_KEY} ký tự ASCII.",
            f"An Idempotency-Key has 1 to {_LONGEST_KEY} ASCII characters.",
        )
    return key


def _digest(*values: str) -> str:
    told = "\0".join(values)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

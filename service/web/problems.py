"""Errors as people and programs read them: the one table of status codes.

Pages answer with an accessible page, the API with problem+json (RFC 9457) whose
title is Vietnamese and whose ``title_en`` is English.
"""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from service.covers import NotSquareError
from service.errors import (
    AccessError,
    ArticleDamagedError,
    ArticleError,
    AudioError,
    ClipLostError,
    EpisodeDamagedError,
    FetchError,
    GoneError,
    JobError,
    LexiconError,
    LoaError,
    NotAllowedError,
    NotFoundError,
    OutputError,
    PictureError,
    SettingsError,
    StoreError,
    SynthesisError,
    public_words,
    shortage_of,
)
from service.fingerprint import Plain
from service.store.upgrade import NewerLoaError
from service.web.language import is_english, translated
from service.web.problem_words import EXPLANATIONS, TITLES
from service.web.refused import PreconditionFailedError, ReusedKeyError, UnderWayError


class BadRequestError(LoaError):
    """A request that cannot be read at all."""


class UnauthorizedError(LoaError):
    """A request without the token or the session that it needs."""


class ForbiddenError(LoaError):
    """A form that did not come from our own pages."""


class MisdirectedError(LoaError):
    """A request in the name of a site that is not ours."""


class TooManyError(LoaError):
    """More tries than are allowed; ``retry_after`` seconds on, one more is."""

    def __init__(self, vi: str, en: str, *, retry_after: int) -> None:
        super().__init__(vi, en)
        self.retry_after = retry_after


class TooLargeError(LoaError):
    """A body above the limit."""


class UnsupportedError(LoaError):
    """A body of a type that is not taken."""


class RecordingLostError(StoreError):
    """A recording that was published is lost or cut, and is being built again."""

    def __init__(self) -> None:
        super().__init__(
            "Bản ghi âm này đang được dựng lại. Xin thử lại sau ít phút.",
            "This recording is being restored. Try again in a few minutes.",
        )


class EpisodeInRepairError(StoreError):
    """An episode that was published cannot be read until somebody mends its row."""

    def __init__(self) -> None:
        super().__init__(
            "Trang của tập này đang được sửa chữa. Xin quay lại sau.",
            "This episode's page is being repaired. Come back later.",
        )


BUSY_SECONDS, RESTORED_SECONDS = 15, 120
"""After so many a client may ask again: what is busy or full, and a recording in repair."""

_LOG = logging.getLogger(__name__)

STATUS: Mapping[type[LoaError], int] = MappingProxyType(
    {
        ArticleError: 422,
        LexiconError: 422,
        AccessError: 422,
        NotAllowedError: 403,
        NotFoundError: 404,
        GoneError: 410,
        BadRequestError: 400,
        UnauthorizedError: 401,
        ForbiddenError: 403,
        MisdirectedError: 421,
        TooManyError: 429,
        TooLargeError: 413,
        UnsupportedError: 415,
        PreconditionFailedError: 412,
        ReusedKeyError: 422,
        UnderWayError: 409,
        JobError: 409,
        PictureError: 422,
        NotSquareError: 422,
        FetchError: 502,
        SynthesisError: 503,
        StoreError: 503,
        RecordingLostError: 503,
        EpisodeDamagedError: 503,
        ArticleDamagedError: 503,
        NewerLoaError: 503,
        EpisodeInRepairError: 503,
        ClipLostError: 503,
        AudioError: 500,
        OutputError: 500,
        SettingsError: 500,
        LoaError: 500,
    }
)


def install(app: Flask) -> None:
    """Let every error of ``app`` be answered here."""
    app.register_error_handler(LoaError, _answer_loa_error)
    app.register_error_handler(HTTPException, _answer_http_error)


def status_of(error: LoaError) -> int:
    """The status code of ``error``: that of its nearest class in the table."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def _answer_loa_error(error: LoaError) -> Response:
    status = status_of(error)
    if status >= 500:
        _LOG.error("%s %s: %s", request.method, request.path, error.en)
    members = error.members if isinstance(error, PreconditionFailedError) else {}
    response = _answer(status, *public_words(error), members)
    if isinstance(error, PreconditionFailedError) and error.tag:
        response.set_etag(error.tag)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(BUSY_SECONDS)
    if isinstance(error, RecordingLostError):
        response.headers["Retry-After"] = str(RESTORED_SECONDS)
        response.headers["Cache-Control"] = "no-store"
    if isinstance(error, UnderWayError):
        response.headers["Retry-After"] = "1"
    if isinstance(error, TooManyError):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _answer_http_error(error: HTTPException) -> AnyResponse:
    status = error.code or 500
    if status < HTTPStatus.BAD_REQUEST:
        return error.get_response(request.environ)
    shortage = shortage_of(getattr(error, "original_exception", None) or error)
    if shortage:
        return _answer_loa_error(shortage)
    if status == 500:
        _LOG.error("%s %s failed", request.method, request.path, exc_info=error.__cause__ or error)
        response = _answer(500, EXPLANATIONS[500], "The error has been logged.")
    else:
        vi = EXPLANATIONS.get(status, "")
        response = _answer(status, vi, error.description or "")
    for name, value in error.get_headers():
        if name != "Content-Type":
            response.headers[name] = value
    return response


def _answer(
    status: int, vi: str, en: str, members: Mapping[str, Plain] = MappingProxyType({})
) -> Response:
    if request.path.startswith("/api/"):
        return _problem(status, vi, en, members)
    heading, message = TITLES.get(status, TITLES[400]), en if is_english() else vi
    return Response(
        render_template("error.html", heading=translated(heading), message=message, status=status),
        status,
        mimetype="text/html",
    )


def _problem(status: int, vi: str, en: str, members: Mapping[str, Plain]) -> Response:
    body = {
        "type": "about:blank",
        "title": TITLES.get(status, TITLES[400]),
        "title_en": HTTPStatus(status).phrase,
        "status": status,
        "detail": vi or TITLES.get(status, TITLES[400]),
        "detail_en": en,
        **members,
    }
    response = Response(
        json.dumps(body, ensure_ascii=False), status, content_type="application/problem+json"
    )
    if status == HTTPStatus.UNAUTHORIZED:
        # RFC 6750, section 3: the error is named only to who brought a token.
        brought = ', error="invalid_token"' if "Authorization" in request.headers else ""
        response.headers["WWW-Authenticate"] = f'Bearer realm="loa"{brought}'
    return response

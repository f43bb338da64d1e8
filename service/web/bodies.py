"""How large a request's body may be, known from its headers alone.

A server must hold a body before the application can say that it wanted none; so
what is held is bounded by what the address takes, and by whether the sender shows
any credential at all.
"""

from collections.abc import Mapping

from flask import Flask
from werkzeug.exceptions import HTTPException

from service.covers.uploading import MOST_BYTES
from service.settings import Settings
from service.sources.formats import CARRIERS
from service.text.lexicon import LARGEST_FILE

PICTURED = frozenset({"multipart/form-data", *CARRIERS})
"""Content types of an article with its pictures."""

FORM_OVERHEAD = 64 * 1024
"""Bytes of a form besides the text or file that it carries."""


def largest_body(settings: Settings) -> int:
    """Bytes of the largest form with an article: the desk carries an upload as base64."""
    return 2 * settings.article_limit_bytes + FORM_OVERHEAD


def pictured_body(settings: Settings) -> int:
    """Bytes of the largest form with an article and the pictures that come with it."""
    return settings.article_limit_bytes + 2 * settings.picture_limit_bytes + FORM_OVERHEAD


def recording_body(settings: Settings) -> int:
    """Bytes of the largest form with a recording."""
    return settings.recording_limit_bytes + FORM_OVERHEAD


def desk_form(endpoint: str, settings: Settings) -> int:
    """Bytes of the largest form that this address of the desk takes."""
    match endpoint:
        case "desk.save_recording":
            return recording_body(settings)
        case "desk.change_channel_cover":
            return MOST_BYTES + FORM_OVERHEAD
        case "desk.import_entries" | "desk.preview_import":
            return LARGEST_FILE + FORM_OVERHEAD
    return largest_body(settings)


class BodyLimits:
    """The limits of the routes of ``app``."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._urls = app.url_map.bind("")
        self._settings = settings

    def of(self, method: str, path: str, headers: Mapping[str, str]) -> int:
        """Bytes that the body of this request may have; headers are named as CGI does."""
        try:
            endpoint, _ = self._urls.match(path, method)
        except HTTPException:
            return FORM_OVERHEAD
        if endpoint in ("api.put_article", "api.preview") and "AUTHORIZATION" in headers:
            # JSON may spell letters out as \uXXXX; what is sent bare is as long as the article.
            return _article_body(_kind(headers), self._settings)
        if endpoint.startswith("desk.") and "COOKIE" in headers:
            return desk_form(endpoint, self._settings)
        return FORM_OVERHEAD


def _article_body(kind: str, settings: Settings) -> int:
    match kind:
        case "application/json":
            return largest_body(settings)
        case _ if kind in PICTURED:
            return pictured_body(settings)
    return settings.article_limit_bytes


def _kind(headers: Mapping[str, str]) -> str:
    return headers.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()

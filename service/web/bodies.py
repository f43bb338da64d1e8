"""How large a request's body may be, known from its headers alone.

A server must hold a body before the application can say that it wanted none; so
what is held is bounded by what the address takes, and by whether the sender shows
any credential at all.
"""

from collections.abc import Mapping

from flask import Flask
from werkzeug.exceptions import HTTPException

from service.settings import Settings

FORM_OVERHEAD = 64 * 1024
"""Bytes of a form besides the text or file that it carries."""


def largest_body(settings: Settings) -> int:
    """Bytes of the largest body but a recording: the desk carries an upload as base64."""
    return 2 * settings.article_limit_bytes + FORM_OVERHEAD


def recording_body(settings: Settings) -> int:
    """Bytes of the largest form with a recording."""
    return settings.recording_limit_bytes + FORM_OVERHEAD


class BodyLimits:
    """The limits of the routes of ``app``."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._urls = app.url_map.bind("")
        self._article = settings.article_limit_bytes
        self._largest = largest_body(settings)
        self._recording = recording_body(settings)

    def of(self, method: str, path: str, headers: Mapping[str, str]) -> int:
        """Bytes that the body of this request may have; headers are named as CGI does."""
        try:
            endpoint, _ = self._urls.match(path, method)
        except HTTPException:
            return FORM_OVERHEAD
        if endpoint == "desk.save_recording" and "COOKIE" in headers:
            return self._recording
        if endpoint == "api.put_article" and "AUTHORIZATION" in headers:
            # JSON may spell letters out as \uXXXX; what is sent bare is as long as the article.
            return self._largest if _is_json(headers) else self._article
        if endpoint.startswith("desk.") and "COOKIE" in headers:
            return self._largest
        return FORM_OVERHEAD


def _is_json(headers: Mapping[str, str]) -> bool:
    kind = headers.get("CONTENT_TYPE", "").partition(";")[0]
    return kind.strip().lower() == "application/json"

"""What waits for release and what is public, as other systems decide on it."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar

from flask import Response, request

from service.desk.hints import parse_date
from service.desk.releases import (
    approve_release,
    delete_for_good,
    hold_back,
    release_now,
    schedule_release,
    withdraw,
)
from service.desk.restoring import restore, restore_corrected
from service.desk.rolling_back import roll_back
from service.errors import ArticleError
from service.making.current import find_article
from service.model import Job
from service.model.job import asker_of
from service.web.api.descriptions import describe_correction
from service.web.api.routes import api, found_article, json_answer, the_desk, told_article
from service.web.api.submission import read_object
from service.web.numbers import LARGEST
from service.web.site import site

T = TypeVar("T", str, int)
_KINDS: Mapping[type, tuple[str, str]] = MappingProxyType(
    {str: ("phải là chữ", "a string"), int: ("phải là số", "a whole number")}
)


@api.post("/articles/<path:source_id>/hold")
def hold(source_id: str) -> Response:
    """What waits of the article waits for a person from now on: 200."""
    article = found_article(source_id)
    hold_back(article.id, the_desk(), _number(_sent()))
    return _now(article.id)


@api.post("/articles/<path:source_id>/accept")
def accept(source_id: str) -> Response:
    """What waits of the article may go, at its time or when it is released: 200."""
    article = found_article(source_id)
    number = _number(_sent())
    approve_release(article.id, the_desk(), site().service.production, number)
    return _now(article.id)


@api.post("/articles/<path:source_id>/release")
def release(source_id: str) -> Response:
    """What waits of the article is public from now on: 200."""
    article, sent = found_article(source_id), _sent()
    number, note = _number(sent), _field(sent, "note", str)
    release_now(article.id, the_desk(), site().service.production, number, note)
    return _now(article.id)


@api.post("/articles/<path:source_id>/schedule")
def schedule(source_id: str) -> Response:
    """What waits of the article goes at a moment by itself: 200."""
    article, sent = found_article(source_id), _sent()
    moment = _moment(sent)
    number = _number(sent)
    schedule_release(article.id, moment, the_desk(), site().service.production, number)
    return _now(article.id)


@api.post("/articles/<path:source_id>/withdraw")
def withdraw_article(source_id: str) -> Response:
    """The public has the article's episode no longer: 200."""
    article = found_article(source_id)
    notice = _field(_sent(), "notice", str)
    withdraw(article.id, the_desk(), site().service.production, notice)
    return _now(article.id)


@api.post("/articles/<path:source_id>/restore")
def restore_article(source_id: str) -> Response:
    """The public has the article's episode again, as it was or by what waits: 200."""
    article, sent = found_article(source_id), _sent()
    number, note = _number(sent), _field(sent, "note", str)
    if number is None:
        restore(article.id, the_desk(), site().service.production)
    else:
        restore_corrected(article.id, number, the_desk(), site().service.production, note)
    return _now(article.id)


@api.post("/articles/<path:source_id>/roll-back")
def roll_back_article(source_id: str) -> Response:
    """An earlier edition is made again as the newest, and waits: 200; 202 while it is made."""
    article, sent = found_article(source_id), _sent()
    number = _number(sent)
    if number is None:
        raise ArticleError("Cần trường “edition”.", "“edition” is needed.")
    made = roll_back(article.id, number, the_desk(), site().service.production)
    job = (
        None if made.is_made else site().service.enqueue(article.id, by=asker_of(the_desk().actor))
    )
    return _now(article.id, 200 if made.is_made else 202, job)


@api.delete("/articles/<path:source_id>")
def delete_article(source_id: str) -> Response:
    """The article is gone for good, with all that was made of it: 204."""
    article = found_article(source_id)
    title = _field(_sent(), "title", str) or ""
    service = site().service
    delete_for_good(article.id, title, the_desk(), service.production, service.stop_recording)
    return Response(status=204)


@api.get("/articles/<path:source_id>/corrections")
def corrections(source_id: str) -> Response:
    """What took the place of what the public had, told or silent, the newest first."""
    article = found_article(source_id)
    found = site().service.library.corrections_of(article.id)
    return json_answer({"corrections": [describe_correction(each) for each in found]}, 200)


def _now(article_id: str, status: int = 200, job: Job | None = None) -> Response:
    """The article as it is after the act."""
    service = site().service
    article = find_article(article_id, service.library)
    return told_article(article, job or service.jobs.current(article_id), status)


def _sent() -> Mapping[str, object]:
    """The fields that the request sends; a body that is empty sends none."""
    raw = request.get_data(cache=False)
    return read_object(raw) if raw.strip() else {}


def _field(sent: Mapping[str, object], name: str, kind: type[T]) -> T | None:
    """The field of this name, or None. Raises ArticleError for one of another kind."""
    found = sent.get(name)
    if found is None:
        return None
    if not isinstance(found, kind) or type(found) is bool:
        vi, en = _KINDS[kind]
        raise ArticleError(f"Trường “{name}” {vi}.", f"“{name}” must be {en}.")
    return found


def _number(sent: Mapping[str, object]) -> int | None:
    """The edition that is meant, or None. Raises ArticleError for one that no row can have."""
    number = _field(sent, "edition", int)
    if number is not None and not 0 <= number <= LARGEST:
        raise ArticleError("Không có bản số ấy.", "There is no edition of this number.")
    return number


def _moment(sent: Mapping[str, object]) -> datetime:
    written = _field(sent, "at", str)
    if written is None:
        raise ArticleError("Cần trường “at”, giờ phát hành.", "“at” is needed, the moment.")
    return parse_date(written)

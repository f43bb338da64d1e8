"""The form of an article at the desk: its text, its facts, and what of it is taken and left."""

import base64
from collections.abc import Iterator
from datetime import datetime, tzinfo
from itertools import groupby

from flask import request
from werkzeug.datastructures import MultiDict

from service.articles.choices import Choices
from service.articles.recognised import Recognised
from service.desk.hints import Hints, require_source_id
from service.errors import ArticleError
from service.model import LeftOut
from service.web.problems import BadRequestError
from service.web.site import site


def sent_document() -> tuple[bytes, str | None]:
    """The uploaded file with its name, or the pasted text, or else what the form carries on."""
    upload = request.files.get("file")
    if upload is not None and upload.filename:
        content: bytes = upload.read()
        return content, upload.filename
    text = request.form.get("text", "")
    if request.form.get("raw") and not text.strip():
        return carried_document(), None
    # Browsers send line ends as CRLF; the reader of documents knows them.
    return text.encode("utf-8", "surrogatepass"), None


def carried_document() -> bytes:
    """The document that the form carries from look to look. Raises BadRequestError."""
    try:
        return base64.b64decode(request.form.get("raw", ""), validate=True)
    except ValueError as e:
        raise BadRequestError("Biểu mẫu bị hỏng.", "The form is damaged.") from e


def read_hints(form: MultiDict[str, str], file_name: str | None = None) -> Hints:
    """What the editor states and has chosen. Raises ArticleError."""

    def given(name: str) -> str | None:
        return form.get(name, "").strip() or None

    return Hints(
        source_id=require_source_id(given("source_id") or f"desk-{site().now():%Y%m%d-%H%M%S}"),
        file_name=file_name or given("file_name"),
        title=given("title"),
        published=_moment(given("published")),
        author=given("author"),
        section=given("section"),
        link=given("link"),
        lead=given("lead"),
        image=given("image"),
        tags=tuple((given("tags") or "").split(",")),
        choices=_choices(form),
    )


def _choices(form: MultiDict[str, str]) -> Choices:
    """What was chosen before, and by the button that was pressed now."""
    taken, left = set(form.getlist("taken")), set(form.getlist("left"))
    take, leave = form.get("take"), form.get("leave")
    if take:
        taken.add(take)
        left.discard(take)
    if leave:
        left.add(leave)
        taken.discard(leave)
    return Choices(frozenset(taken), frozenset(left))


def _moment(text: str | None) -> datetime | None:
    """The moment of a datetime-local field, which means the newsroom's own clock."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=site().service.settings.zone)
    except ValueError as e:
        raise ArticleError(f"Không có ngày “{text}”.", f"There is no date “{text}”.") from e


def filled_facts(found: Recognised, hints: Hints, zone: tzinfo) -> MultiDict[str, str]:
    """The fields of the form with what is known of the article, to be edited."""
    published = found.published.astimezone(zone) if found.published else None
    known = {
        "source_id": hints.source_id,
        "title": found.title,
        "published": moment_field(published) if published else None,
        "author": found.author,
        "section": found.section,
        "link": found.link,
        "lead": found.lead,
        "image": found.image,
        "tags": ", ".join(found.tags),
    }
    return MultiDict({name: value for name, value in known.items() if value})


def moment_field(moment: datetime) -> str:
    """``moment`` as a datetime-local field has it: to the minute, where it is a whole one.

    With its seconds otherwise: an embargo that is only looked at must not end before.
    """
    is_whole = (moment.second, moment.microsecond) == (0, 0)
    return moment.replace(tzinfo=None).isoformat(timespec="minutes" if is_whole else "milliseconds")


def left_parts(found: Recognised) -> Iterator[tuple[str, list[LeftOut]]]:
    """What was left out, the lines of one part together, each part with its key or ""."""
    keys = [*found.parts, *("" for _ in found.left_out[len(found.parts) :])]
    pairs = zip(keys, found.left_out, strict=True)
    for key, lines in groupby(pairs, key=lambda pair: pair[0]):
        yield key, [each for _, each in lines]

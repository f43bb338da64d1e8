"""An article as a newsroom's system sends it: the body of a PUT."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from flask import Request

from service.desk.hints import Hints, parse_date, require_source_id
from service.errors import ArticleError
from service.sources.formats import CARRIERS
from service.sources.json_objects import is_article_object
from service.web.api.form import read_form
from service.web.problems import BadRequestError, TooLargeError, UnsupportedError
from service.yes_no import read_yes_no

_DOCUMENT_TYPES = (
    *("text/html", "text/plain", "text/markdown", "application/xhtml+xml"),
    *("application/rss+xml", "application/atom+xml", "application/feed+json"),
)
_FACTS = ("title", "published", "author", "section", "link", "lead", "image", "modified")
_TAGS, _HOLD = "tags", "hold"
_BODIES: Mapping[str, str] = MappingProxyType(
    {"html": "text/html", "text": "text/plain", "markdown": "text/markdown"}
)


def read_submission(request: Request, source_id: str, limit_bytes: int) -> tuple[bytes, Hints]:
    """The article's bytes and what the sender says of it.

    Raises BadRequestError for JSON that is none, TooLargeError, UnsupportedError
    for another content type, ArticleError for a field or an id that cannot be used.
    """
    require_source_id(source_id)
    kind = request.mimetype
    if kind == "multipart/form-data":
        form = read_form(request, _BODIES)
        raw, hints = _read_fields(_fields(form.fields), form.bodies, source_id, limit_bytes)
        told = replace(hints, tags=_tags(form.fields), hold=_holds(form.fields))
        return raw, replace(told, attachments=form.files)
    raw = request.get_data(cache=False)
    if kind in CARRIERS:  # its text is measured once it is unpacked
        return raw, Hints(source_id, media_type=kind)
    if kind in _DOCUMENT_TYPES:
        return _within(raw, limit_bytes), Hints(source_id, media_type=kind)
    if kind == "application/json":
        return _read_json(raw, source_id, limit_bytes)
    raise UnsupportedError(
        "Chỉ nhận application/json, multipart/form-data, text/html, text/plain, text/markdown, "
        "tệp Word (.docx) hoặc thư (message/rfc822).",
        "Only application/json, multipart/form-data, text/html, text/plain, text/markdown, a "
        "Word file (.docx) or a mail (message/rfc822) is taken.",
    )


def _within(raw: bytes, limit_bytes: int) -> bytes:
    if len(raw) > limit_bytes:
        raise TooLargeError(
            f"Bài dài {len(raw)} byte, quá giới hạn {limit_bytes} byte.",
            f"The article has {len(raw)} bytes; the limit is {limit_bytes}.",
        )
    return raw


def _read_json(raw: bytes, source_id: str, limit_bytes: int) -> tuple[bytes, Hints]:
    """Our own object; or an article as a known content system answers it, which is a document."""
    sent = read_object(raw)
    if is_article_object(sent):
        return _within(raw, limit_bytes), Hints(source_id, media_type="application/json")
    body, hints = _read_fields(_fields(sent), {}, source_id, limit_bytes)
    return body, replace(hints, tags=_tags(sent), hold=_holds(sent))


def _read_fields(
    fields: Mapping[str, str], files: Mapping[str, bytes], source_id: str, limit_bytes: int
) -> tuple[bytes, Hints]:
    bodies = [name for name in _BODIES if name in fields or name in files]
    if len(bodies) != 1:
        raise ArticleError(
            "Cần đúng một trong các trường “html”, “text” và “markdown”.",
            "Exactly one of “html”, “text” and “markdown” is needed.",
        )
    (name,) = bodies
    body = files[name] if name in files else fields[name].encode("utf-8", "surrogatepass")
    hints = Hints(
        source_id,
        media_type=_BODIES[name],
        title=fields.get("title"),
        published=_moment(fields, "published"),
        author=fields.get("author"),
        section=fields.get("section"),
        link=fields.get("link"),
        lead=fields.get("lead"),
        image=fields.get("image"),
        modified=_moment(fields, "modified"),
    )
    return _within(body, limit_bytes), hints


def _moment(fields: Mapping[str, str], name: str) -> datetime | None:
    return parse_date(fields[name]) if name in fields else None


def _tags(sent: Mapping[str, object]) -> tuple[str, ...]:
    """The tags of ``sent``: a list of words, or in a form words between commas."""
    tags = sent.get(_TAGS)
    if isinstance(tags, str):
        return tuple(tags.split(","))
    if not isinstance(tags, list | None) or not all(isinstance(each, str) for each in tags or ()):
        raise ArticleError(
            "Trường “tags” phải là một dãy chữ.", "“tags” must be a list of strings."
        )
    return tuple(map(str, tags or ()))


def _holds(sent: Mapping[str, object]) -> bool:
    """Whether what is recorded of it is to wait; nothing that is sent lets it go sooner."""
    said = sent.get(_HOLD, False)
    answer = read_yes_no(said) if isinstance(said, str) else said
    if not isinstance(answer, bool | None) or (answer is None and said is not None):
        raise ArticleError("Trường “hold” phải là true hoặc false.", "“hold” must be a boolean.")
    return bool(answer)


def read_object(raw: bytes) -> dict[str, object]:
    """The JSON object that ``raw`` is. Raises BadRequestError."""
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError) as e:
        raise BadRequestError("Nội dung không phải JSON đúng.", f"The body is not JSON: {e}") from e
    if not isinstance(document, dict):
        raise BadRequestError("Nội dung phải là một đối tượng JSON.", "The body must be an object.")
    return document


def _fields(sent: Mapping[str, object]) -> dict[str, str]:
    """The text fields of the JSON object ``sent``; null is the same as absent."""
    fields: dict[str, str] = {}
    for name, value in sent.items():
        if name in (_TAGS, _HOLD):
            continue
        if name not in (*_FACTS, *_BODIES):
            raise ArticleError(f"Không có trường “{name}”.", f"There is no field “{name}”.")
        if value is None:
            continue
        if not isinstance(value, str):
            raise ArticleError(f"Trường “{name}” phải là chữ.", f"“{name}” must be a string.")
        fields[name] = value
    return fields

"""Taking an article in at the desk: paste or upload, look, then keep."""

import base64
import binascii
from datetime import datetime

from flask import render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from service.desk.hints import Hints, require_source_id
from service.desk.intake import preview
from service.errors import ArticleError
from service.web.desk.entrance import desk, record, told
from service.web.desk.jobs import WAITS
from service.web.problems import BadRequestError, status_of
from service.web.site import site


@desk.get("/new")
def new_article() -> str:
    """The empty form."""
    return render_template("desk/new.html", entered=MultiDict())


@desk.post("/new")
def look_at_article() -> str | tuple[str, int]:
    """What the text would be taken for: nothing is kept yet."""
    raw, file_name = _sent()
    try:
        hints = _hints(raw_form=request.form, file_name=file_name)
        found = preview(raw, hints, site().service.intake, site().now())
    except ArticleError as e:
        page = render_template("desk/new.html", entered=request.form, complaint=e.vi)
        return page, status_of(e)
    return render_template(
        "desk/preview.html",
        recognised=found.recognised,
        hints=hints,
        notes=found.notes,
        entered=request.form,
        raw=base64.b64encode(raw).decode("ascii"),
    )


@desk.post("/new/keep")
def keep_article() -> Response:
    """Take the article in and record it."""
    try:
        raw = base64.b64decode(request.form.get("raw", ""), validate=True)
    except binascii.Error as e:
        raise BadRequestError("Biểu mẫu bị hỏng.", "The form is damaged.") from e
    service = site().service
    taken = service.take_in(raw, _hints(raw_form=request.form), site().now())
    if taken.hold is not None:
        record("hold", taken.article.id, taken.sent.id)
        return told("Bài được giữ lại, đợi duyệt.", "desk.held", article_id=taken.article.id)
    record("take-in", taken.article.id, taken.sent.id)
    job = service.update(taken)
    if job is None:
        waits = service.library.wish(taken.article.id) is not None
        message = f"Đã nhận bài. {WAITS}" if waits else "Bài không có gì mới."
        return told(message, "desk.article", article_id=taken.article.id)
    return told("Đã nhận bài, đang thu.", "desk.job", job_id=job.id)


def _sent() -> tuple[bytes, str | None]:
    """The uploaded file with its name, or else the pasted text."""
    upload = request.files.get("file")
    if upload is not None and upload.filename:
        content: bytes = upload.read()
        return content, upload.filename
    # Browsers send line ends as CRLF; the reader of documents knows them.
    return request.form.get("text", "").encode("utf-8", "surrogatepass"), None


def _hints(*, raw_form: MultiDict[str, str], file_name: str | None = None) -> Hints:
    def given(name: str) -> str | None:
        return raw_form.get(name, "").strip() or None

    return Hints(
        source_id=require_source_id(given("source_id") or f"desk-{site().now():%Y%m%d-%H%M%S}"),
        file_name=file_name or given("file_name"),
        title=given("title"),
        published=_published(given("published")),
        author=given("author"),
        section=given("section"),
        link=given("link"),
    )


def _published(text: str | None) -> datetime | None:
    """The moment of a datetime-local field, which means the newsroom's own clock."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=site().service.settings.zone)
    except ValueError as e:
        raise ArticleError(f"Không có ngày “{text}”.", f"There is no date “{text}”.") from e

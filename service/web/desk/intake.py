"""Taking an article in at the desk: paste or upload, look and choose, then keep."""

import base64
from dataclasses import replace

from flask import render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from service.desk.hints import Hints
from service.desk.previewing import preview_article
from service.errors import ArticleError
from service.model.job import asker_of
from service.outputs.page import printed_article
from service.web.desk.editing import changed_meanwhile
from service.web.desk.entrance import desk, the_desk, told
from service.web.desk.intake_form import (
    carried_document,
    filled_facts,
    left_parts,
    read_hints,
    sent_document,
)
from service.web.desk.jobs import waits
from service.web.desk.sentence import CONFLICT
from service.web.language import _, said
from service.web.problems import status_of
from service.web.site import site


@desk.get("/new")
def new_article() -> str:
    """The empty form."""
    return render_template("desk/new.html", entered=MultiDict())


@desk.post("/new")
def look_at_article() -> str | tuple[str, int]:
    """What the text would be taken for, after each choice anew: nothing is kept yet."""
    raw, file_name = sent_document()
    try:
        hints = read_hints(request.form, file_name)
        return _looked_at(raw, hints)
    except ArticleError as e:
        page = render_template("desk/new.html", entered=request.form, complaint=said(e))
        return page, status_of(e)


def _looked_at(raw: bytes, hints: Hints) -> str:
    service = site().service
    standing = changed_meanwhile(hints.source_id)
    found = preview_article(raw, hints, service.library, service.intake, site().now())
    recognised = found.it.found.recognised
    return render_template(
        "desk/preview.html",
        recognised=recognised,
        revision=found.it.revision,
        page=printed_article(found.it.revision),
        script=list(zip(found.script.segments, found.script.utterances, strict=True)),
        doubts=found.it.doubts,
        notes=found.it.notes,
        hints=hints,
        parts=list(left_parts(recognised)),
        entered=filled_facts(recognised, hints, service.settings.zone),
        raw=base64.b64encode(raw).decode("ascii"),
        standing=standing,
        base=standing.revision.id if standing else request.form.get("base", ""),
        edited=service.library.article_by_source(hints.source_id)
        if "base" in request.form
        else None,
    )


@desk.post("/new/keep")
def keep_article() -> Response | tuple[str, int]:
    """Take the article in and record it, unless it changed while its text was edited."""
    raw, service = carried_document(), site().service
    hints = replace(read_hints(request.form), hold=request.form.get("release") != "by-rules")
    if changed_meanwhile(hints.source_id) is not None:
        return _looked_at(raw, hints), CONFLICT
    taken = service.take_in(raw, hints, the_desk())
    if taken.hold is not None:
        return told(_("Bài được giữ lại, đợi duyệt."), "desk.held", article_id=taken.article.id)
    job = service.update(taken, hold=hints.hold, by=asker_of(the_desk().actor))
    if job is None:
        is_waiting = service.library.wish(taken.article.id) is not None
        message = f"{_('Đã nhận bài.')} {waits()}" if is_waiting else _("Bài không có gì mới.")
        return told(message, "desk.article", article_id=taken.article.id)
    return told(_("Đã nhận bài, đang thu."), "desk.job", job_id=job.id)

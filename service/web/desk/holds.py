"""What waits before it is released: its text, why it waits, and the buttons yes and no."""

from flask import render_template, request
from werkzeug.wrappers import Response

from service.desk.holds import approve_held, reject_held
from service.errors import NotFoundError
from service.making.current import find_article
from service.model import Act
from service.model.job import asker_of
from service.outputs.page import printed_article
from service.web.desk.entrance import desk, the_desk, told
from service.web.desk.jobs import waits
from service.web.language import _
from service.web.site import site


@desk.get("/articles/<article_id>/held")
def held(article_id: str) -> str:
    """The text that waits, as it would stand on the page."""
    library = site().service.library
    article, hold = find_article(article_id, library), library.hold(article_id)
    if hold is None:
        raise NotFoundError(
            "Bài này không có gì đang đợi duyệt.", "Nothing of this article waits for approval."
        )
    revision = library.held_revision(hold)
    return render_template(
        "desk/held.html",
        article=article,
        hold=hold,
        revision=revision,
        page=printed_article(revision),
    )


@desk.post("/articles/<article_id>/approve")
def approve(article_id: str) -> Response:
    """Yes: what waits is the article from now on, and is recorded."""
    taken = approve_held(article_id, the_desk(), _seen())
    job = site().service.update(taken, by=asker_of(the_desk().actor))
    if job is None:
        return told(f"{_('Đã duyệt.')} {waits()}", "desk.article", article_id=article_id)
    return told(_("Đã duyệt, đang thu."), "desk.job", job_id=job.id)


@desk.post("/articles/<article_id>/reject")
def reject(article_id: str) -> Response:
    """No: the article stays what it was before."""
    with the_desk().acting(Act.REJECT, article_id) as deed:
        deed.detail = reject_held(article_id, site().service.library, _seen()).revision_id
    message = _("Đã bỏ bản mới; bài giữ nguyên bản trước.")
    return told(message, "desk.article", article_id=article_id)


def _seen() -> str:
    """The revision that the editor was shown: another is not decided upon."""
    return request.form.get("revision", "")

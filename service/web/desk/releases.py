"""Release, schedule, withdraw, restore, delete: the buttons of what waits or is public."""

from datetime import datetime

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from service.desk.desk import section_of
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
from service.errors import ArticleError, NotFoundError
from service.excerpt import excerpt
from service.making.current import find_article
from service.model import Act
from service.model.job import asker_of
from service.web.delivery import deliver
from service.web.desk.entrance import desk, the_desk, told
from service.web.desk.jobs import waits
from service.web.headers import PRIVATE
from service.web.language import _
from service.web.language.measures import date_words
from service.web.numbers import row_number
from service.web.site import site


@desk.post("/articles/<article_id>/make-and-release")
def make_and_release(article_id: str) -> AnyResponse:
    """Record what has changed, and release it as soon as it is made."""
    service, sitting = site().service, the_desk()
    sitting.require(Act.RELEASE, section_of(article_id, service.library))
    with sitting.acting(Act.REGENERATE, article_id, "release"):  # released it is when it is made
        find_article(article_id, service.library)
    job = service.regenerate(article_id, releaser=sitting.actor.name, by=asker_of(sitting.actor))
    if job is not None:
        return told(_("Đã xếp việc thu; thu xong sẽ phát hành."), "desk.job", job_id=job.id)
    if service.library.wish(article_id) is not None:
        return told(waits(), "desk.article", article_id=article_id)
    is_waiting = service.library.pending(article_id) is not None
    message = (
        _("Chưa phát hành được: xem lý do dưới đây.")
        if is_waiting
        else _("Bản mới nhất đang được phát.")
    )
    return told(message, "desk.article", article_id=article_id)


@desk.post("/articles/<article_id>/release")
def release(article_id: str) -> AnyResponse:
    """What was heard goes to the public, with a note for it or without."""
    written = request.form.get("note", "")
    if written.strip() and not request.form.get("tell"):
        raise ArticleError(
            "Bạn đã viết lời đính chính mà chọn thay lặng lẽ. Hãy chọn nói với người nghe, hoặc "
            "xoá lời ấy. Chưa phát hành gì.",
            "A note is written, and silence chosen. Tell it or take it out. Nothing was released.",
        )
    note = written if request.form.get("tell") else None
    done = release_now(article_id, the_desk(), site().service.production, _edition(), note)
    return _done(article_id, _("Đã phát hành bản %(number)s.", number=done.number))


@desk.post("/articles/<article_id>/approve-release")
def approve_made(article_id: str) -> AnyResponse:
    """What was heard may go; somebody or its time releases it."""
    done = approve_release(article_id, the_desk(), site().service.production, _edition())
    return _done(article_id, _("Đã duyệt bản %(number)s, chưa phát hành.", number=done.number))


@desk.post("/articles/<article_id>/schedule")
def schedule(article_id: str) -> AnyResponse:
    """What was heard goes by itself at a moment of the newsroom's clock."""
    moment = _moment(request.form.get("at", ""))
    production = site().service.production
    done = schedule_release(article_id, moment, the_desk(), production, _edition())
    at = date_words(moment, site().service.settings.zone)
    return _done(
        article_id,
        _("Bản %(number)s sẽ tự phát hành lúc %(at)s.", number=done.number, at=at),
    )


@desk.post("/articles/<article_id>/hold-back")
def hold_edition(article_id: str) -> AnyResponse:
    """What waits goes by itself no more."""
    done = hold_back(article_id, the_desk(), _edition())
    return _done(article_id, _("Bản %(number)s được giữ lại.", number=done.number))


@desk.post("/articles/<article_id>/withdraw")
def withdraw_article(article_id: str) -> AnyResponse:
    """The public has it no longer, told why or not."""
    notice = request.form.get("notice", "")
    withdraw(article_id, the_desk(), site().service.production, notice)
    return _done(article_id, _("Đã gỡ bài: không ai ngoài bàn biên tập nghe hay đọc được nữa."))


@desk.post("/articles/<article_id>/restore")
def restore_article(article_id: str) -> AnyResponse:
    """The public has it again: as it was, or by the edition that waits and was heard."""
    sitting, production, number = the_desk(), site().service.production, _edition()
    if number is None:
        restore(article_id, sitting, production)
        return _done(article_id, _("Đã khôi phục bài: bài lại được phát như trước."))
    note = request.form.get("note", "").strip() or None
    restore_corrected(article_id, number, sitting, production, note)
    return _done(article_id, _("Đã khôi phục bài bằng bản %(number)s.", number=number))


@desk.post("/articles/<article_id>/delete")
def delete_article(article_id: str) -> AnyResponse:
    """Gone for good, after the title was written again."""
    service = site().service
    title, stop = request.form.get("title", ""), service.stop_recording
    delete_for_good(article_id, title, the_desk(), service.production, stop)
    return told(_("Đã xoá vĩnh viễn bài ấy."), "desk.articles")


@desk.post("/articles/<article_id>/roll-back")
def roll_back_article(article_id: str) -> AnyResponse:
    """An earlier edition is the newest again, to be heard before it is released."""
    number, service = _edition(), site().service
    if number is None:
        raise ArticleError("Hãy chọn bản muốn quay lại.", "Choose the edition to go back to.")
    made = roll_back(article_id, number, the_desk(), service.production)
    if made.is_made:
        words = _(
            "Đã quay lại bản %(number)s, nay là bản %(now)s; chưa phát hành.",
            number=number,
            now=made.number,
        )
        return _done(article_id, words)
    job = service.enqueue(article_id, by=asker_of(the_desk().actor))
    words = _(
        "Tiếng của bản %(number)s không còn, nên bài quay lại chữ của bản ấy và được thu lại.",
        number=number,
    )
    if job is None:
        return _done(article_id, f"{words} {waits()}")
    return told(words, "desk.job", job_id=job.id)


@desk.get("/articles/<article_id>/editions/<int:number>/audio")
def edition_audio(article_id: str, number: int) -> Response:
    """An edition to be heard by who sits at the desk, released or not."""
    service = site().service
    edition = service.library.edition(article_id, number)
    name = edition.enclosure.name if edition is not None else ""
    facts = service.media.facts(name)
    if edition is None or facts is None:
        raise NotFoundError("Không còn bản thu này.", "There is no such edition any more.")
    tag = edition.enclosure.sha256[:12]
    response = deliver(name, facts, request, tag=tag, cache=PRIVATE)
    response.headers.pop("Access-Control-Allow-Origin", None)
    return response


def _edition() -> int | None:
    """The edition that the form was shown with: another is not decided upon."""
    written = request.form.get("edition", "")
    number = row_number(written) if written else None
    if written and number is None:
        shown = excerpt(written, 20)
        raise ArticleError(f"Không có bản “{shown}”.", f"There is no edition “{shown}”.")
    return number


def _moment(written: str) -> datetime:
    """The moment of a datetime-local field, which means the newsroom's own clock."""
    try:
        return datetime.fromisoformat(written).replace(tzinfo=site().service.settings.zone)
    except ValueError as e:
        raise ArticleError(
            f"Không có giờ “{written}”. Hãy chọn ngày và giờ.", f"There is no moment “{written}”."
        ) from e


def _done(article_id: str, message: str) -> AnyResponse:
    return told(message, "desk.article", article_id=article_id)

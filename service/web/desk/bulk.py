"""One act for many articles: what will happen to each is shown before anything does."""

from urllib.parse import parse_qsl

from flask import render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from service.errors import LoaError, NotFoundError
from service.model import Act, JobState
from service.web.desk.article import names_at_the_desk
from service.web.desk.bulk_acts import KINDS, Done, do_to, foresee
from service.web.desk.bulk_kinds import LABELS, BulkAct, Filled
from service.web.desk.entrance import acts_to_undo, desk, the_desk, told
from service.web.desk.list_form import PLACES, read_filter, read_place, write_filter
from service.web.desk.undoing import undo_one
from service.web.language import _, said
from service.web.numbers import row_number
from service.web.site import site

MOST = 100
_LONGEST = 4_000


@desk.post("/bulk")
def foresee_bulk() -> str | Response:
    """What the act would do to each article; nothing is done yet."""
    act, ids = _asked_act(), _asked_articles()
    if not ids:
        return _back_to_list(_("Chưa chọn bài nào."))
    foreseen = [foresee(act, each) for each in ids]
    return render_template(
        "desk/bulk.html",
        act=act,
        label=LABELS[act],
        asks=KINDS[act].asks,
        people=names_at_the_desk(site().service.library),
        foreseen=foreseen,
        count=sum(each.will for each in foreseen),
        back=request.form.get("back", ""),
    )


@desk.post("/bulk/do")
def do_bulk() -> str | Response:
    """The act, article by article: what cannot be done to one keeps no other from it."""
    act = _asked_act()
    ids = list(dict.fromkeys(request.form.getlist("article")))[:MOST]
    done = [do_to(act, each, _filled(each)) for each in ids]
    return _told(LABELS[act], done) if done else _back_to_list(_("Chưa chọn bài nào."))


@desk.post("/bulk/undo")
def undo_bulk() -> str | Response:
    """Puts back what a bulk act did, article by article, and cancels what is not recorded yet."""
    numbers = filter(None, map(row_number, request.form.getlist("number")))
    done = [*map(_undo, list(numbers)[:MOST]), *map(_cancel, request.form.getlist("job")[:MOST])]
    return _told(_("Hoàn tác"), done) if done else _back_to_list(_("Chưa chọn bài nào."))


def _undo(number: int) -> Done:
    library, before = site().service.library, len(acts_to_undo())
    undoable = library.undoable(number)
    article_id = undoable.subject if undoable else ""
    words = undo_one(number) or _("Đã hoàn tác.")
    return Done(article_id, _title(article_id), words, undo=tuple(acts_to_undo()[before:]))


def _cancel(job_id: str) -> Done:
    article_id = job_id
    try:
        article_id = site().service.jobs.require(job_id).episode_id
        with the_desk().acting(Act.CANCEL, article_id, job_id):
            cancelled = site().service.cancel(job_id)
    except LoaError as e:
        return Done(article_id, _title(article_id), said(e))
    is_stopped = cancelled.state is JobState.CANCELLED
    words = (
        _("Đã huỷ. Những câu đã thu vẫn được giữ.") if is_stopped else _("Việc đã xong từ trước.")
    )
    return Done(article_id, _title(article_id), words)


def _title(article_id: str) -> str:
    article = site().service.library.readable_article(article_id)
    return article.revision.title if article else article_id


def _told(label: str, done: list[Done]) -> str:
    return render_template(
        "desk/bulk_done.html",
        label=label,
        done=done,
        jobs=[each.job_id for each in done if each.job_id],
        undo=[number for each in done for number in each.undo],
        back=_list_left(),
    )


def _filled(article_id: str) -> Filled:
    form = request.form
    return Filled(
        form.get(f"seen-{article_id}", ""), form.get("notice", ""), form.get("person", "")
    )


def _asked_act() -> BulkAct:
    try:
        return BulkAct(request.form.get("act", ""))
    except ValueError as e:
        raise NotFoundError("Không có việc này.", "There is no such act.") from e


def _asked_articles() -> list[str]:
    name = "shown" if request.form.get("which") == "shown" else "article"
    return list(dict.fromkeys(request.form.getlist(name)))[:MOST]


def _list_left() -> dict[str, str]:
    """The list's parameters as it was left, and no others."""
    told_back = MultiDict(parse_qsl(request.form.get("back", "")[:_LONGEST]))
    places = {name: read_place(told_back, name) for name in PLACES}
    kept = {name: str(place) for name, place in places.items() if place is not None}
    return write_filter(read_filter(told_back)) | kept


def _back_to_list(message: str) -> Response:
    return told(message, "desk.articles", **_list_left())

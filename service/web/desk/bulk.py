"""One act for many articles: what will happen to each is shown before anything does."""

from urllib.parse import parse_qsl

from flask import render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from service.errors import NotFoundError
from service.model import Act, JobState
from service.web.desk.bulk_acts import FORESEE, LABELS, BulkAct, do_to
from service.web.desk.entrance import desk, the_desk, told
from service.web.desk.list_form import PLACES, read_filter, read_place, write_filter
from service.web.site import site

MOST = 100
_LONGEST = 4_000


@desk.post("/bulk")
def foresee_bulk() -> str | Response:
    """What the act would do to each article; nothing is done yet."""
    act, ids = _asked_act(), _asked_articles()
    if not ids:
        return _back_to_list("Chưa chọn bài nào.")
    foreseen = [FORESEE[act](each) for each in ids]
    return render_template(
        "desk/bulk.html",
        act=act,
        label=LABELS[act],
        foreseen=foreseen,
        count=sum(each.will for each in foreseen),
        back=request.form.get("back", ""),
        can_undo=act is BulkAct.REGENERATE,
    )


@desk.post("/bulk/do")
def do_bulk() -> str | Response:
    """The act, article by article: what cannot be done to one keeps no other from it."""
    act = _asked_act()
    ids = request.form.getlist("article")[:MOST]
    done = [do_to(act, each, request.form.get(f"seen-{each}", "")) for each in ids]
    if not done:
        return _back_to_list("Chưa chọn bài nào.")
    return render_template(
        "desk/bulk_done.html",
        label=LABELS[act],
        done=done,
        jobs=[each for each in done if each.job_id],
        back=_list_left(),
    )


@desk.post("/bulk/undo")
def undo_bulk() -> Response:
    """Cancels the recordings of a bulk act, as far as they have not ended."""
    stopped = 0
    for job_id in request.form.getlist("job")[:MOST]:
        job = site().service.jobs.require(job_id)
        with the_desk().acting(Act.CANCEL, job.episode_id, job_id):
            cancelled = site().service.cancel(job_id)
        stopped += cancelled.state is JobState.CANCELLED
    return _back_to_list(f"Đã huỷ {stopped} việc thu. Những câu đã thu vẫn được giữ.")


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

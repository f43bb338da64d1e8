"""How far a recording is: a page that works by reloading, and JSON for its script."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import Response, jsonify, render_template
from werkzeug.wrappers import Response as AnyResponse

from service.errors import NotFoundError
from service.fingerprint import Plain
from service.making.differences import open_warnings, unconfirmed
from service.model import Act, Article, Job, JobState
from service.model.job import Asker, Priority, asker_of
from service.web.desk.entrance import desk, the_desk, told
from service.web.desk.lines import script_of
from service.web.language import _, _n, is_english, joined, marked, translated
from service.web.language.measures import date_words
from service.web.site import site

STATE_WORDS: Mapping[JobState, str] = MappingProxyType(
    {
        JobState.QUEUED: "Đang chờ",
        JobState.RUNNING: "Đang làm",
        JobState.DONE: "Đã xong",
        JobState.FAILED: "Không thành",
        JobState.CANCELLED: "Đã huỷ",
    }
)
PRIORITY_WORDS: Mapping[Priority, str] = MappingProxyType(
    {
        Priority.EDITOR: "Có người đang đợi",
        Priority.IMPORT: "Bài do hệ thống gửi",
        Priority.REDO: "Thu lại bài đã có",
    }
)
ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@desk.app_template_filter("state_words")
def state_words(state: JobState) -> str:
    """The state for people."""
    return translated(STATE_WORDS[state])


@desk.app_template_filter("asker_words")
def asker_words(by: Asker) -> str:
    """Who asked for a job and how it is ranked, for people."""
    rank = translated(PRIORITY_WORDS[by.priority])
    if not by.name:
        return f"{rank}."
    return joined(rank, ". ", _("Người yêu cầu:"), " ", marked(by.name), ".")


def waits() -> str:
    """That a recording waits for a queue that takes nothing now."""
    return _("Hàng đợi đang không ghi được nên việc thu chưa bắt đầu; Loa nhớ và sẽ tự thu sau.")


@desk.get("/jobs/<job_id>")
def job(job_id: str) -> str:
    """The job's page. Without JavaScript it is reloaded by a link."""
    found = _job(job_id)
    article = site().service.library.readable_article(found.episode_id)
    return render_template(
        "desk/job.html",
        job=found,
        article=article,
        told=_standing(found),
        hold=site().service.library.hold(found.episode_id),
        waiting=site().service.library.pending(found.episode_id),
        failed_line=_failed_line(found, article),
        left=left_to_do(article) if article is not None else None,
    )


@desk.get("/jobs/<job_id>/progress")
def progress(job_id: str) -> Response:
    """What the page's script asks for every second."""
    return jsonify(_standing(_job(job_id)))


@desk.post("/jobs/<job_id>/cancel")
def cancel(job_id: str) -> AnyResponse:
    """Stop after the sentence that is being spoken."""
    with the_desk().acting(Act.CANCEL, _job(job_id).episode_id, job_id):
        found = site().service.cancel(job_id)
    cancelled = found.state is JobState.CANCELLED
    message = (
        _("Đã huỷ. Những câu đã thu vẫn được giữ.") if cancelled else _("Việc đã xong từ trước.")
    )
    return told(message, "desk.job", job_id=job_id)


@desk.post("/jobs/<job_id>/retry")
def retry(job_id: str) -> AnyResponse:
    """Run again what failed or was cancelled."""
    with the_desk().acting(Act.RETRY, _job(job_id).episode_id, job_id):
        pass  # what is done again is queued once it is written down who wished it
    again = site().service.retry(job_id, asker_of(the_desk().actor))
    if again is None:
        return told(waits(), "desk.job", job_id=job_id)
    return told(_("Đã xếp việc thu lại."), "desk.job", job_id=again.id)


@dataclass(frozen=True, slots=True)
class LeftToDo:
    """What of an article still asks for somebody: how many of each.

    ``parked`` readings and recordings have lost their sentence, ``warned`` sentences have an
    open doubt, ``differing`` ones say something else than is printed, unconfirmed.
    """

    parked: int
    warned: int
    differing: int

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is left."""
        return not (self.parked or self.warned or self.differing)


def left_to_do(article: Article) -> LeftToDo:
    """What the article, as it would be said now, still asks for."""
    library, script = site().service.library, script_of(article)
    doubts = open_warnings(article.id, script, library)
    return LeftToDo(
        parked=len(script.parked),
        warned=len({each.segment.id for each in doubts}),
        differing=len(unconfirmed(article.id, script, library)),
    )


def _failed_line(job: Job, article: Article | None) -> int | None:
    """The number of the sentence that could not be spoken, while it stands in the article."""
    if article is None or job.segment_id is None:
        return None
    segments = script_of(article).segments
    numbers = (number for number, each in enumerate(segments, 1) if each.id == job.segment_id)
    return next(numbers, None)


def _standing(job: Job) -> dict[str, Plain]:
    """The job as its page prints it, with or without the script."""
    done, total = job.progress.done, job.progress.total
    ended = job.state in ENDED
    message = _ending(job) or (state_words(job.state) if ended else "")
    return {
        "done": done,
        "total": total,
        "count": _n("%(done)s / %(num)s câu", total, done=done) if total else "",
        "state": state_words(job.state),
        "stage": _stage(job),
        "message": f"{message} {_next_try(job)}".strip(),
        "ended": ended,
    }


def _stage(job: Job) -> str:
    """What happens now, or how many are before it."""
    if job.state is JobState.QUEUED:
        place = site().service.jobs.lists.place_of(job)
        return _("thứ %(place)s trong hàng đợi", place=place + 1) if place is not None else ""
    return translated(job.progress.stage) if job.state is JobState.RUNNING else ""


def _ending(job: Job) -> str:
    """How the job ended, as it was written down then: in English, where that was, too."""
    return (job.message_en if is_english() else None) or job.message or ""


def standing_words(job: Job) -> str:
    """How the job ended, and when it is tried again, for a line of a list; "" while it goes on."""
    message = _ending(job)
    return f"{message} {_next_try(job)}".strip() if job.state in ENDED else ""


def _next_try(job: Job) -> str:
    """When the recording that failed is tried again without anybody's doing; "" for never."""
    service = site().service
    wish = service.library.wish(job.episode_id) if job.state is JobState.FAILED else None
    if wish is None or wish.next_try is None:
        return ""
    return _(
        "Loa sẽ tự thu lại lúc %(at)s.",
        at=date_words(wish.next_try, service.settings.zone),
    )


def _job(job_id: str) -> Job:
    found = site().service.jobs.job(job_id)
    if found is None:
        raise NotFoundError("Không có việc này.", "There is no such job.")
    return found

"""The list of recordings: what runs, what waits, what failed and what to do about it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from flask import render_template, request

from service.errors import LexiconError, SynthesisError
from service.model import Article, Job, JobState
from service.model.job import JobFilter, JobPage
from service.text.segments import split_segments
from service.web.desk.entrance import desk
from service.web.desk.jobs import ENDED, standing_words
from service.web.desk.lexicon_form import named_article
from service.web.language import said
from service.web.paging import PER_PAGE
from service.web.site import site

STATES: Mapping[str, JobState] = MappingProxyType(
    {
        "dang-lam": JobState.RUNNING,
        "dang-cho": JobState.QUEUED,
        "hong": JobState.FAILED,
        "da-huy": JobState.CANCELLED,
        "da-xong": JobState.DONE,
    }
)
"""What the address calls each state."""

CHORES = "dinh-ky"
CHORE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "clock": "Xem đồng hồ của máy",
        "leftovers": "Dọn tệp dở dang",
        "files": "Tìm tệp âm thanh bị mất",
        "superseded": "Bỏ tệp của bản đã thay",
        "pictures": "Lấy ảnh còn thiếu",
        "picture-files": "Bỏ ảnh không còn dùng",
        "certificate": "Xem hạn chứng chỉ của trang",
        "told": "Bỏ nhật ký webhook đã cũ",
        "lists": "Đếm câu cần xem lại",
        "counts": "Bỏ số đếm đã cũ",
        "cache": "Giữ kho đoạn tiếng trong giới hạn",
        "fallbacks": "Tìm bài thu lại được bằng giọng mong muốn",
    }
)
"""What Loa does by itself from time to time, for people."""

_MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job with what there is to say of it; ``parked`` readings and recordings lost a sentence.

    ``place`` counts from 1 among those that wait.
    """

    job: Job
    title: str
    words: str
    parked: int
    place: int | None

    @property
    def can_stop(self) -> bool:
        """Whether it has not ended."""
        return self.job.state not in ENDED

    @property
    def can_repeat(self) -> bool:
        """Whether it came to nothing."""
        return self.job.state in (JobState.FAILED, JobState.CANCELLED)


@desk.get("/jobs")
def jobs() -> str:
    """Recordings, the newest first; those that wait in the order in which they come."""
    number = min(max(request.args.get("trang", 1, type=int), 1), _MOST_PAGES)
    offset, state = (number - 1) * PER_PAGE, STATES.get(request.args.get("trang-thai", ""))
    is_chores = request.args.get("loai", "") == CHORES
    lists, complaint, article_id = site().service.jobs.lists, "", ""
    try:
        article_id = _asked_article()
    except LexiconError as e:
        complaint = said(e)
    wanted = JobFilter(state, article_id)
    chores = lists.chores(PER_PAGE + 1, offset) if is_chores else ()
    is_asked = not is_chores and not complaint
    found = lists.jobs(wanted, PER_PAGE, offset) if is_asked else JobPage((), has_more=False)
    first = offset + 1 if state is JobState.QUEUED and not article_id else None
    return render_template(
        "desk/jobs.html",
        lines=list(_lines(found.jobs, first)),
        chores=chores[:PER_PAGE],
        chore_words=CHORE_WORDS,
        states=STATES,
        asked=request.args,
        complaint=complaint,
        shut=list(_shut()),
        is_chores=is_chores,
        waiting=lists.count_waiting(),
        number=number,
        has_more=found.has_more or len(chores) > PER_PAGE,
        kept={key: value for key, value in request.args.items() if key != "trang" and value},
    )


@dataclass(frozen=True, slots=True)
class Shut:
    """An engine that nobody asks ``until`` some moment: it turned us away."""

    engine: str
    until: datetime


def _shut() -> Iterator[Shut]:
    """The engines that nobody asks now; none while that cannot be learnt."""
    with suppress(SynthesisError):
        for each in site().service.circuits():
            if each.is_shut:
                yield Shut(each.engine, site().now() + timedelta(seconds=each.seconds_shut))


def _asked_article() -> str:
    """The article that the form names, "" for none. Raises LexiconError."""
    named = request.args.get("bai", "").strip()[:300]
    return named_article(named, site().service.library) if named else ""


def _lines(found: Iterable[Job], first: int | None) -> Iterable[JobLine]:
    library = site().service.library
    for at, job in enumerate(found):
        article = library.readable_article(job.episode_id)
        yield JobLine(
            job,
            article.revision.title if article else job.episode_id,
            standing_words(job),
            _parked(article) if article else 0,
            first + at if first is not None else None,
        )


def _parked(article: Article) -> int:
    """How many readings and recordings have lost their sentence."""
    library = site().service.library
    kept = [(each.segment_id, each.printed) for each in library.overrides(article.id)]
    kept += [(each.segment_id, each.printed) for each in library.recordings(article.id)]
    if not kept:
        return 0
    printed = {(each.id, each.text) for each in split_segments(article.revision.leaves)}
    return sum(each not in printed for each in kept)

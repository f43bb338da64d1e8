"""What can be done with many articles at once: foreseen for each, and done to each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from service.desk.holds import approve_held, reject_held
from service.errors import LoaError
from service.making.current import find_article, follows_settings
from service.model import Act
from service.web.desk.entrance import the_desk
from service.web.site import site


class BulkAct(StrEnum):
    """What can be done with many articles at once."""

    REGENERATE = "regenerate"
    APPROVE = "approve"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would become of one article, in words, or why nothing; ``seen`` is what it rests on."""

    id: str
    title: str
    will: bool
    words: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one article; ``job_id`` is of the recording that it waits for."""

    id: str
    title: str
    words: str
    job_id: str = ""


LABELS: Mapping[BulkAct, str] = MappingProxyType(
    {
        BulkAct.REGENERATE: "Thu lại những gì đã đổi",
        BulkAct.APPROVE: "Duyệt và thu nội dung đang đợi",
        BulkAct.REJECT: "Bỏ nội dung đang đợi, giữ bản trước",
    }
)


def _foresee_regenerate(article_id: str) -> Foreseen:
    service = site().service
    article = find_article(article_id, service.library)
    title = article.revision.title
    if service.library.awaits_first_yes(article_id):
        return Foreseen(article_id, title, False, "Bài đang đợi duyệt, chưa thu được.")
    made = service.production
    if follows_settings(article_id, service.library, made.voices, made.studio, service.media):
        return Foreseen(article_id, title, False, "Bản đọc đã là mới nhất; không thu gì.")
    return Foreseen(article_id, title, True, "Sẽ thu những câu chưa có tiếng.")


def _foresee_decision(article_id: str, act: BulkAct) -> Foreseen:
    library = site().service.library
    article, hold = find_article(article_id, library), library.hold(article_id)
    title = article.revision.title
    if hold is None:
        return Foreseen(article_id, title, False, "Không có gì đang đợi duyệt.")
    if act is BulkAct.REJECT and hold.is_first:
        words = "Bài mới nhận lần đầu, không có bản trước để giữ."
        return Foreseen(article_id, title, False, words)
    why = " ".join(reason.vi for reason in hold.reasons)
    becomes = "Sẽ duyệt và thu." if act is BulkAct.APPROVE else "Sẽ bỏ bản đang đợi."
    return Foreseen(article_id, title, True, f"{becomes} Vì sao đợi: {why}", hold.revision_id)


FORESEE: Mapping[BulkAct, Callable[[str], Foreseen]] = MappingProxyType(
    {
        BulkAct.REGENERATE: _foresee_regenerate,
        BulkAct.APPROVE: lambda article_id: _foresee_decision(article_id, BulkAct.APPROVE),
        BulkAct.REJECT: lambda article_id: _foresee_decision(article_id, BulkAct.REJECT),
    }
)


def _regenerate(article_id: str, _seen: str) -> tuple[str, str]:
    with the_desk().acting(Act.REGENERATE, article_id):
        pass  # what is done again is queued once it is written down who wished it
    job = site().service.regenerate(article_id)
    return ("Đã xếp việc thu.", job.id) if job else ("Bản đọc đã là mới nhất.", "")


def _approve(article_id: str, seen: str) -> tuple[str, str]:
    service = site().service
    job = service.update(approve_held(article_id, the_desk(), seen))
    return "Đã duyệt.", job.id if job else ""


def _reject(article_id: str, seen: str) -> tuple[str, str]:
    with the_desk().acting(Act.REJECT, article_id) as deed:
        deed.detail = reject_held(article_id, site().service.library, seen).revision_id
    return "Đã bỏ bản đang đợi; bài giữ nguyên bản trước.", ""


_DO: Mapping[BulkAct, Callable[[str, str], tuple[str, str]]] = MappingProxyType(
    {BulkAct.REGENERATE: _regenerate, BulkAct.APPROVE: _approve, BulkAct.REJECT: _reject}
)


def do_to(act: BulkAct, article_id: str, seen: str) -> Done:
    """What became of the article; one that it cannot be done to tells why."""
    title = article_id
    try:
        title = find_article(article_id, site().service.library).revision.title
        words, job_id = _DO[act](article_id, seen)
    except LoaError as e:
        words, job_id = e.vi, ""
    return Done(article_id, title, words, job_id)

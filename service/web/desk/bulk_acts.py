"""What can be done with many articles at once: foreseen for each, and done to each."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from service.desk.holds import approve_held, reject_held
from service.errors import LoaError, NotAllowedError
from service.making.current import find_article, follows_settings
from service.model import Act, Article
from service.model.job import asker_of
from service.web.desk.bulk_kinds import BulkAct, BulkKind, Filled, Foreseen, will, will_not
from service.web.desk.bulk_releases import ASSIGN, RELEASE, WITHDRAW
from service.web.desk.entrance import acts_to_undo, the_desk
from service.web.language import _, said
from service.web.site import site


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one article, or why nothing did.

    ``job_id`` is of the recording that it waits for; ``undo`` are the acts of the audit that
    there is a way back from.
    """

    id: str
    title: str
    words: str
    job_id: str = ""
    undo: tuple[int, ...] = ()


def _foresee_regenerate(article: Article) -> Foreseen:
    service = site().service
    if service.library.awaits_first_yes(article.id):
        return will_not(article, _("Bài đang đợi duyệt, chưa thu được."))
    made = service.production
    if follows_settings(article.id, service.library, made.voices, made.studio, service.media):
        return will_not(article, _("Bản đọc đã là mới nhất; không thu gì."))
    return will(article, _("Sẽ thu những câu chưa có tiếng."))


def _regenerate(article_id: str, _filled: Filled) -> tuple[str, str]:
    with the_desk().acting(Act.REGENERATE, article_id):
        pass  # what is done again is queued once it is written down who wished it
    job = site().service.regenerate(article_id, by=asker_of(the_desk().actor))
    return (_("Đã xếp việc thu."), job.id) if job else (_("Bản đọc đã là mới nhất."), "")


def _foresee_approve(article: Article) -> Foreseen:
    hold = site().service.library.hold(article.id)
    if hold is None:
        return will_not(article, _("Không có gì đang đợi duyệt."))
    why = " ".join(said(reason) for reason in hold.reasons)
    return will(article, _("Sẽ duyệt và thu. Vì sao đợi: %(why)s", why=why), hold.revision_id)


def _approve(article_id: str, filled: Filled) -> tuple[str, str]:
    taken = approve_held(article_id, the_desk(), filled.seen)
    job = site().service.update(taken, by=asker_of(the_desk().actor))
    return _("Đã duyệt."), job.id if job else ""


def _foresee_reject(article: Article) -> Foreseen:
    hold = site().service.library.hold(article.id)
    if hold is None:
        return will_not(article, _("Không có gì đang đợi duyệt."))
    if hold.is_first:
        return will_not(article, _("Bài mới nhận lần đầu, không có bản trước để giữ."))
    why = " ".join(said(reason) for reason in hold.reasons)
    words = _("Sẽ bỏ bản đang đợi. Vì sao đợi: %(why)s", why=why)
    return will(article, words, hold.revision_id)


def _reject(article_id: str, filled: Filled) -> tuple[str, str]:
    with the_desk().acting(Act.REJECT, article_id) as deed:
        deed.detail = reject_held(article_id, site().service.library, filled.seen).revision_id
    return _("Đã bỏ bản đang đợi; bài giữ nguyên bản trước."), ""


KINDS: Mapping[BulkAct, BulkKind] = MappingProxyType(
    {
        BulkAct.REGENERATE: BulkKind(Act.REGENERATE, _foresee_regenerate, _regenerate),
        BulkAct.APPROVE: BulkKind(Act.APPROVE, _foresee_approve, _approve),
        BulkAct.REJECT: BulkKind(Act.REJECT, _foresee_reject, _reject),
        BulkAct.RELEASE: RELEASE,
        BulkAct.WITHDRAW: WITHDRAW,
        BulkAct.ASSIGN: ASSIGN,
    }
)


def foresee(act: BulkAct, article_id: str) -> Foreseen:
    """What the act would do to the article, or why it would not; nothing is done."""
    kind, library = KINDS[act], site().service.library
    try:
        article = find_article(article_id, library)
    except LoaError as e:
        return Foreseen(article_id, article_id, will=False, words=said(e))
    try:
        the_desk().require(kind.act, article.revision.section)
        return kind.foresee(article)
    except NotAllowedError as e:
        return will_not(article, said(e))


def do_to(act: BulkAct, article_id: str, filled: Filled) -> Done:
    """What became of the article; one that it cannot be done to tells why."""
    title, before = article_id, len(acts_to_undo())
    try:
        title = find_article(article_id, site().service.library).revision.title
        words, job_id = KINDS[act].do(article_id, filled)
    except LoaError as e:
        words, job_id = said(e), ""
    return Done(article_id, title, words, job_id, tuple(acts_to_undo()[before:]))

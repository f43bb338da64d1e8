"""Saying yes or no to what waits before it is released."""

from service.desk.desk import Desk
from service.desk.intake import TakenIn
from service.errors import ArticleError, JobError, NotFoundError, no_article
from service.model import Act, Hold
from service.store.library import Library


def approve_held(article_id: str, desk: Desk, revision_id: str | None = None) -> TakenIn:
    """The article, which is now what waited; its edition is wished for.

    ``revision_id`` names what the person has seen: another is not approved. Raises
    NotFoundError where nothing waits, JobError where something else was sent meanwhile,
    NotAllowedError also for a text that would move the article to a section of others.
    """
    library = desk.library
    with desk.acting(Act.APPROVE, article_id) as deed:
        hold = _require_hold(article_id, library, revision_id)
        desk.require(Act.APPROVE, library.held_revision(hold).section)
        if not library.approve(hold, desk.now):
            raise _changed_meanwhile()
        article = library.article(article_id)
        if article is None:
            raise no_article(article_id)
        deed.detail = article.revision.id
    return TakenIn(article, article.revision, changed=True)


def reject_held(article_id: str, library: Library, revision_id: str | None = None) -> Hold:
    """What was dropped: the article stays what it was before.

    As :func:`approve_held`; raises ArticleError too where there was nothing before.
    """
    hold = _require_hold(article_id, library, revision_id)
    if hold.is_first:
        raise ArticleError(
            "Bài mới chưa có bản nào trước đó để quay về. Bài cứ được giữ lại, không phát hành; "
            "gửi lại bài đúng dưới cùng mã để thay.",
            "A new article has no earlier text to go back to. It stays held back; send the right "
            "one under the same id.",
        )
    if not library.reject(hold):
        raise _changed_meanwhile()
    return hold


def _require_hold(article_id: str, library: Library, revision_id: str | None) -> Hold:
    hold = library.hold(article_id)
    if hold is None:
        raise NotFoundError(
            "Bài này không có gì đang đợi duyệt.", "Nothing of this article waits for approval."
        )
    if revision_id is not None and revision_id != hold.revision_id:
        raise _changed_meanwhile()
    return hold


def _changed_meanwhile() -> JobError:
    return JobError(
        "Bản đang đợi duyệt đã đổi trong lúc bạn xem. Hãy xem lại rồi quyết định.",
        "What waits for approval has changed meanwhile. Look again, then decide.",
    )

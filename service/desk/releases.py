"""What people decide of an edition that waits, and of an episode that the public has."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from service.desk.desk import Desk, section_of
from service.desk.release_limits import require_future, require_note
from service.errors import ArticleError, JobError, NotFoundError
from service.making.current import find_article
from service.model import Act
from service.model.release import PendingRelease, Policy, Withdrawal
from service.model.release_reason import ReleaseReason
from service.plan.release import eyes_lacking
from service.releasing.deciding import editors_of, look_again, policy_of
from service.releasing.production import Production
from service.releasing.release import commit_release, follow_releases, whole_edition
from service.store.library import Library


def require_pending(article_id: str, library: Library, number: int | None = None) -> PendingRelease:
    """What of the article waits; ``number`` is the edition that the person has heard.

    Raises NotFoundError where nothing waits, JobError where something else does by now.
    """
    find_article(article_id, library)
    pending = library.pending(article_id)
    if pending is None:
        raise NotFoundError(
            "Bài này không có bản thu nào đang đợi phát hành.",
            "No edition of this article waits for release.",
        )
    if number is not None and number != pending.number:
        raise changed_meanwhile()
    return pending


def hold_back(article_id: str, desk: Desk, number: int | None = None) -> PendingRelease:
    """What waits, which from now on waits for a person whatever was decided before."""
    with desk.acting(Act.UNSCHEDULE, article_id) as deed:
        pending = require_pending(article_id, desk.library, number)
        deed.detail = str(pending.number)
        held = replace(
            pending.without(ReleaseReason.SCHEDULED).with_reasons(ReleaseReason.ASKED),
            release_at=None,
            approved_by=None,
        )
        return _changed(pending, held, desk.library)


def approve_release(
    article_id: str, desk: Desk, production: Production, number: int | None = None
) -> PendingRelease:
    """What waits, which may go: at its time, or when somebody releases it."""
    with desk.acting(Act.APPROVE, article_id) as deed:
        pending = require_pending(article_id, desk.library, number)
        deed.detail = str(pending.number)
        _require_other_eyes(pending, desk.actor.name, production)
        return _changed(pending, replace(pending, approved_by=desk.actor.name), desk.library)


def schedule_release(
    article_id: str, at: datetime, desk: Desk, production: Production, number: int | None = None
) -> PendingRelease:
    """What waits, which goes at that moment by itself: who sits at the desk has decided so.

    Raises ArticleError for a moment that has passed or is more than a year ahead.
    """
    require_future(at, desk.now)
    desk.require(Act.SCHEDULE, section_of(article_id, desk.library))
    with desk.acting(Act.SCHEDULE, article_id) as deed:
        look_again(article_id, production)
        pending = require_pending(article_id, desk.library, number)
        deed.detail = f"{pending.number} {at.isoformat()}"
        require_ready(pending, desk.actor.name, production)
        planned = replace(
            pending.with_reasons(ReleaseReason.SCHEDULED),
            release_at=at,
            approved_by=pending.approved_by or desk.actor.name,
        )
        return _changed(pending, planned, desk.library)


def foresee_release(article_id: str, desk: Desk, production: Production) -> PendingRelease:
    """What ``release_now`` would release; raises as it does, as far as that is known."""
    desk.require(Act.RELEASE, section_of(article_id, desk.library))
    pending = require_pending(article_id, desk.library)
    require_ready(pending, desk.actor.name, production)
    return pending


def release_now(
    article_id: str,
    desk: Desk,
    production: Production,
    number: int | None = None,
    note: str | None = None,
) -> PendingRelease:
    """The edition that the public has from now on; a ``note`` tells it what was corrected.

    Raises as ``require_pending``, JobError where somebody else was faster, ArticleError for a
    note without words: who wished to tell something has not released in silence.
    """
    told = require_words(note)
    desk.require(Act.RELEASE, section_of(article_id, desk.library))
    look_again(article_id, production)
    pending = require_pending(article_id, desk.library, number)
    require_ready(pending, desk.actor.name, production)
    edition = whole_edition(pending, production)
    detail = f"{pending.number} {told or ''}".strip()
    with desk.acting(Act.CORRECT if told else Act.RELEASE, article_id, detail):
        if not commit_release(pending, edition, production, told):
            raise changed_meanwhile()
    follow_releases(production)
    return pending


def withdraw(
    article_id: str, desk: Desk, production: Production, notice: str | None = None
) -> Withdrawal:
    """The episode is the public's no more; a ``notice`` stands where it was.

    Raises NotFoundError where the public does not have it.
    """
    withdrawal = Withdrawal(article_id, desk.now, desk.actor.name, require_note(notice))
    with desk.acting(Act.WITHDRAW, article_id, withdrawal.notice or ""):
        find_article(article_id, desk.library)
        if not desk.library.withdraw_episode(withdrawal):
            raise NotFoundError(
                "Bài này hiện không được phát, nên không có gì để gỡ.",
                "The public does not have this article, so there is nothing to withdraw.",
            )
    follow_releases(production)
    return withdrawal


def delete_for_good(
    article_id: str,
    title: str,
    desk: Desk,
    production: Production,
    stop_recording: Callable[[str], object],
) -> Withdrawal:
    """The article is gone with all that was made of it; its id is never used again.

    The ``title`` is its own, written again by who means it: until that is seen, nothing of it
    is stopped. Raises NotFoundError, and ArticleError for another title.
    """
    desk.require(Act.DELETE, section_of(article_id, desk.library))
    desk.guard(article_id)
    _require_title(article_id, title, desk.library)
    stop_recording(article_id)  # before the lock: it is the queue's work
    withdrawal = Withdrawal(article_id, desk.now, desk.actor.name, is_deleted=True)
    with desk.acting(Act.DELETE, article_id) as deed:
        deed.detail = _require_title(article_id, title, desk.library)
        desk.library.delete_article(withdrawal)
    follow_releases(production)
    return withdrawal


def _require_title(article_id: str, title: str, library: Library) -> str:
    """The article's title, which ``title`` is. Raises NotFoundError, ArticleError."""
    own = find_article(article_id, library).revision.title
    if _plain(title) != _plain(own):
        raise ArticleError(
            f"Để xoá vĩnh viễn, hãy viết lại đúng đầu đề của bài: “{own}”.",
            f"To delete it for good, write the title of the article again: “{own}”.",
        )
    return own


def _plain(title: str) -> str:
    return " ".join(unicodedata.normalize("NFC", title).casefold().split())


def require_words(note: str | None) -> str | None:
    """The note as it is told. Raises ArticleError for one without words, too long or odd."""
    told = require_note(note)
    if note is not None and told is None:
        raise ArticleError(
            "Hãy viết lời đính chính, hoặc chọn thay lặng lẽ. Chưa phát hành gì.",
            "Write the correction's note, or release in silence. Nothing was released.",
        )
    return told


def require_ready(pending: PendingRelease, who: str, production: Production) -> None:
    """Raises JobError while ``who`` must not let it go, with what is to be done first."""
    if ReleaseReason.WITHDRAWN in pending.reasons:
        raise JobError(
            "Bài đang bị gỡ. Hãy khôi phục bài, như trước hoặc bằng bản này.",
            "The article is withdrawn. Restore it, as it was or by this edition.",
        )
    if ReleaseReason.FIGURES in pending.reasons:
        raise JobError(
            "Bản này có con số hoặc tên đọc khác chữ in. Hãy xác nhận từng chỗ, hoặc sửa rồi thu "
            "lại.",
            "A figure or name is said otherwise than printed. Confirm each place, or mend it and "
            "have it recorded again.",
        )
    _require_other_eyes(pending, who, production)


def _require_other_eyes(pending: PendingRelease, who: str, production: Production) -> None:
    library, article_id = production.library, pending.article_id
    policy = policy_of(article_id, production)
    if policy is Policy.FOUR_EYES and eyes_lacking(
        policy, who, pending.approved_by, editors_of(article_id, library)
    ):
        raise JobError(
            "Bài này cần hai người: bạn đã sửa bài, nên một người khác phải duyệt hoặc phát hành.",
            "This article wants four eyes: you have edited it, so somebody else must approve it.",
        )


def _changed(before: PendingRelease, after: PendingRelease, library: Library) -> PendingRelease:
    if not library.change_pending(before, after):
        raise changed_meanwhile()
    return after


def changed_meanwhile() -> JobError:
    """The error that something else waits by now than the person has heard."""
    return JobError(
        "Bản đang đợi phát hành đã đổi trong lúc bạn xem. Hãy xem lại rồi quyết định.",
        "What waits for release has changed meanwhile. Look again, then decide.",
    )

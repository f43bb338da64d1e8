"""Acts that go on only where the article is what the caller has seen (RFC 9110, section 13).

A tag tells the article's state, then «-» and a digest of how far job and wish are. To read, the
whole of it counts: an answer that says «running» is not the one that says «done». To act,
the state alone: that a recording got on meanwhile is nobody's lost correction.
"""

from flask import request

from service.fingerprint import Plain, fingerprint
from service.model import Standing
from service.web.refused import PreconditionFailedError
from service.web.site import site

_PROGRESS = "-"
_SHOWN = 12


def whole_tag(standing: Standing, *progress: Plain) -> str:
    """The tag of an answer that tells ``standing`` and the ``progress`` of its job and wish."""
    return f"{standing.tag}{_PROGRESS}{fingerprint('progress/1', *progress)[:_SHOWN]}"


def require_seen(article_id: str) -> None:
    """Raises PreconditionFailedError where the request's conditions are not met by the article.

    Asked within the transaction of the act.
    """
    if not (request.if_match or request.if_none_match):
        return
    standing = site().service.library.standing(article_id)
    if _is_refused(standing):
        raise _changed(standing)


def _is_refused(standing: Standing | None) -> bool:
    if request.if_match:
        seen = request.if_match
        if standing is None or not (seen.star_tag or standing.tag in map(_state, seen.as_set())):
            return True
    unwanted = request.if_none_match
    return standing is not None and (
        unwanted.star_tag or standing.tag in map(_state, unwanted.as_set(include_weak=True))
    )


def _state(tag: str) -> str:
    """What of a tag tells the article's state."""
    return tag.partition(_PROGRESS)[0]


def _changed(standing: Standing | None) -> PreconditionFailedError:
    asked = request.if_match.to_header() or request.if_none_match.to_header()
    members: dict[str, Plain] = {"seen": asked, "current": _told(standing)}
    if standing is None:
        return PreconditionFailedError(
            "Chưa có bài nào mang mã này.", "There is no such article.", members=members, tag=None
        )
    if request.if_none_match:
        vi, en = "Bài này đã có rồi.", "There is such an article already."
    else:
        vi = "Bài đã đổi từ lúc bạn xem. Hãy lấy lại bài, rồi quyết định."
        en = "The article has changed since you saw it. Ask for it again, then decide."
    return PreconditionFailedError(vi, en, members=members, tag=standing.tag)


def _told(standing: Standing | None) -> Plain:
    if standing is None:
        return None
    return {
        "etag": f'"{standing.tag}"',
        "revision": standing.revision_id,
        "edition": standing.edition or None,
        "withdrawn": standing.is_withdrawn,
        "waiting": standing.waiting,
        "held": standing.held,
        "updated": standing.updated.isoformat(),
    }

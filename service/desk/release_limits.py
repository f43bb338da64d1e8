"""How far ahead a release is planned, and how much the public is told of it."""

from datetime import datetime, timedelta

from service.errors import ArticleError
from service.legal_text import legal_text

LONGEST_AHEAD = timedelta(days=366)
NOTE_LENGTH = 2_000


def require_future(at: datetime, now: datetime) -> None:
    """Raises ArticleError for a moment that nothing can be planned for."""
    if at <= now:
        raise ArticleError(
            "Giờ hẹn đã qua. Hãy chọn giờ khác, hoặc phát hành ngay.",
            "That moment has passed. Choose another, or release at once.",
        )
    if at > now + LONGEST_AHEAD:
        raise ArticleError(
            "Giờ hẹn quá xa: nhiều nhất một năm kể từ bây giờ.",
            "That moment is too far: a year from now at most.",
        )


def require_note(note: str | None) -> str | None:
    """``note`` for the public, without outer white space. Raises ArticleError for a long one."""
    text = (note or "").strip()
    if len(text) > NOTE_LENGTH:
        raise ArticleError(
            f"Lời cho người nghe dài {len(text)} ký tự, nhiều nhất {NOTE_LENGTH}.",
            f"The note has {len(text)} characters; {NOTE_LENGTH} are the most.",
        )
    return legal_text(text) or None

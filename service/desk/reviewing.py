"""What an editor finds right of a sentence: a doubt of the readers, or words unlike the print."""

from datetime import datetime

from service.errors import NotFoundError
from service.making.differences import (
    article_differences,
    find_script_warnings,
)
from service.making.script import Script
from service.model import Review, ReviewKind, Segment
from service.store.library import Library


def acknowledge_warning(
    article_id: str,
    script: Script,
    segment: Segment,
    subject: str,
    *,
    author: str,
    library: Library,
    now: datetime,
) -> Review:
    """The readers' doubt ``subject`` of this sentence was looked at and is read right.

    Raises NotFoundError where the sentence has no such doubt now.
    """
    known = (each for each in find_script_warnings(script, ()) if each.segment.id == segment.id)
    if subject not in {each.subject for each in known}:
        raise NotFoundError("Câu này không còn cảnh báo ấy.", "The sentence has no such warning.")
    review = _review(ReviewKind.WARNING, article_id, segment, subject, author, now)
    library.keep_review(review)
    return review


def confirm_differences(
    article_id: str,
    script: Script,
    segment: Segment,
    subject: str,
    *,
    author: str,
    library: Library,
    now: datetime,
) -> Review:
    """``author`` says that the sentence may be read as ``subject``, though it is printed otherwise.

    Raises NotFoundError where something else is said meanwhile: that was not looked at.
    """
    found = article_differences(article_id, script, library).get(segment.id)
    if found is None or found.subject != subject:
        raise NotFoundError(
            "Câu này không còn được đọc như lúc bạn xem. Hãy xem lại rồi xác nhận.",
            "The sentence is no longer read as you saw it. Look again, then confirm.",
        )
    review = _review(ReviewKind.DIFFERENCE, article_id, segment, subject, author, now)
    library.keep_review(review)
    return review


def take_back_review(
    article_id: str,
    segment: Segment,
    kind: ReviewKind,
    subject: str,
    *,
    author: str,
    library: Library,
    now: datetime,
) -> bool:
    """Whether it was found right; now it is to be looked at again."""
    return library.take_back_review(_review(kind, article_id, segment, subject, author, now), now)


def _review(
    kind: ReviewKind, article_id: str, segment: Segment, subject: str, author: str, now: datetime
) -> Review:
    return Review(kind, article_id, segment.id, segment.text, subject, author, now)

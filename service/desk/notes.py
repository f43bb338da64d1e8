"""What editors tell each other of a sentence, and who is to see to an article."""

from collections.abc import Collection
from datetime import datetime

from service.errors import ArticleError, NotFoundError
from service.excerpt import excerpt
from service.legal_text import legal_text
from service.model import Assignment, Segment, SentenceNote
from service.store.library import Library

NOTE_LENGTH = 2000


def add_note(
    article_id: str, segment: Segment, text: str, *, author: str, library: Library, now: datetime
) -> int:
    """The number of a note on the sentence. Raises ArticleError for an empty or too long one."""
    words = legal_text(text).replace("\r\n", "\n").strip()
    if not words or len(words) > NOTE_LENGTH:
        raise ArticleError(
            f"Ghi chú phải có chữ, và nhiều nhất {NOTE_LENGTH} ký tự.",
            f"A note has words, and {NOTE_LENGTH} characters at most.",
        )
    return library.add_note(article_id, segment.id, segment.text, words, author, now)


def settle_note(
    article_id: str, number: int, *, resolver: str | None, library: Library, now: datetime
) -> SentenceNote:
    """The note, which ``resolver`` has seen to; with None it is open again.

    Raises NotFoundError.
    """
    note = library.resolve_note(article_id, number, resolver, now)
    if note is None:
        raise NotFoundError("Không có ghi chú này.", "There is no such note.")
    return note


def assign_article(
    article_id: str,
    person: str,
    *,
    known: Collection[str],
    author: str,
    library: Library,
    now: datetime,
) -> Assignment | None:
    """Who of the ``known`` is to see to the article; "" is nobody. Raises ArticleError."""
    name = " ".join(person.split())
    if not name:
        library.unassign(article_id)
        return None
    if name not in known:
        raise ArticleError(
            f"Không có ai tên “{excerpt(name)}” ở bàn biên tập.",
            f"Nobody at the desk is called “{excerpt(name)}”.",
        )
    assignment = Assignment(article_id, name, author, now)
    library.assign(assignment)
    return assignment

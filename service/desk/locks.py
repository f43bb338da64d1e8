"""A sentence that is read as it is, whatever the lexicon and the rules say tomorrow."""

from datetime import datetime

from service.errors import JobError, NotFoundError
from service.making.script import Script
from service.model import Override, Segment, SentenceLock
from service.store.library import Library


def lock_sentence(
    article_id: str,
    script: Script,
    segment: Segment,
    *,
    author: str,
    library: Library,
    now: datetime,
) -> SentenceLock:
    """The sentence is read as it is now, and nobody but ``author`` changes it while it is locked.

    What the rules say of it is written down as its words, so that no other rule, entry or
    choice changes them. Raises JobError where another has locked it.
    """
    require_unlocked(article_id, segment.id, author=author, library=library)
    utterance = script.utterances[script.segments.index(segment)]
    is_ruled = segment.id not in script.ruled and segment.id not in script.recordings
    keeps_words = is_ruled and utterance.is_said
    if keeps_words:
        words = Override(article_id, segment.id, segment.text, utterance.spoken, author, now)
        library.set_override(words)
    lock = SentenceLock(article_id, segment.id, segment.text, keeps_words, author, now)
    library.put_lock(lock)
    return lock


def unlock_sentence(article_id: str, segment_id: str, *, library: Library, now: datetime) -> None:
    """The sentence may be changed again; words that the lock wrote down go with it.

    Raises NotFoundError where it is not locked.
    """
    lock = find_lock(article_id, segment_id, library)
    if lock is None:
        raise NotFoundError("Câu này không khoá.", "The sentence is not locked.")
    library.remove_lock(article_id, segment_id, now)
    if lock.keeps_words and _has_its_words(lock, library):
        library.remove_override(article_id, segment_id, now)


def require_unlocked(article_id: str, segment_id: str, *, author: str, library: Library) -> None:
    """Raises JobError, which says whose it is, where another has locked the sentence."""
    lock = find_lock(article_id, segment_id, library)
    if lock is not None and lock.author != author:
        raise JobError(
            f"Câu này {lock.author} đã khoá. Hãy hỏi {lock.author}, hoặc mở khoá rồi sửa.",
            f"{lock.author} has locked this sentence. Ask, or unlock it first.",
        )


def find_lock(article_id: str, segment_id: str, library: Library) -> SentenceLock | None:
    """The lock of the sentence, or None."""
    locks = library.locks(article_id)
    return next((each for each in locks if each.segment_id == segment_id), None)


def _has_its_words(lock: SentenceLock, library: Library) -> bool:
    """Whether the words that the lock wrote down are still what is said."""
    return any(
        each.segment_id == lock.segment_id and each.created == lock.created
        for each in library.overrides(lock.article_id)
    )

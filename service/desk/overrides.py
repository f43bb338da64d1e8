"""How an editor wants a sentence read: checked before it is kept, taken back, given on."""

from datetime import datetime

from service.engines.speakable import has_words
from service.errors import ArticleError, NotFoundError
from service.making.script import Script
from service.model import Override, Segment
from service.store.library import Library

SPOKEN_LENGTH = 3000


def keep_override(
    article_id: str,
    segment: Segment,
    spoken: str,
    *,
    author: str,
    library: Library,
    now: datetime,
) -> Override:
    """The words that are said for ``segment`` from the next edition on, on one line.

    Raises ArticleError for words that nobody can say or that are too many; nothing has
    changed then.
    """
    words = " ".join(spoken.split())
    if not has_words(words) or len(words) > SPOKEN_LENGTH:
        raise ArticleError(
            f"Cách đọc phải có chữ hoặc số, và nhiều nhất {SPOKEN_LENGTH} ký tự.",
            f"What is read has a letter or digit, and {SPOKEN_LENGTH} characters at most.",
        )
    override = Override(article_id, segment.id, segment.text, words, author, now)
    library.set_override(override)
    return override


def take_back_override(
    article_id: str, segment_id: str, *, library: Library, now: datetime
) -> bool:
    """Whether there was one: the sentence is read by the rules again."""
    return library.remove_override(article_id, segment_id, now) is not None


def find_parked(script: Script, segment_id: str) -> Override:
    """The override that waits for a sentence since this one went. Raises NotFoundError."""
    overrides = (each for each in script.parked if isinstance(each, Override))
    found = next((each for each in overrides if each.segment_id == segment_id), None)
    if found is None:
        raise NotFoundError("Không có cách đọc chờ này.", "There is no such parked override.")
    return found


def give_on(
    parked: Override, successor: Segment, *, author: str, library: Library, now: datetime
) -> Override:
    """The words of ``parked`` are said for ``successor``; they wait for their old sentence no more.

    Raises ArticleError as :func:`keep_override` does.
    """
    kept = keep_override(
        parked.article_id, successor, parked.spoken, author=author, library=library, now=now
    )
    library.remove_override(parked.article_id, parked.segment_id, now)
    return kept

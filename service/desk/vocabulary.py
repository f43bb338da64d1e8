"""The newsroom's lexicon at work: what an entry would change, and where entries clash."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from service.errors import LexiconError, NotFoundError
from service.model import Article, LexiconEntry, LexiconVersion
from service.store.library import Library
from service.text.claim import Reader
from service.text.lexicon import (
    Change,
    Conflict,
    Lexicon,
    Trial,
    check_entry,
    conflicts,
    holds_in,
    preview,
    try_entries,
)
from service.text.segments import split_segments
from service.text.spoken import say

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class ArticleChanges:
    """The sentences of one article that an entry would change."""

    article: Article
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class LexiconReview:
    """What is wrong with the lexicon: entries that clash, and what a trial shows of all."""

    conflicts: tuple[Conflict, ...]
    trial: Trial


def preview_entry(
    entry: LexiconEntry, library: Library, *, newest: int | None = None
) -> tuple[ArticleChanges, ...]:
    """The articles in the entry's scope that it would change, and how.

    An entry of the same id is replaced by it. Only the ``newest`` articles are
    looked through, all by default. Raises LexiconError for an entry that cannot
    be used.
    """
    check_entry(entry)
    entries = library.lexicon_entries()
    others = [each for each in entries if each.id != entry.id]
    standing = Lexicon(entries)
    remaining = Lexicon(others) if len(others) < len(entries) else None
    found = []
    for article in newest_articles(library, newest):
        if not holds_in(entry, section=article.revision.section, article_id=article.id):
            continue
        changes = preview(
            entry,
            _sentences(article),
            standing=_reader_for(article, standing),
            remaining=_reader_for(article, remaining) if remaining else None,
        )
        if changes:
            found.append(ArticleChanges(article, changes))
    return tuple(found)


def keep_entries(
    entries: Sequence[LexiconEntry],
    library: Library,
    now: datetime,
    *,
    again: Sequence[str] = (),
    author: str = "",
) -> None:
    """The entries stand in the lexicon, all of them or none, and the articles ``again`` are wished.

    Raises LexiconError for one that cannot be used, StoreError where they cannot be kept.
    """
    for entry in entries:
        check_entry(entry)
    heard = [each for each in again if not library.awaits_first_yes(each)]
    library.put_lexicon_entries(entries, again=heard, now=now, author=author)


def remove_entry(
    entry_id: str, library: Library, now: datetime | None = None, *, author: str = ""
) -> LexiconEntry:
    """The entry that was taken out. Raises NotFoundError where there is none."""
    removed = library.remove_lexicon_entry(entry_id, now, author)
    if removed is None:
        raise NotFoundError("Mục này không còn trong từ điển.", "There is no such entry.")
    return removed


def undo_change(number: int, library: Library, now: datetime, *, author: str) -> LexiconVersion:
    """The change that was undone: the entry is again what it was before.

    Raises NotFoundError for an unknown one, LexiconError where something else was made of the
    entry since.
    """
    version = library.lexicon_version(number)
    if version is None:
        raise NotFoundError("Không có lần sửa này.", "There is no such change.")
    standing = library.lexicon_entry(version.entry_id)
    if not _is_alike(standing, version.after):
        raise LexiconError(
            "Mục này đã được sửa tiếp sau đó; hãy hoàn tác lần sửa mới nhất trước.",
            "The entry was changed again since; undo the newest change first.",
        )
    if version.before is None:
        remove_entry(version.entry_id, library, now, author=author)
    else:
        keep_entries([version.before], library, now, author=author)
    return version


def _is_alike(one: LexiconEntry | None, other: LexiconEntry | None) -> bool:
    if one is None or other is None:
        return one is other
    return replace(one, created=other.created) == other


def review_lexicon(library: Library, *, newest: int | None = None) -> LexiconReview:
    """What an editor should look at in the lexicon, judged by the ``newest`` articles or all."""
    entries = library.lexicon_entries()
    return LexiconReview(conflicts(entries), try_in_articles(entries, library, newest=newest))


def try_in_articles(
    entries: Sequence[LexiconEntry], library: Library, *, newest: int | None = None
) -> Trial:
    """Which of ``entries`` apply nowhere or are left out in the ``newest`` articles or all."""
    texts = (text for article in newest_articles(library, newest) for text in _sentences(article))
    return try_entries(entries, texts if entries else ())


def preview_entries(
    entries: Sequence[LexiconEntry], library: Library, *, newest: int | None = None
) -> Iterator[ArticleChanges]:
    """The articles that a file of entries would change, and how, in one pass over all.

    Only the ``newest`` articles are looked through, all by default. Raises LexiconError for an
    entry that cannot be used.
    """
    for entry in entries:
        check_entry(entry)
    present = library.lexicon_entries()
    then = {each.id: each for each in (*present, *entries)}
    yield from _changed(present, tuple(then.values()), library, newest)


def preview_removal(
    entry: LexiconEntry, library: Library, *, newest: int | None = None
) -> tuple[ArticleChanges, ...]:
    """The articles that would be said otherwise without ``entry``, and how."""
    present = library.lexicon_entries()
    rest = tuple(each for each in present if each.id != entry.id)
    return tuple(_changed(present, rest, library, newest))


def _changed(
    present: Sequence[LexiconEntry],
    then: Sequence[LexiconEntry],
    library: Library,
    newest: int | None,
) -> Iterator[ArticleChanges]:
    standing, following = Lexicon(present), Lexicon(then)
    for article in newest_articles(library, newest):
        before, after = _reader_for(article, standing), _reader_for(article, following)
        said = (
            Change(text, say(text, lexicon=before).spoken, say(text, lexicon=after).spoken)
            for text in _sentences(article)
        )
        changes = tuple(each for each in said if each.before != each.after)
        if changes:
            yield ArticleChanges(article, changes)


def newest_articles(library: Library, count: int | None = None) -> Iterator[Article]:
    """The ``count`` newest articles or all, newest first, a few at a time in memory."""
    most = library.count_articles() if count is None else count
    for offset in range(0, most, AT_ONCE):
        yield from library.articles(limit=min(AT_ONCE, most - offset), offset=offset)


def _sentences(article: Article) -> list[str]:
    return [segment.text for segment in split_segments(article.revision.leaves)]


def _reader_for(article: Article, lexicon: Lexicon) -> Reader:
    return lexicon.reader(section=article.revision.section, article_id=article.id)

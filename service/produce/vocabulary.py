"""The newsroom's lexicon at work: what an entry would change, and where entries clash."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.model import Article, LexiconEntry, LexiconScope
from service.produce.doers import Doers
from service.produce.reading import lexicon_reader
from service.text.lexicon import Change, Conflict, check_entry, conflicts, preview, unused
from service.text.segments import split_segments

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class ArticleChanges:
    """The sentences of one article that an entry would change."""

    article: Article
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class LexiconReview:
    """What is wrong with the lexicon: entries that clash, entries that apply nowhere."""

    conflicts: tuple[Conflict, ...]
    unused: tuple[LexiconEntry, ...]


def preview_entry(entry: LexiconEntry, doers: Doers) -> tuple[ArticleChanges, ...]:
    """The articles in the entry's scope that it would change, and how.

    Raises LexiconError for an entry that cannot be used.
    """
    check_entry(entry)
    found = []
    for article in all_articles(doers):
        if _holds_in(entry, article):
            standing = lexicon_reader(article, doers.library)
            changes = preview(entry, _sentences(article), standing=standing)
            if changes:
                found.append(ArticleChanges(article, changes))
    return tuple(found)


def keep_entry(entry: LexiconEntry, doers: Doers) -> None:
    """The entry stands in the lexicon. Raises LexiconError for one that cannot be used."""
    check_entry(entry)
    doers.library.put_lexicon_entry(entry)


def review_lexicon(doers: Doers) -> LexiconReview:
    """What an editor should look at in the lexicon, judged by all articles."""
    entries = doers.library.lexicon_entries()
    texts = (text for article in all_articles(doers) for text in _sentences(article))
    return LexiconReview(conflicts(entries), unused(entries, texts) if entries else ())


def all_articles(doers: Doers) -> Iterator[Article]:
    """Every article, the newest published first, a few at a time in memory."""
    for offset in range(0, doers.library.count_articles(), AT_ONCE):
        yield from doers.library.articles(limit=AT_ONCE, offset=offset)


def _holds_in(entry: LexiconEntry, article: Article) -> bool:
    match entry.scope:
        case LexiconScope.GLOBAL:
            return True
        case LexiconScope.ARTICLE:
            return entry.scope_value == article.id
        case LexiconScope.SECTION:
            return _folded(entry.scope_value) == _folded(article.revision.section)


def _folded(name: str | None) -> str:
    return (name or "").casefold().strip()


def _sentences(article: Article) -> list[str]:
    return [segment.text for segment in split_segments(article.revision.blocks)]

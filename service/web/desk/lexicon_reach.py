"""What a lexicon entry touches among the newest articles."""

from dataclasses import dataclass

from service.compose import Service
from service.model import Article, LexiconEntry, LexiconScope
from service.text.lexicon import Change, Lexicon, preview
from service.text.segments import split_segments

NEWEST = 200
"""Articles that are looked through: older ones are rarely recorded again."""


@dataclass(frozen=True, slots=True)
class Touched:
    """An article, and its sentences that an entry would have read differently."""

    article: Article
    changes: tuple[Change, ...]


def touched_articles(service: Service, entry: LexiconEntry) -> list[Touched]:
    """The articles that ``entry`` would change, newest first.

    Raises LexiconError for an entry that cannot be used.
    """
    lexicon = Lexicon(service.library.lexicon_entries())
    found = []
    for article in service.library.articles(limit=NEWEST):
        if not _is_in_scope(entry, article):
            continue
        standing = lexicon.reader(section=article.revision.section, article_id=article.id)
        changes = preview(entry, _sentences(article), standing=standing)
        if changes:
            found.append(Touched(article, changes))
    return found


def newest_sentences(service: Service) -> list[str]:
    """Every sentence of the newest articles."""
    return [
        sentence
        for article in service.library.articles(limit=NEWEST)
        for sentence in _sentences(article)
    ]


def _sentences(article: Article) -> list[str]:
    return [segment.text for segment in split_segments(article.revision.blocks)]


def _is_in_scope(entry: LexiconEntry, article: Article) -> bool:
    match entry.scope:
        case LexiconScope.GLOBAL:
            return True
        case LexiconScope.SECTION:
            section = article.revision.section or ""
            return section.strip().lower() == (entry.scope_value or "").lower()
        case LexiconScope.ARTICLE:
            return article.id == entry.scope_value

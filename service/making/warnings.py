"""How many sentences of an article somebody should look at, kept for lists."""

from service.errors import ArticleDamagedError
from service.making.differences import open_warnings, unconfirmed
from service.making.script import write_script
from service.model import Article, SpeechRules
from service.store.library import Library

_NO_TEXT = "-"
"""No revision's id: counted is what cannot be read, so that it is not tried for ever."""


def note_warned(article: Article, library: Library, rules: SpeechRules) -> None:
    """Lists tell from now on how many sentences are to be looked at as the article stands.

    Those with a doubt that nobody settled, or with words unlike the print that nobody confirmed.
    """
    script = write_script(article, library, rules)
    doubted = {each.segment.id for each in open_warnings(article.id, script, library)}
    differing = {each.segment.id for each in unconfirmed(article.id, script, library)}
    library.note_warned(article.id, article.revision.id, len(doubted | differing))


def count_warnings(library: Library, rules: SpeechRules, limit: int) -> int:
    """How many of the articles that changed since they were counted were counted anew.

    The last changed first, ``limit`` at most: each is written as it would be said.
    """
    uncounted = library.uncounted_articles(limit)
    for article_id in uncounted:
        try:
            article = library.article(article_id)
        except ArticleDamagedError:
            library.note_warned(article_id, _NO_TEXT, None)
        else:
            if article is not None:
                note_warned(article, library, rules)
    return len(uncounted)

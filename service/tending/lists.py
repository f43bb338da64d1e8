"""The desk's list knows every article, and how many of its sentences are to be looked at."""

from service.making.current import current_edition
from service.making.warnings import count_warnings
from service.model import SpeechRules
from service.store.library import Library

LISTED_AT_ONCE = 2_000
"""Articles of an older Loa whose words are learnt in one go: some ten seconds."""

COUNTED_AT_ONCE = 50


def complete_lists(library: Library, rules: SpeechRules) -> int:
    """How many articles the list has learnt to know; the next ones at the next time.

    A few whose warnings changed are counted anew, too.
    """
    unlisted = library.unlisted_articles(LISTED_AT_ONCE)
    for article_id in unlisted:
        article = library.readable_article(article_id)
        edition = current_edition(article_id, library)
        voice = edition.spec.voice.label if edition else ""
        library.list_article(article_id, article.revision if article else None, voice)
    count_warnings(library, rules, COUNTED_AT_ONCE)
    return len(unlisted)

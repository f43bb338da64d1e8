"""What an entry of the lexicon may be for: sections and articles to choose from, by their names."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from service.model import LexiconScope, ListedArticle, ListFilter
from service.web.desk.entrance import desk
from service.web.desk.lexicon_form import fitting_articles
from service.web.site import site

_RECENT = 30


@dataclass(frozen=True, slots=True)
class ScopeChoices:
    """What the form offers: ``recent`` articles, and those that ``fit`` the words that it holds.

    ``value`` stands in its field, ``title`` is that of the article which is meant, if one is.
    """

    sections: tuple[str, ...]
    recent: tuple[ListedArticle, ...]
    fit: tuple[ListedArticle, ...]
    value: str
    title: str


@desk.app_template_global()
def scope_choices(entered: MultiDict[str, str]) -> ScopeChoices:
    """What the form that is filled in so offers."""
    library, value = site().service.library, entered.get("scope_value", "")
    recent = library.find_articles(ListFilter(), _RECENT).articles
    sections = tuple(library.filter_choices().sections)
    if entered.get("scope") != LexiconScope.ARTICLE or not value:
        return ScopeChoices(sections, recent, (), value, "")
    known = library.readable_article(value) if value.isascii() and value.isalnum() else None
    known = known or library.article_by_source(value)
    if known is not None:
        source_id = known.revision.source_id
        return ScopeChoices(sections, recent, (), source_id, known.revision.title)
    return ScopeChoices(sections, recent, fitting_articles(value, library), value, "")


@desk.app_template_global()
def article_title(article_id: str) -> str:
    """The title of an article, or its id where it is gone."""
    article = site().service.library.readable_article(article_id)
    return article.revision.title if article else article_id

"""The articles, the last changed first: searched, narrowed, and a part at once."""

from flask import Response, request

from service.fingerprint import Plain
from service.model import ListedArticle, ListFilter
from service.outputs.addresses import article_in_api
from service.web.api.paging import asked_limit, asked_place, cursor_at
from service.web.api.routes import api, json_answer
from service.web.desk.list_form import STATES
from service.web.problems import BadRequestError
from service.web.site import site

_ARTICLES = "articles"
_LONGEST = 200


@api.get("/articles")
def articles() -> Response:
    """A part of the articles, and where the next part begins."""
    service, limit = site().service, asked_limit()
    found = service.library.find_articles(_wanted(), limit, older_than=asked_place(_ARTICLES))
    body: dict[str, Plain] = {
        "articles": [_told(each, service.settings.base_url) for each in found.articles],
        "next": cursor_at(_ARTICLES, found.older) if found.older is not None else None,
    }
    return json_answer(body, 200)


def _wanted() -> ListFilter:
    """What is asked for. Raises BadRequestError for a state that there is not: a mistyped one
    would find nothing, and nobody would know why.
    """
    if (state := _asked("state")) and state not in STATES:
        known = ", ".join(STATES)
        raise BadRequestError(
            f"Không có tình trạng “{state}”. Các tình trạng: {known}.",
            f"There is no state “{state}”. The states: {known}.",
        )
    return ListFilter(
        words=_asked("q"),
        state=state,
        section=_asked("section"),
        source=_asked("source"),
        voice=_asked("voice"),
    )


def _asked(name: str) -> str:
    return request.args.get(name, "").strip()[:_LONGEST]


def _told(article: ListedArticle, base_url: str) -> Plain:
    return {
        "id": article.id,
        "source_id": article.source_id,
        "revision": article.revision_id,
        "title": article.title,
        "state": article.state,
        "section": article.section,
        "author": article.author,
        "source": article.source or None,
        "voice": article.voice or None,
        "updated": article.updated.isoformat(),
        "warned_sentences": article.warned,
        "url": base_url + article_in_api(article.source_id),
    }

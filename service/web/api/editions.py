"""The editions of an article, the newest first."""

from flask import Response

from service.fingerprint import Plain
from service.model import EditionCard
from service.web.api.paging import asked_limit, asked_place, cursor_at
from service.web.api.routes import api, json_answer, known_article
from service.web.site import site

_EDITIONS = "editions"


@api.get("/articles/<path:source_id>/editions")
def editions(source_id: str) -> Response:
    """A part of the article's editions, and where the next part begins."""
    article_id, limit = known_article(source_id), asked_limit()
    found = site().service.library.edition_cards(article_id, limit + 1, asked_place(_EDITIONS))
    shown = found[:limit]
    more = cursor_at(_EDITIONS, shown[-1].number) if len(found) > limit else None
    return json_answer({"editions": [_told(each) for each in shown], "next": more}, 200)


def _told(card: EditionCard) -> Plain:
    return {
        "edition": card.number,
        "revision": card.revision_id,
        "public": card.is_public,
        "released": card.released.isoformat() if card.released else None,
        "created": card.created.isoformat() if card.created else None,
        "duration_ms": card.duration,
        "voice": card.voice,
        "fallback_reason": card.fallback_reason,
    }

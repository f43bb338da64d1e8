"""What a document states of its article counts more than what its page says."""

import unicodedata
from dataclasses import replace

from service.articles.authors import trusted_author
from service.articles.page import Page, PageFacts, fold_spaces
from service.legal_text import legal_text
from service.sources.document import StatedFacts
from service.web_address import is_web_address


def with_stated(page: Page, stated: StatedFacts) -> Page:
    """``page`` with the facts that its document states: by an object's field, a mail's head.

    An author must be a person, as on any page; an address must be a whole one.
    """
    facts = page.facts
    merged = PageFacts(
        title=_line(stated.title) or facts.title,
        published=stated.published.isoformat() if stated.published else facts.published,
        author=_author(stated.author) or facts.author,
        section=_line(stated.section) or facts.section,
        link=_address(stated.link) or facts.link,
        modified=facts.modified,
        lead=_line(stated.lead) or facts.lead,
        image=_address(stated.image) or facts.image,
        tags=tuple(filter(None, map(_line, stated.tags))) or facts.tags,
    )
    return replace(page, facts=merged)


def _line(text: str | None) -> str | None:
    folded = fold_spaces(legal_text(text or ""))
    return unicodedata.normalize("NFC", folded) or None


def _author(name: str | None) -> str | None:
    return trusted_author([_line(name) or ""], sites=())


def _address(address: str | None) -> str | None:
    return address if is_web_address(address) else None

"""What was found on a page: the article's parts."""

from dataclasses import dataclass
from datetime import datetime

from service.articles.doubts import Doubt
from service.model import Content, LeftOut


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a page says: the article's parts, and what is not part of it.

    ``content`` is the body without the title; ``lead`` tells it in short, ``image`` is the
    address of a picture that stands for it. ``doubts`` are reasons to look twice. What the
    page does not say is None.

    ``lines`` are key and text of what was kept, and ``parts`` the keys of what was left out, in
    its order; "", or nothing at the end, for what nobody may take in (``choices``).
    """

    title: str
    published: datetime | None
    author: str | None
    section: str | None
    link: str | None
    content: Content
    left_out: tuple[LeftOut, ...]
    modified: datetime | None = None
    lead: str | None = None
    image: str | None = None
    tags: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()

"""A document's text becomes a page: a tree in reading order; what is skipped is listed.

Which line is the title, and which belongs to the page and not to the article, is
decided later, in ``recognise``.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from service.articles.choices import NO_CHOICES, Choices
from service.articles.markup import read_markup
from service.articles.page import Page, fold_spaces
from service.model import BlockKind
from service.model.content import content_of_lines

_LIST_MARK = re.compile(r"(?:[-–—•*+▪◦●]|\d{1,2}[.)]|[a-zđ]\)|[IVX]{1,4}[./)])\s")
_SENTENCE_END = re.compile(r"[.!?…;:,]['\"”’»)\]]*\Z")
_CAPTION = re.compile(r"(?:Ảnh|Hình|Đồ họa|Video|Clip)(?: minh họa)?\s*:", re.IGNORECASE)
_HEADING_LENGTH = 120


def read_blocks(
    text: str, media_type: str, link: str | None = None, choices: Choices = NO_CHOICES
) -> Page:
    """The page that ``text`` is, with what was skipped.

    In plain text (``text/plain``) each line is a block. In HTML (``text/html``) scripts,
    menus, forms and the like are left out with a reason; ``link`` is the page's address,
    where it is known; ``choices`` are what a person decided of its parts. Raises
    ``ArticleError`` for HTML without any text, ``ValueError`` for another media type.
    """
    match media_type:
        case "text/plain":
            return Page(content_of_lines(_plain_lines(text)).nodes, choices=choices)
        case "text/html":
            return read_markup(text, link, choices)
    raise ValueError(f"no page is read from {media_type}")


def _plain_lines(text: str) -> Iterator[tuple[BlockKind, str]]:
    lines = [line for line in map(fold_spaces, text.splitlines()) if line]
    for line, following in zip_longest(lines, lines[1:]):
        yield _plain_kind(line, following), line


def _plain_kind(line: str, following: str | None) -> BlockKind:
    if _CAPTION.match(line):
        return BlockKind.CAPTION
    if following is not None and _looks_like_heading(line, following):
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if _LIST_MARK.match(line) else BlockKind.PARAGRAPH


def _looks_like_heading(line: str, following: str) -> bool:
    """Whether a short line without a final stop stands over a paragraph."""
    return (
        len(line) <= _HEADING_LENGTH
        and " " in line
        and not line[:1].islower()
        and not line.startswith(("-", "–", "—", "•", "*", "+"))
        and not _SENTENCE_END.search(line)
        and len(following) > len(line)
        and bool(_SENTENCE_END.search(following))
    )

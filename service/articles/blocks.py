"""A document's text becomes blocks in reading order; what is skipped is listed.

Which block is the title, and which line belongs to the page and not to the
article, is decided later, in ``recognise``.
"""

import re
from itertools import zip_longest

from service.articles.markup import read_markup
from service.articles.page import Page, fold_spaces
from service.model import Block, BlockKind

_LIST_MARK = re.compile(r"(?:[-–—•*+▪◦●]|\d{1,2}[.)]|[a-zđ]\)|[IVX]{1,4}[./)])\s")
_SENTENCE_END = re.compile(r"[.!?…;:,]['\"”’»)\]]*\Z")
_CAPTION = re.compile(r"(?:Ảnh|Hình|Đồ họa|Video|Clip)(?: minh họa)?\s*:", re.IGNORECASE)
_HEADING_LENGTH = 120


def read_blocks(text: str, media_type: str) -> Page:
    """The blocks of ``text`` in reading order, with what was skipped.

    In plain text (``text/plain``) each line is a block. In HTML (``text/html``)
    block elements and ``<br>`` are borders, and scripts, menus, forms and the like
    are left out with a reason. Raises ``ArticleError`` for HTML without any text,
    ``ValueError`` for another media type.
    """
    match media_type:
        case "text/plain":
            return Page(_plain_blocks(text))
        case "text/html":
            return read_markup(text)
    raise ValueError(f"no blocks are read from {media_type}")


def _plain_blocks(text: str) -> tuple[Block, ...]:
    lines = [line for line in map(fold_spaces, text.splitlines()) if line]
    return tuple(
        Block(_plain_kind(line, following), line)
        for line, following in zip_longest(lines, lines[1:])
    )


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

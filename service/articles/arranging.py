"""The body of an article set in order: headings that only look like ones, and their levels."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.articles.frames import without_bold
from service.model.content import (
    Content,
    Figure,
    Heading,
    Inline,
    Item,
    List,
    Mark,
    Node,
    Paragraph,
    Quotation,
    Table,
    cut,
    fold_inline,
    text_of,
)

_HEADING_LENGTH = 120
_CAPTION_LENGTH = 300
_NUMBERED = re.compile(
    r"(?:[IVXL]{1,6}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2}){0,3})[.)/:]\s|(?:Phần|Chương|Mục|Điều)\s+(?:[IVXL]+|\d+)\b"
)
_SECTION = re.compile(r"(?:[IVXL]{1,6}|[A-ZĐ])[.)/:]\s|(?:Phần|Chương)\s")
_ENDED = re.compile(r"[.!?…;:,][\"”’»)\]]*\Z")
_CAPTION = re.compile(r"(?:Ảnh|Hình|Đồ họa|Video|Clip|Nguồn)(?: minh họa)?\s*:", re.IGNORECASE)
_BULLET = re.compile(r"[·•●○▪■◦❖➢✓\uf0b7\uf0a7\uf0d8]\s*")


def arrange(content: Content) -> Content:
    """``content`` with headings for lines that are set like one, at levels without a gap.

    A line of bold type over a paragraph, and p.subtitle, are headings in portals and word
    processors; bullets that are typed are lists. A caption joins its picture.
    """
    nodes = _joined_captions(_listed(content.nodes))
    return Content(_levelled(_with_headings(nodes)))


def _listed(nodes: Sequence[Node]) -> list[Node]:
    """Bullets that are typed at the beginning of paragraphs make items of them."""
    listed: list[Node] = []
    for node in nodes:
        line = _behind_bullet(node.runs) if isinstance(node, Paragraph) else ()
        if not line:
            listed.append(node)
            continue
        item = Item((Paragraph(line),))
        before = listed[-1] if listed else None
        if isinstance(before, List) and before.numbering is None:
            listed[-1] = List((*before.items, item))
        else:
            listed.append(List((item,)))
    return listed


def _behind_bullet(line: Inline) -> Inline:
    text = text_of(line)
    bullet = _BULLET.match(text)
    return fold_inline(cut(line, bullet.end(), len(text))) if bullet else ()


def _with_headings(nodes: Sequence[Node]) -> Iterator[Node]:
    sections = any(isinstance(node, Heading) and node.level == 2 for node in nodes)
    for at, node in enumerate(nodes):
        following = nodes[at + 1] if at + 1 < len(nodes) else None
        if isinstance(node, Paragraph) and _looks_like_heading(node, following, is_first=at == 0):
            line = without_bold(node.runs)
            opens = bool(_SECTION.match(text_of(line)))
            yield Heading(2 if opens or not sections else 3, line)
            sections = sections or opens
        else:
            yield node


def _looks_like_heading(node: Paragraph, following: Node | None, *, is_first: bool) -> bool:
    text = text_of(node.runs)
    if len(text) > _HEADING_LENGTH or _ENDED.search(text) or not is_all(node.runs, Mark.STRONG):
        return False
    if not isinstance(following, Paragraph | List | Table | Quotation):
        return False
    if isinstance(following, Paragraph) and is_all(following.runs, Mark.STRONG):
        return False
    return bool(_NUMBERED.match(text)) or (" " in text and not is_first)


def is_all(line: Inline, mark: Mark) -> bool:
    """Whether every letter of ``line`` has this ``mark``."""
    return all(mark in run.marks for run in line if run.text.strip())


def _joined_captions(nodes: Sequence[Node]) -> list[Node]:
    """A caption that stands behind its picture is the picture's."""
    joined: list[Node] = []
    for node in nodes:
        before = joined[-1] if joined else None
        if isinstance(before, Figure) and before.media and not before.caption:
            caption = _caption_of(node)
            if caption:
                joined[-1] = replace(before, caption=caption)
                continue
        joined.append(node)
    return joined


def _caption_of(node: Node) -> Inline:
    match node:
        case Figure((), caption):
            return caption
        case Paragraph(runs) if len(text_of(runs)) <= _CAPTION_LENGTH:
            told = _CAPTION.match(text_of(runs)) or is_all(runs, Mark.EMPHASIS)
            return runs if told else ()
    return ()


def _levelled(nodes: Iterator[Node]) -> Iterator[Node]:
    """Headings no more than one level below the one before: the title has the first."""
    level = 1
    for node in nodes:
        if isinstance(node, Heading):
            level = min(node.level, level + 1)
            yield replace(node, level=level)
        else:
            yield node

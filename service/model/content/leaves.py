"""The leaves of a content tree: its lines of text in reading order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from service.model.content.labels import label_of
from service.model.content.nodes import (
    Description,
    DescriptionList,
    Figure,
    Heading,
    Item,
    List,
    Node,
    Note,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    Rule,
    Table,
    Verse,
)
from service.model.content.runs import Inline, plain_inline, text_of
from service.model.content.tables import head_line, row_lines
from service.model.units import require


class BlockKind(StrEnum):
    """What a line of the article is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTATION = "quotation"
    CAPTION = "caption"
    ATTRIBUTION = "attribution"
    TERM = "term"
    TABLE_HEAD = "table-head"
    TABLE_ROW = "table-row"
    PICTURE = "picture"
    EMBED = "embed"
    VERSE = "verse"
    PREFORMATTED = "preformatted"
    NOTE = "note"


class Ending(StrEnum):
    """What ends where a segment ends; it decides the pause after it."""

    SENTENCE = "sentence"
    LINE = "line"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    SUBHEADING = "subheading"
    SUBSECTION = "subsection"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One line of the article. What is said of a picture or a row of a table is one too.

    ``ending`` is what ends with it, ``level`` a heading's (1 is the title's), and ``label``
    what counts an item or a note ("4", "b", "IV"); only its first line has it. ``node`` is
    the table, figure or preformatted text that it is a line of, or the list that counts it:
    how it is said depends on the whole of them.
    """

    kind: BlockKind
    runs: Inline
    ending: Ending = Ending.PARAGRAPH
    level: int = 0
    label: str = ""
    node: Node | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        text = text_of(self.runs)
        require(text == text.strip() != "", "a leaf has text without outer white space")

    @property
    def text(self) -> str:
        """Its letters."""
        return text_of(self.runs)


def leaves_of(nodes: Iterable[Node], kind: BlockKind = BlockKind.PARAGRAPH) -> Iterator[Leaf]:
    """The leaves of ``nodes``; a paragraph among them is of ``kind``."""
    for node in nodes:
        yield from _leaves(node, kind)


def _leaves(node: Node, kind: BlockKind) -> Iterator[Leaf]:
    match node:
        case Paragraph(runs):
            yield Leaf(kind, runs, _ENDINGS.get(kind, Ending.PARAGRAPH))
        case Heading(level, runs):
            ending = Ending.HEADING if level == 2 else Ending.SUBHEADING
            yield Leaf(BlockKind.HEADING, runs, ending, level)
        case List(items, numbering):
            for item in items:
                yield from _item_leaves(node, item, label_of(item.number, numbering))
        case DescriptionList(groups):
            for group in groups:
                yield from _group_leaves(group)
        case Quotation(nodes, attribution):
            yield from leaves_of(nodes, BlockKind.QUOTATION)
            if attribution:
                yield Leaf(BlockKind.ATTRIBUTION, attribution)
        case Table():
            yield from (_of(node, leaf) for leaf in _table_leaves(node))
        case Figure():
            yield from (_of(node, leaf) for leaf in _figure_leaves(node))
        case Verse(lines):
            yield from _lines(BlockKind.VERSE, lines)
        case Preformatted(lines):
            said = [plain_inline(" ".join(line.split())) for line in lines if line.strip()]
            yield from (_of(node, leaf) for leaf in _lines(BlockKind.PREFORMATTED, said))
        case Note(_, nodes, label):
            yield from _labelled(leaves_of(nodes, BlockKind.NOTE), label)
        case Rule():
            return


_ENDINGS = {BlockKind.LIST_ITEM: Ending.ITEM}


def _item_leaves(counted: List, item: Item, label: str) -> Iterator[Leaf]:
    leaves = leaves_of(item.nodes, BlockKind.LIST_ITEM)
    first = next(leaves, None)
    if first is not None:
        yield replace(first, label=label, node=first.node or counted) if label else first
        yield from leaves


def _labelled(leaves: Iterator[Leaf], label: str) -> Iterator[Leaf]:
    for index, leaf in enumerate(leaves):
        yield replace(leaf, label=label) if label and index == 0 else leaf


def _of(node: Node, leaf: Leaf) -> Leaf:
    return replace(leaf, node=node)


def _group_leaves(group: Description) -> Iterator[Leaf]:
    for term in group.terms:
        yield Leaf(BlockKind.TERM, term, Ending.LINE)
    yield from leaves_of(group.nodes, BlockKind.LIST_ITEM)


def _table_leaves(table: Table) -> Iterator[Leaf]:
    if table.caption:
        yield Leaf(BlockKind.CAPTION, table.caption)
    head = head_line(table)
    if head:
        yield Leaf(BlockKind.TABLE_HEAD, head)
    rows = [line for line in row_lines(table) if line]
    for line in rows[:-1]:
        yield Leaf(BlockKind.TABLE_ROW, line, Ending.ITEM)
    yield from (Leaf(BlockKind.TABLE_ROW, line) for line in rows[-1:])


def _figure_leaves(figure: Figure) -> Iterator[Leaf]:
    for each in figure.media:
        kind, words = (
            (BlockKind.PICTURE, each.alt)
            if isinstance(each, Picture)
            else (BlockKind.EMBED, each.title)
        )
        if words:
            yield Leaf(kind, plain_inline(words))
    if figure.caption:
        yield Leaf(BlockKind.CAPTION, figure.caption)


def _lines(kind: BlockKind, lines: Iterable[Inline]) -> Iterator[Leaf]:
    *others, last = lines
    for line in others:
        yield Leaf(kind, line, Ending.LINE)
    yield Leaf(kind, last)

"""A tree without the leaves that are not the article."""

from collections.abc import Callable, Iterable, Iterator

from service.model import LeftOut
from service.model.content import (
    Description,
    DescriptionList,
    Embed,
    Figure,
    Inline,
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
    leaves_of,
)
from service.model.content.flat import flat_inline
from service.model.content.tables import head_line, row_lines

_PICTURE = "Ảnh không có lời mô tả"
_OUTSIDE = "Đứng ngoài phần bài."

Keeps = Callable[[int], bool]
"""Whether the leaf with this index, counted in reading order, stays."""


def prune(nodes: Iterable[Node], keeps: Keeps) -> tuple[Node, ...]:
    """``nodes`` with the leaves that ``keeps`` names and what stands between them.

    A picture that nobody described has no leaf: it stays between the first and the last
    that stay, or right beside them.
    """
    nodes = tuple(nodes)
    kept = [at for at, _ in enumerate(leaves_of(nodes)) if keeps(at)]
    around = range(kept[0] - 1, kept[-1] + 1) if kept else range(0)
    return tuple(_without_loose_ends(_Pruning(keeps, around).prune(nodes)))


class _Pruning:
    """Counts the leaves while it walks: in the order of ``leaves_of``."""

    def __init__(self, keeps: Keeps, around: range) -> None:
        self._keeps = keeps
        self._around = around
        self._at = -1

    def prune(self, nodes: Iterable[Node]) -> list[Node]:
        return [kept for node in nodes if (kept := self._pruned(node)) is not None]

    def _next(self) -> bool:
        self._at += 1
        return self._keeps(self._at)

    def _pruned(self, node: Node) -> Node | None:
        match node:
            case List(items, numbering):
                left = tuple(
                    Item(nodes, item.number)
                    for item in items
                    if (nodes := self._inside(item.nodes))
                )
                return List(left, numbering) if left else None
            case DescriptionList(groups):
                told = tuple(filter(None, map(self._described, groups)))
                return DescriptionList(told) if told else None
            case Quotation(inner, attribution):
                quoted, said_by = self._inside(inner), self._line(attribution)
                if quoted:
                    return Quotation(quoted, said_by)
                return Paragraph(said_by) if said_by else None
            case Table():
                return self._table(node)
            case Figure():
                return self._figure(node)
            case Verse(lines):
                kept = tuple(line for line in lines if self._next())
                return Verse(kept) if kept else None
            case Preformatted(lines):
                rows = tuple(line for line in lines if not line.strip() or self._next())
                return Preformatted(rows) if any(map(str.strip, rows)) else None
            case Note(name, inner, label):
                nodes = self._inside(inner)
                return Note(name, nodes, label) if nodes else None
            case Rule():
                return node
        return node if self._next() else None

    def _inside(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        return tuple(_without_loose_ends(self.prune(nodes)))

    def _line(self, line: Inline) -> Inline:
        return line if line and self._next() else ()

    def _described(self, group: Description) -> Description | None:
        terms = tuple(term for term in group.terms if self._next())
        nodes = self._inside(group.nodes)
        return Description(terms, nodes) if terms or nodes else None

    def _table(self, table: Table) -> Table | Figure | None:
        caption = self._line(table.caption)
        heads = not head_line(table) or self._next()
        head = table.rows[: table.head] if heads else ()
        below = zip(table.rows[table.head :], list(row_lines(table)), strict=True)
        rows = tuple(row for row, line in below if not line or self._next())
        cells = [cell for row in (*head, *rows) for cell in row]
        told = any(flat_inline(cell.nodes) for cell in cells)
        if not told and not (self._at in self._around and any(cell.nodes for cell in cells)):
            return Figure((), caption) if caption else None
        return Table((*head, *rows), len(head), caption)

    def _figure(self, figure: Figure) -> Figure | None:
        media = tuple(
            each
            for each in figure.media
            if (self._next() if _words(each) else self._at in self._around)
        )
        caption = self._line(figure.caption)
        return Figure(media, caption) if media or caption else None


def _words(medium: Picture | Embed) -> str:
    return medium.alt if isinstance(medium, Picture) else medium.title


def _without_loose_ends(nodes: list[Node]) -> Iterator[Node]:
    """No rule at the beginning or the end, or behind another: it divides nothing there."""
    last = max((at for at, node in enumerate(nodes) if not isinstance(node, Rule)), default=-1)
    before: Node = Rule()
    for node in nodes[: last + 1]:
        if not (isinstance(node, Rule) and isinstance(before, Rule)):
            yield node
        before = node


def lost_pictures(nodes: Iterable[Node], kept: Iterable[Node]) -> Iterator[LeftOut]:
    """The pictures of ``nodes`` that nobody described and that are not ``kept``."""
    left = set(_leafless(kept))
    for medium in _leafless(nodes):
        if medium not in left:
            yield LeftOut(_PICTURE, _OUTSIDE)


def _leafless(nodes: Iterable[Node]) -> Iterator[Picture | Embed]:
    for node in nodes:
        if isinstance(node, Figure):
            yield from (each for each in node.media if not _words(each))

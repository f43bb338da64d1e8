"""The content of a revision: its tree, its leaves, and what an older Loa kept of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from service.model.content.leaves import BlockKind, Ending, Leaf, leaves_of
from service.model.content.nodes import (
    Figure,
    Heading,
    Item,
    List,
    Node,
    Paragraph,
    Quotation,
)
from service.model.content.plain_reading import read_nodes
from service.model.content.plain_writing import PlainNode, write_nodes
from service.model.content.runs import plain_inline


class Content:
    """The body of an article as a tree, and ``leaves``, its lines of text in reading order.

    ``is_flat`` says that it was put together from the lines that an older Loa kept: its
    items end as paragraphs did then, so that no recording changes. Never changed.
    """

    __slots__ = ("is_flat", "leaves", "nodes")

    nodes: tuple[Node, ...]
    leaves: tuple[Leaf, ...]
    is_flat: bool

    def __init__(self, nodes: Iterable[Node] = (), *, is_flat: bool = False) -> None:
        self.nodes = tuple(nodes)
        self.is_flat = is_flat
        leaves = tuple(leaves_of(self.nodes))
        self.leaves = tuple(map(_as_of_old, leaves)) if is_flat else leaves

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Content):
            return NotImplemented
        return (self.nodes, self.is_flat) == (other.nodes, other.is_flat)

    def __hash__(self) -> int:
        return hash((self.nodes, self.is_flat))

    def __repr__(self) -> str:
        return f"Content({self.nodes!r}, is_flat={self.is_flat})"

    def to_plain(self) -> PlainNode:
        """Its ``nodes`` as plain values (``plain_writing``), and if it is ``flat``."""
        plain: PlainNode = {"nodes": write_nodes(self.nodes)}
        return {**plain, "flat": True} if self.is_flat else plain

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Content":
        """The content that :meth:`to_plain` wrote. Raises ValueError."""
        try:
            return cls(read_nodes(plain["nodes"]), is_flat=bool(plain.get("flat", False)))
        except (KeyError, TypeError, AttributeError) as e:
            raise ValueError(f"no content: {e!r}") from e


def _as_of_old(leaf: Leaf) -> Leaf:
    if leaf.ending is Ending.ITEM:
        return replace(leaf, ending=Ending.PARAGRAPH)
    return leaf


def content_of_lines(lines: Iterable[tuple[BlockKind, str]]) -> Content:
    """The content of an article of which only lines are known, each of a kind."""
    nodes: list[Node] = []
    for kind, text in lines:
        runs = plain_inline(text)
        match kind:
            case BlockKind.HEADING:
                nodes.append(Heading(2, runs))
            case BlockKind.LIST_ITEM:
                item = Item((Paragraph(runs),))
                before = nodes[-1] if nodes else None
                if isinstance(before, List):
                    nodes[-1] = List((*before.items, item))
                else:
                    nodes.append(List((item,)))
            case BlockKind.QUOTATION:
                nodes.append(Quotation((Paragraph(runs),)))
            case BlockKind.CAPTION:
                nodes.append(Figure((), runs))
            case _:
                nodes.append(Paragraph(runs))
    return Content(nodes, is_flat=True)


def is_of_lines(content: Content) -> bool:
    """Whether the kinds and letters of its leaves tell all of ``content``."""
    flat = content_of_lines((leaf.kind, leaf.text) for leaf in content.leaves)
    return _joined_lists(content.nodes) == flat.nodes


def _joined_lists(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """``nodes`` with neighbouring uncounted lists as one: their lines do not tell them apart."""
    joined: list[Node] = []
    for node in nodes:
        before = joined[-1] if joined else None
        if isinstance(node, List) and isinstance(before, List) and not node.numbering:
            joined[-1] = List((*before.items, *node.items), before.numbering)
        else:
            joined.append(node)
    return tuple(joined)

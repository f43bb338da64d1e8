"""Every node of a tree."""

from collections.abc import Iterable, Iterator

from service.model.content.nodes import DescriptionList, List, Node, Note, Quotation, Table


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """``nodes`` and all that stand within them, each before what is in it, in reading order."""
    for node in nodes:
        yield node
        for inner in _within(node):
            yield from walk(inner)


def _within(node: Node) -> Iterator[tuple[Node, ...]]:
    match node:
        case List(items):
            yield from (item.nodes for item in items)
        case DescriptionList(groups):
            yield from (group.nodes for group in groups)
        case Quotation(nodes) | Note(_, nodes):
            yield nodes
        case Table(rows):
            yield from (cell.nodes for row in rows for cell in row)

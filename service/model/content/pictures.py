"""The pictures of a content tree: found in it, and told what became of each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from service.model.content.nodes import (
    DescriptionList,
    Figure,
    List,
    Node,
    Note,
    Picture,
    Quotation,
    Table,
)
from service.model.content.walk import walk

Change: TypeAlias = Callable[[Picture], Picture]


def pictures_of(nodes: Iterable[Node]) -> Iterator[Picture]:
    """The pictures among and within ``nodes``, in reading order."""
    for node in walk(nodes):
        if isinstance(node, Figure):
            yield from (each for each in node.media if isinstance(each, Picture))


def change_pictures(nodes: Iterable[Node], change: Change) -> tuple[Node, ...]:
    """``nodes`` with every picture among and within them as ``change`` gives it."""
    return tuple(_changed(node, change) for node in nodes)


def _changed(node: Node, change: Change) -> Node:
    match node:
        case Figure(media):
            changed = (change(each) if isinstance(each, Picture) else each for each in media)
            return replace(node, media=tuple(changed))
        case List(items):
            kept = (replace(each, nodes=change_pictures(each.nodes, change)) for each in items)
            return replace(node, items=tuple(kept))
        case DescriptionList(groups):
            told = (replace(each, nodes=change_pictures(each.nodes, change)) for each in groups)
            return replace(node, groups=tuple(told))
        case Quotation(nodes) | Note(_, nodes):
            return replace(node, nodes=change_pictures(nodes, change))
        case Table(rows):
            return replace(
                node,
                rows=tuple(
                    tuple(replace(cell, nodes=change_pictures(cell.nodes, change)) for cell in row)
                    for row in rows
                ),
            )
        case _:
            return node

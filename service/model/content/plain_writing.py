"""The tree as plain values: the JSON of the database, the manifest, the API and the shell.

Each node says its ``kind``, and ``text`` or ``items``, ``rows``, ``cells``. What is true of a
part of a text stands in ``runs`` beside it, by the places where it begins and ends
(characters, end exclusive); text without any has none.
"""

from collections.abc import Iterable
from typing import Any

from service.model.content import nodes as tree
from service.model.content.nodes import Node
from service.model.content.runs import Inline, Run, text_of

PlainNode = dict[str, Any]


def write_nodes(nodes: Iterable[Node]) -> list[PlainNode]:
    """``nodes`` as plain values."""
    return [_write(node) for node in nodes]


def write_line(inline: Inline) -> PlainNode:
    """A line of text: ``text``, and ``runs`` where there is more to say than the letters."""
    written: PlainNode = {"text": text_of(inline)}
    spans, at = [], 0
    for run in inline:
        if not run.is_plain:
            spans.append({"begin": at, "end": at + len(run.text), **_qualities(run)})
        at += len(run.text)
    return {**written, "runs": spans} if spans else written


def _qualities(run: Run) -> PlainNode:
    told = {
        "marks": [mark.value for mark in run.marks],
        "link": run.link,
        "language": run.language,
        "expansion": run.expansion,
        "note": run.note,
    }
    return {name: value for name, value in told.items() if value}


def _write(node: Node) -> PlainNode:
    match node:
        case tree.Paragraph(runs):
            return {"kind": "paragraph", **write_line(runs)}
        case tree.Heading(level, runs):
            return {"kind": "heading", "level": level, **write_line(runs)}
        case tree.List(items, numbering):
            return _write_list(items, numbering)
        case tree.DescriptionList(groups):
            return {"kind": "description-list", "items": [_write_group(each) for each in groups]}
        case tree.Quotation(inner, attribution):
            told = [{"kind": "attribution", **write_line(attribution)}] if attribution else []
            return {"kind": "quotation", "items": [*write_nodes(inner), *told]}
        case tree.Table(rows, head, caption):
            table: PlainNode = {"kind": "table", "head": head, "rows": list(map(_write_row, rows))}
            return {**table, "caption": write_line(caption)} if caption else table
        case tree.Figure(media, caption):
            told = [{"kind": "caption", **write_line(caption)}] if caption else []
            return {"kind": "figure", "items": [*map(_write_medium, media), *told]}
        case tree.Verse(lines):
            return {"kind": "verse", "items": [write_line(line) for line in lines]}
        case tree.Preformatted(lines):
            return {"kind": "preformatted", "text": "\n".join(lines)}
        case tree.Note(name, inner, label):
            return {"kind": "note", "id": name, "label": label, "items": write_nodes(inner)}
        case tree.Rule():
            return {"kind": "rule", "text": ""}


def _write_list(items: tuple[tree.Item, ...], numbering: tree.Numbering | None) -> PlainNode:
    written = []
    for item in items:
        plain: PlainNode = {"kind": "item", **_write_inside(item.nodes)}
        written.append(plain if item.number is None else {**plain, "number": item.number})
    ordered: PlainNode = {"kind": "list", "ordered": numbering is not None}
    if numbering is not None:
        ordered["style"] = numbering.value
    return {**ordered, "items": written}


def _write_inside(nodes: tuple[Node, ...]) -> PlainNode:
    """What an item or a cell holds: one paragraph is its ``text``, else there are ``items``."""
    match nodes:
        case (tree.Paragraph(runs),):
            return write_line(runs)
    return {"items": write_nodes(nodes)}


def _write_group(group: tree.Description) -> PlainNode:
    terms = [{"kind": "term", **write_line(term)} for term in group.terms]
    return {"kind": "description", "items": [*terms, *write_nodes(group.nodes)]}


def _write_row(row: tree.Row) -> PlainNode:
    return {"kind": "row", "cells": [_write_cell(cell) for cell in row]}


def _write_cell(cell: tree.Cell) -> PlainNode:
    plain: PlainNode = {"kind": "cell", **_write_inside(cell.nodes)}
    told = {
        "header": cell.header,
        "columns": cell.columns if cell.columns > 1 else 0,
        "rows": cell.rows if cell.rows > 1 else 0,
    }
    return {**plain, **{name: value for name, value in told.items() if value}}


def _write_medium(medium: tree.Picture | tree.Embed) -> PlainNode:
    if isinstance(medium, tree.Embed):
        return {"kind": medium.kind.value, "text": medium.title, "link": medium.link}
    plain: PlainNode = {"kind": "picture", "text": medium.alt, "source": medium.source}
    if medium.stored:
        plain["stored"] = [
            {"name": each.name, "width": each.width, "height": each.height}
            for each in medium.stored
        ]
    return {**plain, "missing": medium.missing} if medium.missing else plain

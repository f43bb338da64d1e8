"""The tree from its plain values: the way back of ``plain_writing``."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from service.model.content import nodes as tree
from service.model.content.nodes import Node
from service.model.content.runs import Inline, Mark, Run


def read_nodes(plain: Iterable[Mapping[str, Any]]) -> tuple[Node, ...]:
    """The nodes that :func:`write_nodes` wrote. Raises ValueError for anything else."""
    try:
        return tuple(_READERS[each["kind"]](each) for each in plain)
    except (KeyError, TypeError, AttributeError) as e:
        raise ValueError(f"no content tree: {e!r}") from e


def read_line(plain: Mapping[str, Any]) -> Inline:
    """The line that :func:`write_line` wrote."""
    text, at = plain["text"], 0
    runs: list[Run] = []
    for span in plain.get("runs", ()):
        begin, end = span["begin"], span["end"]
        if at < begin:
            runs.append(Run(text[at:begin]))
        told = {name: span.get(name) for name in ("link", "language", "expansion", "note")}
        runs.append(Run(text[begin:end], tuple(map(Mark, span.get("marks", ()))), **told))
        at = end
    return (*runs, Run(text[at:])) if at < len(text) else tuple(runs)


def _read_inside(plain: Mapping[str, Any]) -> tuple[Node, ...]:
    if "text" in plain:
        return (tree.Paragraph(read_line(plain)),)
    return read_nodes(plain["items"])


def _read_list(plain: Mapping[str, Any]) -> tree.List:
    items = tuple(tree.Item(_read_inside(each), each.get("number")) for each in plain["items"])
    return tree.List(items, tree.Numbering(plain["style"]) if plain["ordered"] else None)


def _read_group(plain: Mapping[str, Any]) -> tree.Description:
    terms = tuple(read_line(each) for each in plain["items"] if each["kind"] == "term")
    rest = [each for each in plain["items"] if each["kind"] != "term"]
    return tree.Description(terms, read_nodes(rest))


def _read_quotation(plain: Mapping[str, Any]) -> tree.Quotation:
    *inner, last = plain["items"]
    if last["kind"] == "attribution":
        return tree.Quotation(read_nodes(inner), read_line(last))
    return tree.Quotation(read_nodes(plain["items"]))


def _read_table(plain: Mapping[str, Any]) -> tree.Table:
    caption = read_line(plain["caption"]) if "caption" in plain else ()
    rows = tuple(tuple(map(_read_cell, row["cells"])) for row in plain["rows"])
    return tree.Table(rows, plain["head"], caption)


def _read_cell(plain: Mapping[str, Any]) -> tree.Cell:
    return tree.Cell(
        _read_inside(plain),
        plain.get("header", False),
        plain.get("columns", 1),
        plain.get("rows", 1),
    )


def _read_figure(plain: Mapping[str, Any]) -> tree.Figure:
    items = list(plain["items"])
    caption = read_line(items.pop()) if items and items[-1]["kind"] == "caption" else ()
    return tree.Figure(tuple(map(_read_medium, items)), caption)


def _read_medium(plain: Mapping[str, Any]) -> tree.Picture | tree.Embed:
    if plain["kind"] != "picture":
        return tree.Embed(tree.EmbedKind(plain["kind"]), plain["text"], plain.get("link"))
    stored = tuple(tree.StoredPicture(**each) for each in plain.get("stored", ()))
    return tree.Picture(plain["source"], plain["text"], stored, plain.get("missing", ""))


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Node]] = MappingProxyType(
    {
        "paragraph": lambda plain: tree.Paragraph(read_line(plain)),
        "heading": lambda plain: tree.Heading(plain["level"], read_line(plain)),
        "list": _read_list,
        "description-list": lambda plain: tree.DescriptionList(
            tuple(map(_read_group, plain["items"]))
        ),
        "quotation": _read_quotation,
        "table": _read_table,
        "figure": _read_figure,
        "verse": lambda plain: tree.Verse(tuple(map(read_line, plain["items"]))),
        "preformatted": lambda plain: tree.Preformatted(tuple(plain["text"].split("\n"))),
        "note": lambda plain: tree.Note(plain["id"], read_nodes(plain["items"]), plain["label"]),
        "rule": lambda _: tree.Rule(),
    }
)

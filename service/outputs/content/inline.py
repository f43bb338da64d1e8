"""Runs of text as elements: neighbours that share a quality stand in one element."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from service.model import LANGUAGE
from service.model.content import Mark, Run
from service.outputs.content.links import safe_link
from service.outputs.content.markup import Part, element
from service.outputs.content.notes import NoteLinks

_ELEMENTS = {
    Mark.INSERTED: "ins",
    Mark.DELETED: "del",
    Mark.STRONG: "strong",
    Mark.EMPHASIS: "em",
    Mark.HIGHLIGHT: "mark",
    Mark.CODE: "code",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
}
_LAYERS = ("link", "note", "language", "expansion", *_ELEMENTS)
"""What stands around what, the outermost first."""


def write_runs(runs: Iterable[Run], notes: NoteLinks | None = None) -> list[Part]:
    """``runs`` as elements; ``notes`` links the references, which are bare without it."""
    return _nested(list(runs), _LAYERS, notes)


def _nested(runs: list[Run], layers: Sequence[str | Mark], notes: NoteLinks | None) -> list[Part]:
    while layers and not any(_quality(run, layers[0]) for run in runs):
        layers = layers[1:]
    if not layers:
        return ["".join(run.text for run in runs)]
    parts: list[Part] = []
    for quality, group in groupby(runs, lambda run: _quality(run, layers[0])):
        inner = _nested(list(group), layers[1:], notes)
        parts += _around(inner, layers[0], quality, notes) if quality else inner
    return parts


def _quality(run: Run, layer: str | Mark) -> str | None:
    if isinstance(layer, Mark):
        return layer if layer in run.marks else None
    match layer:
        case "link":
            return None if run.note else safe_link(run.link)
        case "note":
            return run.note
        case "language":
            return run.language if run.language != LANGUAGE else None
        case _:
            return run.expansion


def _around(
    parts: list[Part], layer: str | Mark, quality: str, notes: NoteLinks | None
) -> list[Part]:
    if isinstance(layer, Mark):
        return [element(_ELEMENTS[layer], parts)]
    match layer:
        case "link":
            return [element("a", parts, {"href": quality, "rel": "noopener"})]
        case "note":
            return notes.reference(quality, parts) if notes else parts
        case "language":
            return [element("span", parts, {"lang": quality})]
        case _:
            return [element("abbr", parts, {"title": quality})]

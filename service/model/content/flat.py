"""Nodes inside a cell as one line."""

from collections.abc import Iterable, Iterator

from service.model.content.labels import label_of
from service.model.content.nodes import (
    DescriptionList,
    Embed,
    Figure,
    Heading,
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
from service.model.content.runs import Inline, Run, fold_inline, plain_inline, text_of

_STOPS = ".!?…;:,"


def flat_inline(nodes: Iterable[Node]) -> Inline:
    """The lines of ``nodes`` behind each other, with a comma where none ends by itself."""
    runs: list[Run] = []
    for line in _lines(nodes):
        if runs:
            runs.append(Run(" " if runs[-1].text.rstrip()[-1:] in _STOPS else ", "))
        runs += line
    return fold_inline(runs)


def _lines(nodes: Iterable[Node]) -> Iterator[Inline]:
    for node in nodes:
        yield from filter(text_of, _lines_of(node))


def _lines_of(node: Node) -> Iterator[Inline]:
    match node:
        case Paragraph(runs) | Heading(_, runs):
            yield runs
        case List(items, numbering):
            for item in items:
                label = label_of(item.number, numbering)
                line = flat_inline(item.nodes)
                yield (Run(f"{label}. "), *line) if label and line else line
        case DescriptionList(groups):
            for group in groups:
                yield from group.terms
                yield from _lines(group.nodes)
        case Quotation(nodes, attribution):
            yield from _lines(nodes)
            yield attribution
        case Table(rows, _, caption):
            yield caption
            for row in rows:
                for cell in row:
                    yield from _lines(cell.nodes)
        case Figure(media, caption):
            yield from (plain_inline(_words(each)) for each in media)
            yield caption
        case Verse(lines):
            yield from lines
        case Preformatted(lines):
            yield from (plain_inline(" ".join(line.split())) for line in lines)
        case Note(_, nodes):
            yield from _lines(nodes)
        case Rule():
            return


def _words(medium: Picture | Embed) -> str:
    return medium.alt if isinstance(medium, Picture) else medium.title

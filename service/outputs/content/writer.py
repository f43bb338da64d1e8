"""The walk of a content tree that writes it as HTML."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from service.model.content import (
    Description,
    DescriptionList,
    Figure,
    Heading,
    Inline,
    Item,
    List,
    Node,
    Note,
    Paragraph,
    Preformatted,
    Quotation,
    Rule,
    Table,
    Verse,
    text_of,
)
from service.outputs.content.figures import write_figure
from service.outputs.content.lines import Lines
from service.outputs.content.lists import item_attributes, list_attributes
from service.outputs.content.markup import Element, Part, element
from service.outputs.content.notes import NoteLinks, label_before
from service.outputs.content.tables import framed, write_table


class ContentWriter:
    """Writes nodes as a page shows them.

    ``lines`` are asked for each leaf in the order of ``leaves_of``. ``is_inside`` says that
    all of it is inside a row of a table, which is one leaf.
    """

    raised: ClassVar[int] = 0
    """How many levels headings are deeper than in the article."""

    def __init__(self, lines: Lines, notes: NoteLinks, *, is_inside: bool = False) -> None:
        self.lines = lines
        self.notes = notes
        self.is_inside = is_inside
        self._tables = 0

    @property
    def within(self) -> "ContentWriter":
        """Who writes what is inside the cells of a row."""
        return type(self)(self.lines.bare, self.notes, is_inside=True)

    def write(self, nodes: Iterable[Node]) -> list[Part]:
        """``nodes`` as elements."""
        return [part for node in nodes for part in self._written(node)]

    def write_inside(self, nodes: Sequence[Node]) -> list[Part]:
        """``nodes`` of an item, a cell or a description: a first line stands bare in it.

        Beside others it does so only where lists alone follow.
        """
        match nodes:
            case (Paragraph(runs), *others) if all(isinstance(each, List) for each in others):
                return [*self.lines.line(runs), *self.write(others)]
        return self.write(nodes)

    def _written(self, node: Node) -> list[Part]:
        match node:
            case Paragraph(runs):
                return [element("p", self.lines.line(runs))]
            case Heading(_, runs) if self.is_inside:  # it opens no part of the article there
                return [element("p", [element("strong", self.lines.line(runs))])]
            case Heading(level, runs):
                return [element(f"h{min(level + self.raised, 6)}", self.lines.line(runs))]
            case List():
                return [self._list(node)]
            case DescriptionList(groups):
                return self.descriptions(groups)
            case Quotation(nodes, attribution):
                return [self.quotation(nodes, attribution)]
            case Table():
                return self.table(node)
            case Figure():
                return self.figure(node)
            case Verse(lines):
                return [element("p", _broken(map(self.lines.line, lines)), {"class": "verse"})]
            case Preformatted(lines):
                return [element("pre", self._preformatted(lines))]
            case Rule():
                return [element("hr")]
            case Note():
                return self.note(node)

    def descriptions(self, groups: Sequence[Description]) -> list[Part]:
        """Terms with what is said of them."""
        before: list[Part] = []
        told: list[Part] = []
        for group in groups:
            if not group.terms and not told:  # a description wants its term
                before += self.write(group.nodes)
                continue
            told += [element("dt", self.lines.line(term)) for term in group.terms]
            if group.nodes or group is groups[-1]:
                told.append(element("dd", self.write_inside(group.nodes)))
        return [*before, element("dl", told)] if told else before

    def quotation(self, nodes: Sequence[Node], attribution: Inline) -> Element:
        """A quotation with its paragraphs, and who said it."""
        parts = self.write(nodes)
        if attribution:
            told = element("cite", self.lines.line(attribution))
            parts.append(element("p" if self.is_inside else "footer", [told]))
        return element("blockquote", parts)

    def table(self, node: Table) -> list[Part]:
        """A table with its headers, in a frame that scrolls by itself where it is too wide."""
        if self.is_inside:
            return [write_table(node, self.lines, self.within)]
        self._tables += 1
        written = write_table(node, self.lines, self.within, self._tables)
        return [framed(written, self._tables, text_of(node.caption))]

    def figure(self, node: Figure) -> list[Part]:
        """Pictures and embedded things with their caption."""
        return [write_figure(node, self.lines)]

    def note(self, node: Note) -> list[Part]:
        """A footnote with its label and the way back to where the text refers to it."""
        parts = self.write(node.nodes)
        back = self.notes.way_back(node)
        if back is not None:
            last = parts[-1]
            if isinstance(last, Element) and last.name == "p":
                parts[-1] = element("p", [*last.parts, " ", back], last.attributes)
            else:
                parts.append(element("p", [back]))
        before = label_before(node)
        label = [element("span", [before], {"class": "label"})] if before else []
        inner = element("div", parts)
        attributes = {"class": "footnote", "role": "doc-footnote", **self.notes.place(node)}
        return [element("div", [*label, inner], attributes)]

    def _list(self, node: List) -> Element:
        items = zip(node.items, item_attributes(node), strict=True)
        name = "ul" if node.numbering is None else "ol"
        return element(name, [self._item(*each) for each in items], list_attributes(node))

    def _item(self, item: Item, attributes: Mapping[str, str]) -> Element:
        return element("li", self.write_inside(item.nodes), attributes)

    def _preformatted(self, lines: Sequence[str]) -> list[Part]:
        # The parser of HTML takes the first line break away.
        parts: list[Part] = [] if lines[0] else ["\n"]
        for line in lines:
            # A blank line is no leaf.
            marks = self.lines.unit() if line.strip() else {}
            parts += [element("span", [line], marks) if marks else line, "\n"]
        return parts[:-1]


def _broken(lines: Iterable[list[Part]]) -> list[Part]:
    """``lines`` below each other."""
    first, *others = lines
    return [*first, *(part for line in others for part in (element("br"), *line))]

"""The content tree in the few elements that podcast clients show."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from service.model.content import (
    Description,
    Figure,
    Inline,
    Node,
    Note,
    Paragraph,
    Picture,
    Run,
    Table,
)
from service.model.content.tables import head_line, row_lines
from service.outputs.content.figures import KINDS
from service.outputs.content.markup import Element, Part, element
from service.outputs.content.notes import label_before
from service.outputs.content.writer import ContentWriter


class FeedWriter(ContentWriter):
    """Writes nodes for clients that know paragraphs, headings, lists, quotations and links.

    A table is a list of its rows, a picture is what it shows in words.
    """

    raised: ClassVar[int] = 1

    def quotation(self, nodes: Sequence[Node], attribution: Inline) -> Element:
        """A quotation; one paragraph stands bare in it."""
        match nodes:
            case (Paragraph(runs),) if not attribution:
                return element("blockquote", self.lines.line(runs))
        said = [element("p", ["— ", *self.lines.line(attribution)])] if attribution else []
        return element("blockquote", [*self.write(nodes), *said])

    def descriptions(self, groups: Sequence[Description]) -> list[Part]:
        """Each term in a paragraph, and what is said of it below."""
        parts: list[Part] = []
        for group in groups:
            terms = (element("strong", self.lines.line(term)) for term in group.terms)
            parts += [element("p", [term]) for term in terms]
            parts += self.write(group.nodes)
        return parts

    def table(self, node: Table) -> list[Part]:
        """The caption, and each row as the line that is read."""
        caption = [element("p", [element("strong", self.lines.line(node.caption))])]
        lines = [line for line in row_lines(node) if line] or [head_line(node)]
        rows = [element("li", self.lines.line(line)) for line in lines if line]
        return [*(caption if node.caption else []), *([element("ul", rows)] if rows else [])]

    def figure(self, node: Figure) -> list[Part]:
        """What its pictures show and where its embedded things lie, and the caption."""
        lines = [*_media(node), *([node.caption] if node.caption else [])]
        return [element("p", self.lines.line(line)) for line in lines]

    def note(self, node: Note) -> list[Part]:
        """A footnote behind its label."""
        before = label_before(node)
        match node.nodes:
            case (Paragraph(runs), *others) if before:
                first = element("p", [f"[{before}] ", *self.lines.line(runs)])
                return [first, *self.write(others)]
        label = [element("p", [f"[{before}]"])] if before else []
        return [*label, *self.write(node.nodes)]


def _media(figure: Figure) -> Iterator[Inline]:
    for each in figure.media:
        if isinstance(each, Picture):
            if each.alt:
                yield (Run(f"Ảnh: {each.alt}"),)
        elif each.title or each.link:
            words = Run(each.title or each.link or "", link=each.link)
            yield (Run(f"{KINDS[each.kind]}: "), words)

"""Open elements while markup is walked: what was found inside, and what it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from service.model.content import (
    Cell,
    Description,
    Embed,
    Figure,
    Inline,
    Item,
    Mark,
    Node,
    Numbering,
    Paragraph,
    Picture,
    Run,
    Verse,
    fold_inline,
    leaves_of,
    text_of,
)

_VERSE_LINE = 80
"""Characters: lines that are all shorter and have a break between stand below each other."""


class Role(Enum):
    """What an open element is to the article."""

    FLOW = auto()
    HEADING = auto()
    LIST = auto()
    ITEM = auto()
    DESCRIPTION_LIST = auto()
    TERM = auto()
    DESCRIPTION = auto()
    QUOTATION = auto()
    ATTRIBUTION = auto()
    FIGURE = auto()
    CAPTION = auto()
    TABLE = auto()
    ROW = auto()
    CELL = auto()
    NOTE = auto()


@dataclass(slots=True)
class Frame:
    """An open element of this ``role``: the nodes, lines and media inside it so far.

    ``number`` is a heading's level, or the number of the next item; ``numbering`` is an
    ordered list's; ``columns``, ``rows`` and ``header`` a cell's; ``name`` and ``label`` a note's.
    """

    role: Role = Role.FLOW
    nodes: list[Node] = field(default_factory=list)
    lines: list[list[Run]] = field(default_factory=lambda: [[]])
    media: list[Picture | Embed] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    terms: list[Inline] = field(default_factory=list)
    groups: list[Description] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    table_rows: list[tuple[Cell, ...]] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)
    caption: Inline = ()
    attribution: Inline = ()
    number: int = 0
    step: int = 1
    numbering: Numbering | None = None
    columns: int = 1
    rows: int = 1
    header: bool = False
    name: str = ""
    label: str = ""

    def flush(self) -> None:
        """What was written since the last node becomes nodes: paragraphs, verse, figures."""
        lines = [line for line in map(fold_inline, self.lines) if text_of(line).strip()]
        self.lines = [[]]
        if len(lines) > 1 and all(len(text_of(line)) < _VERSE_LINE for line in lines):
            self.nodes.append(Verse(tuple(lines)))
        else:
            self.nodes += [Paragraph(line) for line in lines]
        if self.media and self.role is not Role.FIGURE:
            self.nodes.append(Figure(tuple(self.media)))
            self.media = []


def one_line(nodes: Sequence[Node]) -> Inline:
    """The text of ``nodes`` on one line, with its marks."""
    runs: list[Run] = []
    for leaf in leaves_of(nodes):
        runs += [Run(" "), *leaf.runs] if runs else leaf.runs
    return fold_inline(runs)


def without_bold(line: Inline) -> Inline:
    """``line`` without the bold type that a heading has anyway, where all of it is bold."""
    if not all(Mark.STRONG in run.marks for run in line):
        return line
    marks = [tuple(mark for mark in run.marks if mark is not Mark.STRONG) for run in line]
    return fold_inline(replace(run, marks=left) for run, left in zip(line, marks, strict=True))

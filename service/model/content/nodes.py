"""The printed article as a tree: what HTML, EPUB and a word processor call its blocks."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from service.model.content.runs import Inline, text_of
from service.model.units import require


def _require_text(inline: Inline, what: str) -> None:
    text = text_of(inline)
    require(text == text.strip() != "", f"{what} has text without outer white space")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of one line of text."""

    runs: Inline

    def __post_init__(self) -> None:
        _require_text(self.runs, "a paragraph")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the article; ``level`` is 2 to 6, as the title is the first."""

    level: int
    runs: Inline

    def __post_init__(self) -> None:
        require(2 <= self.level <= 6, "a heading's level is 2 to 6")
        _require_text(self.runs, "a heading")


class Numbering(StrEnum):
    """How the items of an ordered list are counted (HTML's ``type`` of ``ol``)."""

    DECIMAL = "1"
    LOWER_LETTER = "a"
    UPPER_LETTER = "A"
    LOWER_ROMAN = "i"
    UPPER_ROMAN = "I"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; ``number`` is its own where the list counts, else None."""

    nodes: tuple["Node", ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class List:
    """Items side by side; ``numbering`` is None where they are not counted."""

    items: tuple[Item, ...]
    numbering: Numbering | None = None

    def __post_init__(self) -> None:
        require(self.items != (), "a list has items")
        counted = self.numbering is not None
        require(
            all((item.number is not None) == counted for item in self.items),
            "the items of an ordered list, and only they, have numbers",
        )


@dataclass(frozen=True, slots=True)
class Description:
    """Terms, and what is said of them (HTML's ``dt`` and ``dd``)."""

    terms: tuple[Inline, ...]
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class DescriptionList:
    """Terms with their descriptions."""

    groups: tuple[Description, ...]

    def __post_init__(self) -> None:
        require(self.groups != (), "a description list has groups")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody else said or wrote; ``attribution`` says who, where it is told."""

    nodes: tuple["Node", ...]
    attribution: Inline = ()

    def __post_init__(self) -> None:
        require(self.nodes != (), "a quotation has content")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, perhaps empty; it covers ``columns`` and ``rows`` of the grid."""

    nodes: tuple["Node", ...] = ()
    header: bool = False
    columns: int = 1
    rows: int = 1

    def __post_init__(self) -> None:
        require(self.columns >= 1 and self.rows >= 1, "a cell covers at least one place")


Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first ``head`` rows are headers of columns."""

    rows: tuple[Row, ...]
    head: int = 0
    caption: Inline = ()

    def __post_init__(self) -> None:
        require(
            0 <= self.head <= len(self.rows) > 0, "a table has rows, and no more heads than that"
        )


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture as Loa serves it: its ``name`` below the media root, and its size in pixels."""

    name: str
    width: int
    height: int

    def __post_init__(self) -> None:
        require(self.width > 0 and self.height > 0, "a picture has pixels")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the source: where it lies there, and what it shows in words (``alt``).

    ``stored`` are Loa's own copies, the narrowest first; none where it could not be had,
    and then ``missing`` says why (Vietnamese).
    """

    source: str
    alt: str = ""
    stored: tuple[StoredPicture, ...] = ()
    missing: str = ""


class EmbedKind(StrEnum):
    """What is embedded."""

    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"
    FRAME = "frame"


@dataclass(frozen=True, slots=True)
class Embed:
    """Something of the source page that plays or shows there, and a link to it."""

    kind: EmbedKind
    title: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """Pictures or embedded things, with a caption; without media a caption that stands alone."""

    media: tuple[Picture | Embed, ...]
    caption: Inline = ()

    def __post_init__(self) -> None:
        require(self.media != () or self.caption != (), "a figure shows or tells something")


@dataclass(frozen=True, slots=True)
class Verse:
    """Lines that stand below each other: a poem, an address."""

    lines: tuple[Inline, ...]

    def __post_init__(self) -> None:
        require(self.lines != (), "a verse has lines")


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Lines whose white space counts."""

    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        require(any(line.strip() for line in self.lines), "preformatted lines have text")


@dataclass(frozen=True, slots=True)
class Rule:
    """A change of subject that is shown as a line (HTML's ``hr``)."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; runs that refer to it name its ``id``."""

    id: str
    nodes: tuple["Node", ...]
    label: str = ""

    def __post_init__(self) -> None:
        require(self.id != "" and self.nodes != (), "a note has an id and content")


Node: TypeAlias = (
    Paragraph
    | Heading
    | List
    | DescriptionList
    | Quotation
    | Table
    | Figure
    | Verse
    | Preformatted
    | Rule
    | Note
)

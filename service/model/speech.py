"""What of an article is said besides its plain sentences: an installation's choices."""

from dataclasses import dataclass
from enum import StrEnum

from service.model.units import require


class DeletedReading(StrEnum):
    """What becomes of text that is struck out."""

    ANNOUNCE = "announce"
    SKIP = "skip"


class TableReading(StrEnum):
    """How much of a table is said: its rows, how large it is and of what, or nothing."""

    ROWS = "rows"
    SUMMARY = "summary"
    NONE = "none"


class PictureReading(StrEnum):
    """What is said of a picture, or of what is embedded.

    ``CAPTIONS`` are its caption, or what it shows (``alt``) where it has none.
    """

    CAPTIONS = "captions"
    ALT = "alt"
    BOTH = "both"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SpeechRules:
    """How an installation reads what is not a plain sentence.

    A table of more rows or columns than these is summed up, not read. ``notes`` says
    whether footnotes are read where they stand.
    """

    deleted: DeletedReading = DeletedReading.ANNOUNCE
    notes: bool = False
    tables: TableReading = TableReading.ROWS
    table_rows: int = 12
    table_columns: int = 8
    pictures: PictureReading = PictureReading.CAPTIONS

    def __post_init__(self) -> None:
        require(
            self.table_rows >= 0 and self.table_columns >= 0, "a table has no less than nothing"
        )

"""The numbers of rows in addresses and forms."""

from typing import Any

from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


def row_number(written: str) -> int | None:
    """The number of a row that a form sends; None for what is none, as an address has none."""
    is_number = written.isascii() and written.isdigit() and len(written) <= len(str(LARGEST))
    number = int(written) if is_number else None
    return number if number is not None and number <= LARGEST else None


class RowNumber(IntegerConverter):
    """A whole number that a row may have: for a larger one there is no address.

    The database takes 64 bits, and a browser may send any number of digits. It is written in one
    way: "01" would be a second address of what "1" leads to.
    """

    regex = r"(?:0|[1-9][0-9]*)"

    def __init__(self, url_map: Map, *args: Any, **options: Any) -> None:
        super().__init__(url_map, *args, **{"max": LARGEST, **options})

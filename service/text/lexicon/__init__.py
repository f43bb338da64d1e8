"""The newsroom's own entries: how a word, name or abbreviation is said here.

``checks`` tells whether an entry can be used, ``scopes`` where it holds, ``cells`` builds
one from a row or a form, ``matching`` makes the reader, ``spreadsheet`` and ``pls`` read
and write files, ``review`` shows what entries do.
"""

from service.text.lexicon.cells import build_entry
from service.text.lexicon.checks import LARGEST_FILE, check_entry
from service.text.lexicon.matching import Lexicon
from service.text.lexicon.pls import Pls, is_pls_head, read_pls, write_pls
from service.text.lexicon.review import (
    Change,
    Conflict,
    Trial,
    conflicts,
    preview,
    search,
    try_entries,
)
from service.text.lexicon.scopes import holds_in
from service.text.lexicon.spreadsheet import is_csv_head, read_csv, write_csv

__all__ = [
    "LARGEST_FILE",
    "Change",
    "Conflict",
    "Lexicon",
    "Pls",
    "Trial",
    "build_entry",
    "check_entry",
    "conflicts",
    "holds_in",
    "is_lexicon_head",
    "preview",
    "read_csv",
    "read_pls",
    "search",
    "try_entries",
    "write_csv",
    "write_pls",
]


def is_lexicon_head(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is empty or may be a lexicon, CSV or PLS."""
    return not head.strip() or is_csv_head(head) or is_pls_head(head)

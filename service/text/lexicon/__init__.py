"""The newsroom's own entries: how a word, name or abbreviation is said here.

``checks`` tells whether an entry can be used, ``cells`` builds one from a row or a
form, ``matching`` makes the reader, ``spreadsheet`` and ``pls`` read and write files,
``review`` shows what entries do.
"""

from service.text.lexicon.cells import build_entry
from service.text.lexicon.checks import check_entry
from service.text.lexicon.matching import Lexicon
from service.text.lexicon.pls import Pls, read_pls, write_pls
from service.text.lexicon.review import Change, Conflict, conflicts, preview, unused
from service.text.lexicon.spreadsheet import read_csv, write_csv

__all__ = [
    "Change",
    "Conflict",
    "Lexicon",
    "Pls",
    "build_entry",
    "check_entry",
    "conflicts",
    "preview",
    "read_csv",
    "read_pls",
    "unused",
    "write_csv",
    "write_pls",
]

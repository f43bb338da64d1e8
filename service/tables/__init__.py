"""The reviewed tables of the package, one line an entry: a part of the program, as its code is.

They stand on the ground floor, since the pure rooms above read no file: what they import
from here is as constant as a module.
"""

from functools import cache
from importlib.resources import files


@cache
def table_lines(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of ``<name>.tsv`` without its heading, split into columns; read once."""
    written = (files(__name__) / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in written.splitlines()[1:])

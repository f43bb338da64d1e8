"""The reviewed tables of the package, one line an entry, read once."""

from functools import cache
from importlib.resources import files


@cache
def table_lines(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of ``data/<name>.tsv`` without its heading, split into columns."""
    written = (files("service.text") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in written.splitlines()[1:])

"""One small change of a source file that a good test notices."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """``source[begin:end]`` becomes ``text``; offsets count characters."""

    begin: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change of one place: its kind, its edits and what a person reads of it."""

    path: str
    line: int
    kind: str
    edits: tuple[Edit, ...]
    told: str


def apply_edits(source: str, edits: Iterable[Edit]) -> str:
    """``source`` with all ``edits``, none of which overlaps another."""
    for edit in sorted(edits, reverse=True):
        source = source[: edit.begin] + edit.text + source[edit.end :]
    return source

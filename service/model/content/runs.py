"""Runs: text that one thing is true of. A line of text is a row of runs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from service.model.units import require


class Mark(StrEnum):
    """What a run is beside its letters, as HTML's own elements say it."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    INSERTED = "inserted"
    DELETED = "deleted"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    CODE = "code"
    HIGHLIGHT = "highlight"


@dataclass(frozen=True, slots=True)
class Run:
    """Some text on one line, with what is true of all of it.

    ``link`` is where it leads, ``language`` its own (BCP 47), ``expansion`` what an
    abbreviation stands for, ``note`` the id of the :class:`Note` that it refers to.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    link: str | None = None
    language: str | None = None
    expansion: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        require(self.text != "" and "\n" not in self.text, "a run has text on one line")
        require(len(set(self.marks)) == len(self.marks), "a run has each mark once")

    @property
    def is_plain(self) -> bool:
        """Whether it is its letters and nothing else."""
        return self == Run(self.text)


Inline: TypeAlias = tuple[Run, ...]
"""A line of text. Joined, its runs have no outer white space."""


def text_of(inline: Inline) -> str:
    """The letters of ``inline``."""
    return "".join(run.text for run in inline)


def plain_inline(text: str) -> Inline:
    """``text`` as a line of one run; an empty one of none."""
    return (Run(text),) if text else ()


def fold_inline(runs: Iterable[Run]) -> Inline:
    """A line of ``runs``: neighbours that are alike are one, no run is left empty.

    White space was folded before within runs; here also between them, and none is left at
    the ends.
    """
    kept: list[Run] = []
    for run in runs:
        text = run.text
        if not kept or kept[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if not text:
            continue
        if kept and replace(run, text=kept[-1].text) == kept[-1]:
            kept[-1] = replace(run, text=kept[-1].text + text)
        else:
            kept.append(replace(run, text=text))
    while kept:
        last = kept.pop()
        text = last.text.rstrip(" ")
        if text:
            return (*kept, replace(last, text=text))
    return ()


def cut(inline: Inline, begin: int, end: int) -> Iterator[Run]:
    """The runs of the characters from ``begin`` to ``end`` of ``inline``."""
    at = 0
    for run in inline:
        low, high = max(begin - at, 0), min(end - at, len(run.text))
        if low < high:
            yield replace(run, text=run.text[low:high])
        at += len(run.text)

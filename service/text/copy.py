"""The copy that is read: the printed text without what only refers to notes, powers as signs.

Readers of written forms look at letters alone. Where typography says more than the letters
do (a raised «9», a struck out price), the copy says it in letters or leaves it out, and keeps
for each of its letters the place where it is printed: what is claimed on the copy is told of
the printed text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from service.model import Reading
from service.model.content import Inline, Mark, Run, text_of
from service.text.form import Form
from service.text.raised import UNIT_END, UNSAID, Raised, meaning_of

_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n", strict=True))
_RAISED_LETTERS = {plain: sign for sign, plain in _SUPERSCRIPTS.items()}
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_TYPOGRAPHY = Form(f"[{''.join(_SUPERSCRIPTS)}₀-₉]")


_AROUND = 80
"""How far from a raised sign an equation may stand that it belongs to."""

STRUCK = "\ufffc"
"""Stands in the copy for what is struck out, so that no form joins it with what stands."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the copy, and the runs that are printed there."""

    begin: int
    end: int
    runs: Inline


@dataclass(frozen=True, slots=True)
class Copy:
    """What readers read: ``text``, and where each of its letters begins and ends in print.

    ``aside`` is what of the printed text is not in it; ``struck`` are the places of what is
    struck out, ``expanded`` of abbreviations that the page expands.
    """

    text: str
    begins: Sequence[int]
    ends: Sequence[int]
    aside: tuple[Reading, ...] = ()
    struck: tuple[Stretch, ...] = ()
    expanded: tuple[Stretch, ...] = ()

    def printed(self, begin: int, end: int) -> tuple[int, int]:
        """Where the letters from ``begin`` to ``end`` of the copy are printed (end exclusive)."""
        return self.begins[begin], self.ends[end - 1]


def copy_of(printed: str, runs: Inline = (), aside: Reading | None = None) -> Copy:
    """The copy of ``printed``, of which ``runs`` are true; what stands ``aside`` is left out.

    ``runs`` joined are ``printed``; without any it is plain. ``aside`` is its beginning.
    """
    if not runs and not aside and not _TYPOGRAPHY.found_in(printed):
        return Copy(printed, range(len(printed)), range(1, len(printed) + 1))
    writing = _Writing(printed, aside)
    at = 0
    if not runs:
        writing.add_letters(aside.end if aside else 0, len(printed))
    for is_struck, group in groupby(runs, _is_struck):
        alike = tuple(group)
        end = at + len(text_of(alike))
        if is_struck:
            writing.strike(alike, at, end)
        else:
            writing.add(alike, at)
        at = end
    return writing.copy()


def _is_struck(run: Run) -> bool:
    return Mark.DELETED in run.marks


class _Writing:
    """A copy while it is written, run by run."""

    def __init__(self, printed: str, aside: Reading | None) -> None:
        self._printed = printed
        self._skip = aside.end if aside else 0
        self._letters: list[str] = []
        self._begins: list[int] = []
        self._ends: list[int] = []
        self._aside = [aside] if aside else []
        self._struck: list[Stretch] = []
        self._expanded: list[Stretch] = []

    def strike(self, runs: Inline, at: int, end: int) -> None:
        """Adds a sign for ``runs``, which are struck out and printed from ``at`` to ``end``."""
        if not text_of(runs).strip():
            self._write(at, self._printed[at:end])
            return
        self._struck.append(Stretch(len(self._letters), len(self._letters) + 1, runs))
        self._letters.append(STRUCK)
        self._begins.append(at)
        self._ends.append(end)

    def add(self, runs: Inline, at: int) -> None:
        """Adds ``runs``, which are printed from ``at``."""
        for run in runs:
            begin = len(self._letters)
            self._add(run, at)
            if run.expansion:
                self._expand(run, begin)
            at += len(run.text)

    def _expand(self, run: Run, begin: int) -> None:
        """Notes ``run`` at its letters from ``begin``; white space at its ends may yet be taken."""
        written = "".join(self._letters[begin:])
        low = begin + len(written) - len(written.lstrip())
        high = begin + len(written.rstrip())
        if low < high:
            self._expanded.append(Stretch(low, high, (run,)))

    def _add(self, run: Run, at: int) -> None:
        end = at + len(run.text)
        low = min(max(at, self._skip), end)
        if run.note is not None and low < end:
            self._lay_aside(low, end, Raised.NOTE)
        elif Mark.SUPERSCRIPT in run.marks:
            self._add_raised(low, end)
        else:
            self.add_letters(low, end)

    def add_letters(self, low: int, end: int) -> None:
        """Adds what is printed from ``low`` to ``end``, of which some letters may be raised."""
        for is_raised, length in _pieces(self._printed[low:end]):
            if is_raised:
                self._add_raised(low, low + length)
            else:
                self._write(low, self._printed[low : low + length].translate(_SUBSCRIPTS))
            low += length

    def copy(self) -> Copy:
        """What was written."""
        return Copy(
            "".join(self._letters),
            self._begins,
            self._ends,
            tuple(self._aside),
            tuple(self._struck),
            tuple(self._expanded),
        )

    def _add_raised(self, begin: int, end: int) -> None:
        """A raised stretch by what it means; white space at its ends is not raised."""
        raised = self._printed[begin:end]
        body = raised.strip()
        if not body:
            self._write(begin, raised)
            return
        low = begin + len(raised) - len(raised.lstrip())
        high = low + len(body)
        self._write(begin, self._printed[begin:low])
        plain = "".join(_SUPERSCRIPTS.get(each, each) for each in body)
        head = "".join(self._letters[-32:])
        if head.endswith(" ") and plain in ("2", "3") and UNIT_END.found_in(head.rstrip()):
            self._take_back()  # «m <sup>2</sup>», as word processors write
            head = head.rstrip()
        around = self._printed[max(0, low - _AROUND) : high + _AROUND]
        meaning = meaning_of(plain, head, self._printed[high : high + 8], around)
        if meaning in UNSAID:
            self._lay_aside(low, high, meaning)
        else:
            self._write(low, _as_meant(body, plain, meaning))
        self._write(high, self._printed[high:end])

    def _lay_aside(self, begin: int, end: int, rule: Raised) -> None:
        written = self._printed[begin:end]
        self._aside.append(Reading(rule.value, written, "", begin, end))
        before, following = "".join(self._letters[-1:]), self._printed[end : end + 1]
        if before == " " and not following.isalnum():
            self._take_back()
        elif before.isalnum() and following.isalnum():
            self._write(begin, " ")  # «GDP¹tăng» are two words

    def _write(self, at: int, letters: str) -> None:
        if not self._letters:
            at, letters = at + len(letters) - len(letters.lstrip()), letters.lstrip()
        self._letters += letters
        self._begins += range(at, at + len(letters))
        self._ends += range(at + 1, at + len(letters) + 1)

    def _take_back(self) -> None:
        del self._letters[-1], self._begins[-1], self._ends[-1]


def _as_meant(body: str, plain: str, meaning: Raised) -> str:
    """``body`` as readers know what it means, letter for letter."""
    if meaning is Raised.DEGREE:
        return "°"
    if meaning is Raised.POWER:
        return "".join(
            _RAISED_LETTERS.get(each.replace("−", "-").replace("–", "-"), each) for each in plain
        )
    return body


def _pieces(text: str) -> Iterator[tuple[bool, int]]:
    """Whether each piece of ``text`` is of raised letters, and its length."""
    for is_raised, letters in groupby(text, lambda letter: letter in _SUPERSCRIPTS):
        yield is_raised, sum(1 for _ in letters)

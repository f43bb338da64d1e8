"""The numbers that Word counts and prints itself: «4.», «b)», «Điều 12.», «1.2».

They are in no run of text, so a reader of runs loses them. Each numbered paragraph gets a
mark before its text, which the HTML made of it turns into a list's number or into text.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BEGIN, _BETWEEN, _END = "\ue000", "\ue001", "\ue002"
"""Private characters (Unicode, 23.5), which no article has: they are taken out before."""
MARK = re.compile(f"{_BEGIN}(\\d+){_BETWEEN}(\\w?){_BETWEEN}([^{_BEGIN}{_END}]*){_END}")
"""Number, the type of a list in HTML or "", and the label as it is printed."""
PRIVATE = re.compile(f"[{_BEGIN}-{_END}]")

_TYPES = {
    "decimal": "1",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
_SIMPLE = re.compile(r"\(?%\d[.)\]/:]*\Z")
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
          (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_LEVELS = 9
_LONGEST_LABEL = 60
"""Characters of a label: it stands once in the file, and before every paragraph of its list."""
_LARGEST = 5_000
"""A larger number is printed in digits, whatever its form: Roman ones would have no end."""


NUMBERS, BULLETS = "1", "2"
"""The lists of ``as_part``."""


class Placed(NamedTuple):
    """A paragraph's place: its mark, how deep in lists, and in which; "" in none."""

    mark: str
    depth: int
    list_id: str


NOWHERE = Placed("", 0, "")


class _Level(NamedTuple):
    form: str
    label: str
    start: int


@dataclass(slots=True)
class _List:
    """One list as it is counted through the document."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, level: int) -> tuple[int, _Level]:
        """The number of the next paragraph on ``level``; deeper levels begin anew."""
        described = self.levels.get(level, _Level("decimal", f"%{level + 1}.", 1))
        number = self.counts.get(level, described.start - 1) + 1
        self.counts = {each: count for each, count in self.counts.items() if each < level}
        self.counts[level] = number
        return number, described

    def label(self, level: int) -> str:
        """What is printed before the paragraph that was counted last."""

        def counted(place: re.Match[str]) -> str:
            each = int(place[1]) - 1
            described = self.levels.get(each, _Level("decimal", "", 1))
            return _written(self.counts.get(each, described.start), described.form)

        return _PLACE.sub(counted, self.levels[level].label) if level in self.levels else ""


class Numbering:
    """The lists of a document (its numbering part) and of its styles."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._shared: dict[str, _List] = {}
        self._styles = _style_numbers(styles)
        for each in () if numbering is None else numbering.iter(f"{W}abstractNum"):
            self._abstract[_value(each, "abstractNumId", own=True)] = _levels(each)
        for each in () if numbering is None else numbering.iter(f"{W}num"):
            self._add(each)

    def _add(self, element: etree._Element) -> None:
        """Lists of one description are counted on, unless one says that it begins anew."""
        name, abstract = _value(element, "numId", own=True), _value(element, "abstractNumId")
        levels = dict(self._abstract.get(abstract, {}))
        starts = {
            _number(_value(each, "ilvl", own=True), 0): _number(_value(each, "startOverride"), 1)
            for each in element.iter(f"{W}lvlOverride")
            if each.find(f"{W}startOverride") is not None
        }
        for level, start in starts.items():
            if level in levels:
                levels[level] = levels[level]._replace(start=start)
        if starts or abstract not in self._shared:
            self._lists[name] = _List(levels)
            self._shared.setdefault(abstract, self._lists[name])
        else:
            self._lists[name] = self._shared[abstract]

    def place(self, paragraph: etree._Element) -> Placed:
        """Where ``paragraph`` stands in its list, counted on.

        A label of words («Điều 4.») or of several numbers («2.1.») is text, and no list can
        print it: what is below it is a list of its own.
        """
        named, level = self._place(paragraph)
        counted = self._lists.get(named)
        if counted is None or not 0 <= level < _MOST_LEVELS:
            return NOWHERE
        number, described = counted.next(level)
        above = [_kind(each) for lower, each in counted.levels.items() if lower < level]
        depth = sum(kind is not None for kind in above)
        if described.form in ("bullet", "none"):
            return Placed("", depth, BULLETS)
        kind = _kind(described)
        label = counted.label(level)
        mark = f"{_BEGIN}{number}{_BETWEEN}{kind or ''}{_BETWEEN}{label}{_END}" if label else ""
        return Placed(mark, depth, NUMBERS if kind else "")

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and level of a paragraph: its own, or its style's."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return "", 0
        style = _value(properties, "pStyle")
        inherited = self._styles.get(style, ("", 0))
        own = properties.find(f"{W}numPr")
        if own is None:
            return inherited
        return (_value(own, "numId") or inherited[0], _number(_value(own, "ilvl"), inherited[1]))


def _kind(level: _Level) -> str | None:
    """The type of an HTML list that prints such labels, "" for bullets; None where none does."""
    if level.form in ("bullet", "none"):
        return ""
    return _TYPES.get(level.form) if _SIMPLE.match(level.label) else None


def as_part() -> etree._Element:
    """A numbering part of two lists alone, of numbers and of bullets, on all levels."""
    root = etree.Element(f"{W}numbering")
    for name, form in ((NUMBERS, "decimal"), (BULLETS, "bullet")):
        abstract = etree.SubElement(root, f"{W}abstractNum", {f"{W}abstractNumId": name})
        for level in range(_MOST_LEVELS):
            each = etree.SubElement(abstract, f"{W}lvl", {f"{W}ilvl": str(level)})
            etree.SubElement(each, f"{W}numFmt", {f"{W}val": form})
    for name in (NUMBERS, BULLETS):
        number = etree.SubElement(root, f"{W}num", {f"{W}numId": name})
        etree.SubElement(number, f"{W}abstractNumId", {f"{W}val": name})
    return root


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    return {
        _number(_value(each, "ilvl", own=True), 0): _Level(
            _value(each, "numFmt") or "decimal",
            _value(each, "lvlText")[:_LONGEST_LABEL],
            _number(_value(each, "start"), 1),
        )
        for each in abstract.iter(f"{W}lvl")
    }


def _style_numbers(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """The list and level that each style of a paragraph brings, its own or its parent's."""
    found: dict[str, tuple[str, int]] = {}
    parents: dict[str, str] = {}
    for style in () if styles is None else styles.iter(f"{W}style"):
        name = _value(style, "styleId", own=True)
        parents[name] = _value(style, "basedOn")
        own = style.find(f"{W}pPr/{W}numPr")
        if own is not None:
            found[name] = _value(own, "numId"), _number(_value(own, "ilvl"), 0)
    for name in parents:
        above = name
        for _ in range(_MOST_LEVELS):
            if above in found or not above:
                break
            above = parents.get(above, "")
        if above in found:
            found[name] = found[above]
    return found


def _value(element: etree._Element, name: str, *, own: bool = False) -> str:
    """The ``val`` of the child called ``name``; or the element's ``own`` attribute of that name."""
    if own:
        return element.get(f"{W}{name}") or ""
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val") or ""


def _number(written: str, otherwise: int) -> int:
    return (
        int(written) if written.isascii() and written.isdigit() and len(written) < 9 else otherwise
    )


def _written(number: int, form: str) -> str:
    """``number`` as Word prints it: «4», «d», «iv», «04»."""
    if not 0 < number <= _LARGEST:
        return str(number)
    match form:
        case "lowerLetter" | "upperLetter":
            # Behind z comes aa, then bb (ISO/IEC 29500-1, 17.18.59).
            letters = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1)
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            roman = _roman(number)
            return roman.upper() if form == "upperRoman" else roman
        case "decimalZero":
            return f"{number:02}"
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written

"""Reads abbreviations from the reviewed table ``abbreviations.tsv``.

A key with several lines is ambiguous: the line with a context word near the
abbreviation is taken; without one the first line is taken and a warning names
the others. A key that ends with a full stop swallows that stop before a name or
number («TP. Hồ Chí Minh»).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from service.model import TextWarning
from service.text.claim import Claim
from service.text.form import CAPITAL, Form
from service.text.tables import table_lines

_JOINT = r" ?[&-] ?(?=[A-ZĐ]{2})\w{2,12}|[.&/-]\w{1,12}|, ?(?=[A-ZĐ]{2}[A-ZĐ&-]{0,6}&)\w{2,12}"
_TOKEN = Form(
    rf"(?<![\w&])(?:[{CAPITAL}]\w*(?:{_JOINT}){{0,5}}|[a-zđ]{{1,2}}(?:[./][a-zđ]{{1,2}}){{1,3}}(?!\w))"
)
_CUT = Form(r" ?[.&/,-]")
_NAME_AFTER = Form(rf"\.\s?(?=[{CAPITAL}0-9])")
_REACH = 60


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One line of the table: what ``key`` stands for, where ``context`` words are near."""

    key: str
    spoken: str
    domain: str
    context: tuple[str, ...]


@cache
def known_abbreviations() -> dict[str, tuple[Abbreviation, ...]]:
    """The table, by key; the first line of a key is its default."""
    table: dict[str, tuple[Abbreviation, ...]] = {}
    for key, spoken, domain, context, *_ in table_lines("abbreviations"):
        words = tuple(word for word in context.split(",") if word)
        table[key] = (*table.get(key, ()), Abbreviation(key, spoken, domain, words))
    return table


def say_known(written: str) -> str | None:
    """The full form of an abbreviation that has only one, else None."""
    lines = known_abbreviations().get(written, ())
    return lines[0].spoken if len(lines) == 1 else None


def read_abbreviations(text: str) -> Iterable[Claim]:
    """Known abbreviations, the longest first, in their full form."""
    for match in _TOKEN.matches(text):
        yield from _read_token(text, match.start(), match[0])


def _read_token(text: str, begin: int, token: str) -> Iterator[Claim]:
    table = known_abbreviations()
    for end in _ends(token):
        written = token[:end].replace(" ", "")
        stop = _NAME_AFTER.found_at(text, begin + end)
        if stop and written + "." in table:
            yield _claim(text, begin, stop.end(), table[written + "."], " ")
        elif written in table:
            yield _claim(text, begin, begin + end, table[written], "")
        else:
            continue
        break


def _ends(token: str) -> list[int]:
    """Where a known key may end within ``token``: at its end, then at each joint from the right."""
    cuts = [cut.start() for cut in _CUT.matches(token) if not token[cut.end()].isdecimal()]
    return [len(token), *reversed(cuts)]


def _claim(text: str, begin: int, end: int, lines: tuple[Abbreviation, ...], space: str) -> Claim:
    chosen, sure = _choose(text, begin, end, lines)
    warning = None if sure else _doubt(text[begin:end], begin, end, lines)
    return Claim("abbreviation", begin, end, chosen.spoken + space, 1.0 if sure else 0.5, warning)


def _choose(
    text: str, begin: int, end: int, lines: tuple[Abbreviation, ...]
) -> tuple[Abbreviation, bool]:
    if len(lines) == 1:
        return lines[0], True
    head = text[max(0, begin - _REACH) : begin].lower()
    tail = text[end : end + _REACH].lower()
    nearest = min(lines, key=lambda line: _distance(line, head, tail))
    return nearest, _distance(nearest, head, tail) <= _REACH


def _distance(line: Abbreviation, head: str, tail: str) -> int:
    """How many characters lie between the abbreviation and the nearest context word."""
    distances = [_REACH + 1]
    for word in line.context:
        whole = rf"(?<!\w){re.escape(word)}(?!\w)"
        distances += [len(head) - match.end() for match in re.finditer(whole, head)]
        distances += [match.start() for match in re.finditer(whole, tail)]
    return min(distances)


def _doubt(written: str, begin: int, end: int, lines: tuple[Abbreviation, ...]) -> TextWarning:
    others = tuple(line.spoken for line in lines[1:])
    reason = f"«{written.strip()}» có nhiều cách đọc; không có từ nào gần đó cho biết là cách nào."
    return TextWarning("ambiguous-abbreviation", written, begin, end, reason, others)

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
from service.text.form import Form
from service.text.tables import table_lines

_TOKEN = Form(
    r"(?<![\w&])(?:[^\W\d_a-zà-ỹ]\w*(?:[.&/-]\w+|, ?(?=[A-ZĐ]{2}[A-ZĐ&-]*&)\w+)*"
    r"|[a-zđ]{1,2}(?:[./][a-zđ]{1,2})+(?!\w))"
)
_CUT = Form(r"[.&/,-]")
_NAME_AFTER = Form(r"\.\s?(?=[^\W\d_a-zà-ỹ]|[0-9])")
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
        written = token[:end]
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
    return [len(token), *reversed([cut.start() for cut in _CUT.matches(token)])]


def _claim(text: str, begin: int, end: int, lines: tuple[Abbreviation, ...], space: str) -> Claim:
    chosen, sure = _choose(text, begin, end, lines)
    warning = None if sure else _doubt(text[begin:end], begin, end, lines)
    return Claim("abbreviation", begin, end, chosen.spoken + space, 1.0 if sure else 0.5, warning)


def _choose(
    text: str, begin: int, end: int, lines: tuple[Abbreviation, ...]
) -> tuple[Abbreviation, bool]:
    if len(lines) == 1:
        return lines[0], True
    near = f"{text[max(0, begin - _REACH) : begin]} {text[end : end + _REACH]}".lower()
    for line in lines:
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", near) for word in line.context):
            return line, True
    return lines[0], False


def _doubt(written: str, begin: int, end: int, lines: tuple[Abbreviation, ...]) -> TextWarning:
    others = tuple(line.spoken for line in lines[1:])
    reason = f"«{written.strip()}» có nhiều cách đọc; không có từ nào gần đó cho biết là cách nào."
    return TextWarning("ambiguous-abbreviation", written, begin, end, reason, others)

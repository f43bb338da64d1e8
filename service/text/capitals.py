"""Reads capitals that stand for something unknown: spelled, or read as a word, with a warning."""

import re
from collections.abc import Iterable

from service.model import TextWarning
from service.text.claim import Claim
from service.text.form import Form
from service.text.letters import CAPITALS, spell

_CAPITALS = Form(rf"(?<![\w@#])[{CAPITALS}]{{2,8}}(?![\w])")
_INITIAL = Form(r"(?<![\w.@/])(?P<letter>[BCDĐFGHJKLMNPQRSTVWXZ])(?P<stop>\.)?(?![\w])")
_SMALL_AFTER = Form(r"\s[a-zà-ỹđ]")
_SHOUTED = Form(r"[^\W\d_]{2,}")
_VOWELS = "AEIOUYĂÂÊÔƠƯ"
_CLUSTER = Form(
    rf"(?:(?:B|C|CH|D|Đ|F|G|GH|GI|H|J|K|KH|L|M|N|NG|NGH|NH|P|PH|QU|R|S|T|TH|TR|V|W|X|Y|Z|ST|SP|BR|CR|DR|FR|GR|PR|BL|CL|FL|GL|PL|SL)?"
    rf"[{_VOWELS}]{{1,3}}(?:CH|NH|NG|C|D|K|L|M|N|P|R|S|T|X)?){{1,4}}$"
)
_WORD = 4
"""From this length on, capitals that can be pronounced are read as a word: NATO, UNESCO."""


def read_capitals(text: str) -> Iterable[Claim]:
    """Unknown capitals and lone letters by the names of their letters.

    In a line printed wholly in capitals nothing is an abbreviation by its looks.
    """
    if not is_shouted(text):
        for match in _CAPITALS.matches(text):
            yield _read(match)
    for match in _INITIAL.matches(text):
        end = match.end() if _SMALL_AFTER.found_at(text, match.end()) else match.end("letter")
        yield Claim("letter", match.start(), end, spell(match["letter"]), 0.9)


def is_shouted(text: str) -> bool:
    """Whether most words of ``text`` are printed in capitals, as headlines sometimes are."""
    words = _SHOUTED.pattern.findall(text)
    return len(words) > 2 and sum(word.isupper() for word in words) * 3 > len(words) * 2


def is_word(capitals: str) -> bool:
    """Whether ``capitals`` can be read as a word rather than letter by letter."""
    return len(capitals) >= _WORD and _CLUSTER.found_at(capitals, 0) is not None


def _read(match: re.Match[str]) -> Claim:
    written = match[0]
    spelled = spell(written)
    as_word = is_word(written)
    reason = f"Chưa biết «{written}» viết tắt cho gì: " + (
        "đọc như một từ." if as_word else "đọc từng chữ cái."
    )
    warning = TextWarning(
        "unknown-capitals",
        written,
        match.start(),
        match.end(),
        reason,
        (spelled,) if as_word else (),
    )
    spoken = None if as_word else spelled
    return Claim("capitals", match.start(), match.end(), spoken, 0.5, warning)

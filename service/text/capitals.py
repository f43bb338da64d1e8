"""Reads capitals that stand for something unknown: spelled, or read as a word, with a warning."""

import re
from collections.abc import Iterable

from service.model import TextWarning
from service.text.claim import Claim
from service.text.context import just_before
from service.text.form import CAPITAL, SMALL, Form, either
from service.text.letters import CAPITALS, name_letter, spell

# Not in a word, an account or a hashtag; a hyphen joins up to four: «VNM-ABC».
_CAPITALS = Form(rf"(?<![\w@#])[{CAPITALS}]{{2,8}}(?:-[{CAPITALS}]{{2,8}}){{0,3}}(?!\w)")
# No vowel, which may be a word; «K'Brơi» is a name; «BC.D», «@M», «A/V» are no initials.
_INITIAL = Form(r"(?<![\w.@/])(?P<letter>[BCDĐFGHJKLMNPQRSTVWXZ])(?!['’]?\w)(?P<stop>\.)?")
# What shows that a stop ended no sentence: a small letter, a mark, a name closed up.
_GOES_ON = Form(rf"\s[{SMALL}(]|[,;:)]|[{CAPITAL}][{SMALL}]")
# Words of two letters and more: «A» and «1» tell nothing of a headline.
_LETTERS = Form(r"[^\W\d_]{2,}")
# «J.K.», «N.V.A»; in «a.A.B.», «@A.B.» they are part of something longer.
_INITIALS = Form(r"(?<![\w.@/])(?P<letters>(?:[A-ZĐ]\.){1,3}[A-ZĐƯ])(?P<stop>\.)?(?!\w)")
# A first name, whole, «John F. Kennedy», not «iJohn»; after «Anh F.» a sentence ends.
_MIDDLE = Form(r"(?<!\w)(?!(?:Anh|Em|Con|Cha)\s)[A-Z][A-Za-z]+\s$")
# «John F. Kennedy», not «John F. nói».
_NAME_AFTER = Form(r"\s[A-Z]")
# Whole words alone: in «xĐỊNH XYZ» none stands before.
_WORD_BEFORE = Form(rf"(?<!\w)(?P<word>[{CAPITAL}]{{2,8}})\s$")
_WORD_AFTER = Form(rf"\s(?P<word>[{CAPITAL}]{{2,8}})(?!\w)")
_VOWELS = "AEIOUYĂÂÊÔƠƯ"
_ONSET = either(
    "B, C, CH, D, Đ, F, G, GH, GI, H, J, K, KH, L, M, N, NG, NGH, NH, P, PH, QU, R, S, T, TH, "
    "TR, V, W, X, Y, Z, ST, SP, BR, CR, DR, FR, GR, PR, BL, CL, FL, GL, PL, SL"
)
_CODA = either("CH, NH, NG, C, D, K, L, M, N, P, R, S, T, X")
# Onset, vowels and coda, up to four times: «STAD», «MTAB» not.
_SYLLABLES = Form(rf"(?:{_ONSET}?[{_VOWELS}]{{1,3}}{_CODA}?){{1,4}}$")
_VOWEL = Form(f"[{_VOWELS}]")
_CONSONANTS = Form(f"[^{_VOWELS}]{{3}}")
_WORD = 4
"""From this length on, capitals that can be pronounced are read as a word: NATO, UNESCO."""


def read_capitals(text: str) -> Iterable[Claim]:
    """Unknown capitals and lone letters by the names of their letters.

    In a line printed wholly in capitals nothing is an abbreviation by its looks.
    """
    if not is_shouted(text):
        for match in _CAPITALS.matches(text):
            if not _in_shouted_name(text, match):
                yield _read(match)
    for match in _INITIALS.matches(text):
        end = match.end() if _goes_on(text, match) else match.end("letters")
        said = spell(match["letters"].replace(".", ""))
        yield Claim("initials", match.start(), end, said, 0.9)
    for match in _INITIAL.matches(text):
        end = match.end() if _goes_on(text, match) else match.end("letter")
        yield Claim("letter", match.start(), end, name_letter(match["letter"]), 0.9)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence goes on after an initial, so that its full stop is no stop."""
    if _GOES_ON.found_at(text, match.end()):
        return True
    head = just_before(text, match.start())
    return bool(
        (not head or match[0].count(".") > 1 or _MIDDLE.found_in(head))
        and _NAME_AFTER.found_at(text, match.end())
    )


def _in_shouted_name(text: str, match: re.Match[str]) -> bool:
    """Whether an accented word in capitals stands beside: «NAM ĐỊNH» is a name."""
    beside = (
        _WORD_BEFORE.found_in(just_before(text, match.start())),
        _WORD_AFTER.found_at(text, match.end()),
    )
    return any(word and not word["word"].isascii() for word in beside)


def is_shouted(text: str) -> bool:
    """Whether most words of ``text`` are printed in capitals, as headlines sometimes are."""
    words = _LETTERS.pattern.findall(text)
    shouted = [word for word in words if word.isupper()]
    accented = sum(not word.isascii() for word in shouted)
    return accented > 1 and len(shouted) * 3 > len(words) * 2


def is_word(capitals: str) -> bool:
    """Whether ``capitals`` can be read as a word rather than letter by letter."""
    if len(capitals) > _WORD:
        return not _CONSONANTS.found_in(capitals) and len(_VOWEL.pattern.findall(capitals)) > 1
    return len(capitals) == _WORD and _SYLLABLES.found_at(capitals, 0) is not None


def _read(match: re.Match[str]) -> Claim:
    written = match[0]
    spelled = spell(written.replace("-", ""))
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

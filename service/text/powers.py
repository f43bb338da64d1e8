"""Reads powers: «10⁹» is «mười mũ chín», «xⁿ» «x mũ n», «10^-3» «mười mũ âm ba»."""

import re
from collections.abc import Iterable

from service.text.claim import Claim
from service.text.counting import say_whole
from service.text.form import Form

_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_SIGNS, "0123456789")
_POWER = Form(
    # Behind a number, a letter or a bracket. A lone «²» or «³» is a square or a cube.
    rf"(?<=[\w)])(?![²³](?![{_SIGNS}⁺⁻ⁿ]))"
    rf"(?:(?P<minus>⁻)?(?:(?P<digits>[{_SIGNS}]{{1,3}})|(?P<letter>ⁿ))(?![{_SIGNS}⁺⁻ⁿ])"
    # «10^9», «10^(-3)», «x^n»; «^^» and «^abc» are none.
    r"|\^(?P<open>\()?(?P<sign>[-−])?(?P<plain>[0-9]{1,3}|[a-z](?![a-z]))(?(open)\))(?![0-9^]))"
)
# «(a + b)²»: as signs they would touch the bracket.
_BRACKETS = Form(rf"(?<=\))[²³](?![{_SIGNS}⁺⁻ⁿ])")
_RAISED = Form(r"[⁰¹²³⁴-⁹ⁿ^]")


def read_powers(text: str) -> Iterable[Claim]:
    """Exponents, said behind what stands before them."""
    if _RAISED.found_in(text):
        for match in _POWER.matches(text):
            yield Claim("power", match.start(), match.end(), f" mũ {_say(match)}")
        for match in _BRACKETS.matches(text):
            said = " bình phương" if match[0] == "²" else " lập phương"
            yield Claim("power", match.start(), match.end(), said)


def _say(match: re.Match[str]) -> str:
    exponent = (match["digits"] or match["plain"] or "n").translate(_DIGITS)
    said = say_whole(exponent) if exponent.isdecimal() else exponent
    return f"âm {said}" if match["minus"] or match["sign"] else said

"""Reads signs and symbols that no amount took: + = ≥ & § → and their kin."""

from collections.abc import Iterable
from functools import cache

from service.tables import table_lines
from service.text.claim import Claim
from service.text.form import SPACE, Form, one_of

_ANY = Form(r"[^\w\s.,;:!?'\"()“”‘’…-]|[²³]")
_COMPARED = Form(
    # Behind a word or amount before a number, between spaces, or first before a number:
    # «a>5», «a > b», «<5%»; «x<y», «a,>5» compare nothing.
    rf"(?<=[\w)%])[<>](?={SPACE}?[0-9])|(?<=\w{SPACE})[<>](?={SPACE}\w)"
    rf"|(?<![^\s(])[<>~](?={SPACE}?[0-9])"
)
_COMPARISONS = {"<": "nhỏ hơn", ">": "lớn hơn", "~": "khoảng"}
# Something on both sides: «nam/nữ», not «x5/» or «/nữ».
_SLASH = Form(rf"(?:(?<=\S)|(?<=\S{SPACE}))/(?={SPACE}?\S)")
# Whole words: not «xvà/hoặc».
_AND_OR = Form(r"(?<!\w)và/hoặc(?!\w)")
# Between numbers of an equation: «10 : 2 = 5», not «10 : 2».
_DIVIDED = Form(rf"(?<=[0-9]{SPACE}):(?={SPACE}[0-9]{{1,9}}{SPACE}?=)")


def read_signs(text: str) -> Iterable[Claim]:
    """Signs by their names."""
    if not _ANY.found_in(text):
        return
    for match in _AND_OR.matches(text):
        yield Claim("slash", match.start(), match.end(), "và hoặc")
    for match in _COMPARED.matches(text):
        yield Claim("comparison", match.start(), match.end(), _COMPARISONS[match[0]])
    for match in _signs().matches(text):
        yield Claim("sign", match.start(), match.end(), _spoken_signs()[match[0]])
    for match in _DIVIDED.matches(text):
        yield Claim("division", match.start(), match.end(), "chia")
    for match in _SLASH.matches(text):
        yield Claim("slash", match.start(), match.end(), "trên", 0.6)


@cache
def dictated_signs() -> dict[str, str]:
    """The names of the signs in an address that is dictated: its own come last in the table."""
    return {sign: said for sign, said, _ in table_lines("signs")}


@cache
def _spoken_signs() -> dict[str, str]:
    return {sign: said for sign, said, where in table_lines("signs") if where == "text"}


@cache
def _signs() -> Form:
    return Form(one_of(_spoken_signs()))

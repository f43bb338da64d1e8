"""Reads numbers that no other reader took: cardinals, decimals, ordinals, numbers of names."""

import re
from collections.abc import Iterable

from service.text.amounts import NUMBER
from service.text.claim import Claim
from service.text.context import before
from service.text.counting import say_digits, say_number, say_ordinal, say_whole, split_number
from service.text.form import MINUS, SPACE, Form, either

_DIGIT = Form(r"[0-9]")
_DIGITS = Form(r"[0-9]+")
# A rank is no decimal, code or share: «thứ 4,5», «thứ 4a».
_ORDINALS = Form(rf"(?i:(?<!\w)(?:thứ|hạng)){SPACE}(?P<rank>[0-9]{{1,4}})(?![\w]|[.,/-][0-9])")
# The fourth month and quarter are «tư», whatever is counted there: «tháng 04».
_FOURTH = Form(rf"(?i:(?<!\w)(?:tháng|quý)){SPACE}(?P<month>0?4)(?![\w]|[.,][0-9])")
# A minus stands behind nothing it could join: «a-5», «5)-5» have none.
_NUMBERS = Form(
    rf"(?:(?<![\w.,)%-])(?P<minus>[{MINUS}])(?=[0-9]))?(?P<number>(?<![0-9]){NUMBER}|[0-9]+)"
)
_NAMING_WORD = either(
    "số, chỉ thị, đề án, nghị quyết, nghị định, thông tư, quyết định, công văn, kế hoạch, luật, "
    "mã, quy định, kết luận, hướng dẫn, thông báo, đội, tổ, bàn, xe, tàu, cột, lô, ct, nq, qđ, "
    "nđ, tt, kl, hd"
)
_NAMED = Form(rf"(?:^|\W){_NAMING_WORD}$")
"""After these words a number with a leading zero is a name: «chỉ thị 05»."""


def read_numerals(text: str) -> Iterable[Claim]:
    """Every number of ``text``; the last resort of all that is written in digits."""
    if not _DIGIT.found_in(text):
        return
    for match in _ORDINALS.matches(text):
        said = say_ordinal(int(match["rank"]))
        yield Claim("ordinal", match.start("rank"), match.end("rank"), said)
    for match in _FOURTH.matches(text):
        yield Claim("month-four", match.start("month"), match.end(), "tư")
    for match in _NUMBERS.matches(text):
        yield _read_number(text, match)


def read_digits(text: str) -> Iterable[Claim]:
    """Each row of digits by itself: for what is left when a longer number is not one after all."""
    for match in _DIGITS.matches(text):
        yield Claim("digits", match.start(), match.end(), say_whole(match[0]), 0.5)


def _read_number(text: str, match: re.Match[str]) -> Claim:
    written = match["number"]
    if written[0] == "0" and written.isdecimal() and len(written) > 1:
        named = _NAMED.found_in(before(text, match.start()))
        said = say_digits(written) if named else say_whole(written)
        return Claim("leading-zero", match.start(), match.end(), _signed(match, said))
    _, mark, _ = split_number(written)
    rule = "decimal" if mark else "cardinal"
    return Claim(rule, match.start(), match.end(), _signed(match, say_number(written)))


def _signed(match: re.Match[str], said: str) -> str:
    return f"âm {said}" if match["minus"] else said

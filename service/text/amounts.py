"""The grammar of an amount: sign, number, scale, unit, and what it is counted by."""

import re
from collections.abc import Iterable
from functools import cache

from service.text.counting import say_number, say_whole
from service.text.form import MINUS, SPACE, one_of
from service.text.units import SCALE_WORDS, SCALES, is_money, say_unit, units

NUMBER = (
    r"(?:"
    # Groups are parted by points, and a comma then begins decimals: «1.234,5».
    r"[0-9]{1,3}(?:\.[0-9]{3}){1,6}(?:,[0-9]{1,12})?"
    # English groups need two commas or a point behind: «75,300» alone has decimals.
    r"|[0-9]{1,3}(?:,[0-9]{3}){2,6}"
    r"|[0-9]{1,3}(?:,[0-9]{3}){1,6}\.[0-9]{1,12}"
    # Spaces group only behind a first digit that counts: «0 123» are two numbers.
    rf"|[1-9][0-9]{{0,2}}(?:{SPACE}[0-9]{{3}}){{1,6}}(?:,[0-9]{{1,12}})?"
    # Any other row, with its decimals if it has some: «4», «75,3», «5.67», «2.5234».
    r"|[0-9]{1,20}(?:[.,][0-9]{1,20})?"
    # What goes on with more digits is a version, an address or a list: «5,2,3», «1.500.12»,
    # «5.5.5», «15 51234».
    r")(?![0-9]|[.,][0-9])"
)
"""A number as newspapers print it: 4.600; 1.234.567,8; 1,234.5; 1 234 567; 75,3; 5.67."""

# A minus closed up, «-5%», the others also with a space, «≥ 5».
SIGN = rf"(?:[{MINUS}+]|[\u2212±~≈≥≤><]{SPACE}?)"
"""A sign before a number. A dash with a space after it is a dash, not a minus."""

_SIGNS = {
    "+": "cộng",
    "±": "cộng trừ",
    "~": "khoảng",
    "≈": "xấp xỉ",
    "≥": "lớn hơn hoặc bằng",
    "≤": "nhỏ hơn hoặc bằng",
    ">": "lớn hơn",
    "<": "nhỏ hơn",
}

_SYMBOL_BEFORE = ("US$", "HK$", "A$", "C$", "S$", "$", "€", "£", "¥", "₩", "₹", "฿", "₱", "₽", "₫")

_OTHER_WORDS = frozenset(
    [
        "ATM",
        "CAL",
        "CC",
        "CL",
        "FT",
        "G",
        "HA",
        "HL",
        "INCH",
        "LB",
        "M",
        "MIN",
        "MS",
        "NM",
        "S",
        "SEC",
    ]
)
"""Capitals that mean something else than the unit they would spell: 5 ATM, 3 G."""


def _in_any_case(keys: Iterable[str]) -> set[str]:
    forms = {form for key in keys for form in (key, key.lower(), key.upper(), key.capitalize())}
    return forms - _OTHER_WORDS


@cache
def amount(name: str) -> str:
    """An expression for one amount, its groups named with the suffix ``name``."""
    keys = _in_any_case([*units("measure"), *units("currency")])
    closed_up = {key for key in keys if len(key) == 1 and key.isalpha() and key not in "mglđ"}
    # One letter is a unit only where it is closed up, «5V», but for m, g, l and đ; signs: «5 €».
    unit = f"(?:{one_of(keys - closed_up)}|(?<=[0-9]){one_of(closed_up)})"
    words = one_of([*units("time"), *units("counted")])
    per = rf"(?:{SPACE}?/{SPACE}?(?P<per{name}>{one_of(keys)}|{words})(?!\w))?"
    scale_words = one_of(SCALE_WORDS)
    return (
        rf"(?P<sign{name}>{SIGN})?"
        rf"(?P<front{name}>{one_of(_SYMBOL_BEFORE)}{SPACE}?)?"
        rf"(?P<number{name}>{NUMBER})"
        rf"(?:(?:{SPACE}(?=tr))?(?P<scale{name}>{one_of(SCALES)})(?P<more{name}>[0-9]{{1,3}})?(?![^\W_])"
        rf"|{SPACE}{{0,3}}(?P<words{name}>{scale_words}(?:{SPACE}{{1,3}}{scale_words})?)(?!\w))?"
        rf"(?:{SPACE}{{0,3}}(?P<unit{name}>[%‰]|(?:{unit})(?!\w)){per})?"
    )


def says_more_than_a_number(match: re.Match[str], name: str) -> bool:
    """Whether the amount has a unit, a currency or a short scale."""
    groups = match.groupdict()
    return any(groups[part + name] for part in ("front", "scale", "unit"))


def say_amount(match: re.Match[str], name: str) -> str:
    """The amount ``name`` of a match in words, its currency said last."""
    part = {key.removesuffix(name): value for key, value in match.groupdict().items()}
    unit = part["unit"] or (part["front"] or "").strip()
    said = [
        _say_sign(part["sign"].strip()) if part["sign"] else "",
        _say_scaled(part["number"], part["scale"], part["more"], point=bool(unit)),
        " ".join(part["words"].split()) if part["words"] else "",
        say_unit(unit),
        _say_per(unit, part["per"]) if part["per"] else "",
    ]
    return " ".join(word for word in said if word)


def _say_sign(sign: str) -> str:
    return "âm" if sign in MINUS else _SIGNS[sign]


def _say_scaled(number: str, scale: str | None, more: str | None, *, point: bool) -> str:
    said = say_number(number, point="phẩy" if point else "chấm")
    if not scale:
        return said
    said += " " + SCALES[scale]
    if more:
        below = {"nghìn": "", "triệu": " nghìn", "tỷ": " triệu"}[SCALES[scale]]
        said += " " + say_whole(more.ljust(3, "0")) + below
    return said


def _say_per(unit: str, per: str) -> str:
    """ "một" where money is counted by a measure ("đồng một ki lô gam"), else "trên"."""
    by = "một" if unit in "%‰" or (is_money(unit) and per not in units("time")) else "trên"
    return f"{by} {say_unit(per)}"

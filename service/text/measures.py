"""Reads amounts with a unit: measures, money, percentages, and ranges of them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from service.model import TextWarning
from service.text.amounts import amount, say_amount, says_more_than_a_number
from service.text.claim import Claim
from service.text.context import as_printed, before
from service.text.counting import say_number
from service.text.form import CAPITAL, DASH, SMALL, SPACE, Form, one_of
from service.text.units import say_unit, units

_DIGIT = Form(r"[0-9]")
# Not in a code or behind a part of a number, but behind a product: «A5m», «1:5m», «10x5m».
_FREE = r"(?:(?<!\w)|(?<=[0-9][xX]))(?<![0-9][.,/:])"
_MISSING_DIGIT = Form(rf"{_FREE}(?P<number>[0-9]{{1,9}})(?P<mark>[.,]){SPACE}?(?P<share>[%‰])")
_ANGLE = Form(
    r"(?<!\w)(?P<degrees>[0-9]{1,3})°\s?(?P<minutes>[0-9]{1,2})['’′]"
    # Seconds need their own mark: in «12°30' 5 người» there are none.
    r"(?:\s?(?P<seconds>[0-9]{1,2}(?:[.,][0-9]{1,3})?)(?:[\"”″]|''))?"
)
# A quotation mark behind a decimal: «màn 6,5"»; behind a whole number it closes a quotation.
_INCHES = Form(r"(?<=[0-9][.,][0-9])[\"”″](?!\w)")
# «1m75»; three digits are none of a metre's, «A1m75» is a code.
_HEIGHT = Form(rf"{_FREE}(?P<metres>[0-9]{{1,2}})m(?P<rest>[0-9]{{1,2}})(?!\w)")
# «1m7» alone may be a code or an area: only a word of height makes it one.
_TALL_BEFORE = Form(r"(?:^|\W)(?:cao|sâu)(?: \w+){0,2}$")
_LONE = Form(
    # Not in a code, an address or a pair: «A-km», «a/kg», «.kg».
    r"(?<![\w/.@-])(?:[kdcm]m[²³23]?|m[²³23]|kg|mg|[kMG]Wh?|[KMG]bps|[°º]C|mmHg)(?!\w)"
)
_SHARE = Form(r"%(?!\w)")


@cache
def _amounts() -> Form:
    # Beside a dash some print a sign of division or an arrow: «5÷7 kg», «5→7 kg».
    second = rf"{SPACE}?(?P<join>{DASH}|÷|→){SPACE}?{amount('2')}"
    return Form(rf"{_FREE}{amount('1')}(?:{second})?(?![0-9])")


# Behind a word or a unit with its power: «đồng/kg», «m3/giây»; «A/kg» is something else.
@cache
def _per_units() -> Form:
    unit = one_of([*units("measure"), *units("time"), *units("counted")])
    return Form(
        rf"(?:(?<=[{CAPITAL}{SMALL}][{SMALL}²³])|(?<=m[23])){SPACE}?/{SPACE}?(?P<per>{unit})(?!\w)"
    )


@cache
def _money_before() -> Form:
    return Form(rf"(?<![^\W\d_]){one_of([*units('currency'), 'đô la', 'đô la Mỹ'])}(?:/\w+)?$")


def read_angles(text: str) -> Iterable[Claim]:
    """Degrees with minutes and seconds; before the times, whose signs they share."""
    for match in _ANGLE.matches(text):
        yield Claim("angle", match.start(), match.end(), _say_angle(match))


def read_measures(text: str) -> Iterable[Claim]:
    """Amounts that have a unit, a currency or a short scale, with their ranges."""
    if _DIGIT.found_in(text):
        yield from _read_missing_digits(text)
        yield from _read_heights(text)
        for match in _amounts().matches(text):
            yield from _read_amount(text, match)


def _read_amount(text: str, match: re.Match[str]) -> Iterator[Claim]:
    if not any(says_more_than_a_number(match, name) for name in "12") or _is_model(match):
        return
    if _is_mark(text, match):
        yield Claim("mark", match.start(), match.end(), f"{say_number(match['number1'])} điểm", 0.8)
        return
    said = say_amount(match, "1")
    if match["number2"]:
        said += " đến " + say_amount(match, "2")
    yield Claim("amount", match.start(), match.end(), said, warning=_doubt(match))


def _is_model(match: re.Match[str]) -> bool:
    """4K, 5K and 14900K name things; a sum of thousands has two digits, three, or a currency."""
    number = match["number1"]
    bare = match["scale1"] == "K" and not match["unit1"]
    return bare and number.isdecimal() and len(number) not in (2, 3)


def _is_mark(text: str, match: re.Match[str]) -> bool:
    """Whether «đ» counts points here: «điểm chuẩn: 8,5đ Toán»."""
    small = len(match["number1"].partition(",")[0]) < 3  # which leaves no room for a point
    plain = match["unit1"] == "đ" and not (match["words1"] or match["scale1"] or match["number2"])
    return small and plain and "điểm" in before(text, match.start())


def _doubt(match: re.Match[str]) -> TextWarning | None:
    scale, unit, per = match["scale1"], match["unit1"], match["per1"]
    if scale == "t":
        return _ambiguous(
            match, "«t» có thể là tỷ hoặc tấn.", (f"{say_number(match['number1'])} tấn",)
        )
    if unit == "g" and len(match["number1"]) < 3 and not match["number2"]:
        return _ambiguous(
            match, "«g» có thể là gam hoặc giờ.", (f"{say_number(match['number1'])} giờ",)
        )
    if per in ("cp", "CP"):
        return _ambiguous(match, "«cp» thường là cổ phiếu.", ())
    return None


def _ambiguous(match: re.Match[str], reason: str, alternatives: tuple[str, ...]) -> TextWarning:
    return TextWarning("ambiguous-unit", match[0], match.start(), match.end(), reason, alternatives)


def _read_heights(text: str) -> Iterator[Claim]:
    """«1m75»; with one digit («cao 1m7») only after a word for height, else it is an area."""
    for match in _HEIGHT.matches(text):
        tall = _TALL_BEFORE.found_in(before(text, match.start()))
        if tall or len(match["rest"]) == 2:
            said = f"{say_number(match['metres'])} mét {say_number(match['rest'])}"
            yield Claim("height", match.start(), match.end(), said, 0.9)


def _say_angle(match: re.Match[str]) -> str:
    said = f"{say_number(match['degrees'])} độ {say_number(match['minutes'])} phút"
    return f"{said} {say_number(match['seconds'])} giây" if match["seconds"] else said


def _read_missing_digits(text: str) -> Iterator[Claim]:
    for match in _MISSING_DIGIT.matches(text):
        written, said = match[0], f"{say_number(match['number'])} {say_unit(match['share'])}"
        reason = f"«{written}» có dấu thập phân nhưng thiếu chữ số phía sau: hãy xem lại bản gốc."
        warning = TextWarning("missing-digit", written, match.start(), match.end(), reason)
        yield Claim("missing-digit", match.start(), match.end(), said, 0.5, warning)


def read_lone_units(text: str) -> Iterable[Claim]:
    """Units that no amount and no fraction took, and what is counted by them: «đồng/kg»."""
    for match in _per_units().matches(text):
        head = as_printed(text, match.start())
        unit = match["per"]
        counted = unit not in units("time") or "/" in head
        by = "một" if counted and _money_before().found_in(head) else "trên"
        yield Claim("per-unit", match.start(), match.end(), f" {by} {say_unit(unit)}")
    for match in _INCHES.matches(text):
        yield Claim("inches", match.start(), match.end(), "inch")
    for match in _LONE.matches(text):
        yield Claim("unit", match.start(), match.end(), say_unit(match[0]))
    for match in _SHARE.matches(text):
        yield Claim("percent-sign", match.start(), match.end(), "phần trăm")

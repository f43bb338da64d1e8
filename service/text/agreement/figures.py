"""The figures of what is said, in their order, each with what it may mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from service.text.agreement.numbers import Found, find_number, find_small
from service.text.agreement.words import Word

_WORDS_TOO = frozenset({"không", "một", "ba", "năm", "chín"})
"""Nought and not, one and a, three and father, five and year, nine and ripe."""

_BEFORE_TU = ("phần", "thứ", "tháng", "quý", "quí", "hạng", "lần")
_ORDINALS = {"nhất": 1, "nhì": 2, "giêng": 1, "chạp": 12}
_BEFORE_ORDINAL = {
    "nhất": ("thứ", "hạng", "giải", "quý", "quí", "lần"),
    "nhì": ("thứ", "hạng", "giải"),
    "giêng": ("tháng",),
    "chạp": ("tháng",),
}
_LATE = {"tối": range(1, 12), "chiều": range(1, 12), "đêm": range(7, 12), "trưa": range(1, 3)}
_LATE_REACH = 4
_UNIT_REACH = 2
_YEAR_DIGITS = 4
_MOST_DECIMALS = 13


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is said: ``values`` are what it may be, the likeliest first.

    ``written`` is its printed form, ``said`` its words. One that ``may_be_a_word`` is no figure
    unless something else tells.
    """

    values: tuple[str, ...]
    written: str
    said: str
    may_be_a_word: bool

    @property
    def digits(self) -> str:
        """What it is when it is dictated."""
        return "".join(each for each in self.values[0] if each.isdecimal())

    def may_be(self, other: "Figure") -> bool:
        """Whether both can mean the same."""
        return not set(self.values).isdisjoint(other.values)


def figures_of(words: Sequence[Word]) -> tuple[Figure, ...]:
    """Every figure of ``words``, from left to right."""
    return tuple(_walk(words, [each.text for each in words]))


def _walk(words: Sequence[Word], texts: Sequence[str]) -> Iterator[Figure]:
    at = 0
    while at < len(texts):
        values, end = _at(texts, at)
        if not values:
            at += 1
            continue
        taken = words[at:end]
        yield Figure(
            values,
            " ".join(dict.fromkeys(each.written for each in taken if each.text)),
            " ".join(each.text for each in taken),
            end == at + 1 and texts[at] in _WORDS_TOO and not taken[0].is_read,
        )
        at = end


def _at(texts: Sequence[str], at: int) -> tuple[tuple[str, ...], int]:
    """What the figure at ``at`` may be and where it ends; no values where there is none."""
    word, before = texts[at], texts[at - 1] if at else ""
    if word in _ORDINALS and before in _BEFORE_ORDINAL[word]:
        return (str(_ORDINALS[word]),), at + 1
    if word == "tư" and before in _BEFORE_TU:
        return ("4",), at + 1
    if word == "nửa":
        return _half(texts, at)
    negative = word == "âm"
    found = find_number(texts, at + negative)
    if found is None or _names_a_year(texts, found):
        return (), at
    if negative:
        return tuple(map(_plain, (-value for value in found.values))), found.end
    if _next(texts, found.end) == "giờ" and found.value.denominator == 1 and found.value <= 24:
        return _clock(texts, found)
    return _with_half(texts, found)


def _next(texts: Sequence[str], at: int) -> str:
    return texts[at] if at < len(texts) else ""


def _names_a_year(texts: Sequence[str], found: Found) -> bool:
    """Whether *năm* is the word before a year: «năm hai nghìn», «năm hai không hai mốt»."""
    if texts[found.begin] != "năm" or found.end != found.begin + 1:
        return False
    digits, at = "", found.end
    while len(digits) < _YEAR_DIGITS and (following := find_number(texts, at)):
        digits, at = digits + _plain(following.value), following.end
    return len(digits) == _YEAR_DIGITS and digits[0] in "12"


def _half(texts: Sequence[str], at: int) -> tuple[tuple[str, ...], int]:
    """«nửa triệu» is a number; «nửa giờ» are thirty minutes too."""
    scaled = find_number(["một", *texts[at + 1 : at + 3]], 0)
    if scaled is not None and scaled.end > 1:
        return (_plain(scaled.value / 2),), at + scaled.end
    if _next(texts, at + 1) in ("giờ", "tiếng"):
        return (_plain(Fraction(1, 2)), "30"), at + 2
    return (), at


def _with_half(texts: Sequence[str], found: Found) -> tuple[tuple[str, ...], int]:
    """«hai năm rưỡi», «ba ki-lô-mét rưỡi»: a half behind the unit."""
    values = tuple(map(_plain, found.values))
    for end in range(found.end + 1, found.end + 1 + _UNIT_REACH):
        if _next(texts, end) == "rưỡi" and all(texts[found.end : end]):
            return tuple(_plain(each + Fraction(1, 2)) for each in found.values), end + 1
    return values, found.end


def _clock(texts: Sequence[str], hour: Found) -> tuple[tuple[str, ...], int]:
    """«bảy giờ ba mươi phút», «bảy giờ rưỡi tối», «tám giờ kém năm»."""
    at, hours = hour.end + 1, int(hour.value)
    minutes, end = 0, at
    if _next(texts, at) == "rưỡi":
        minutes, end = 30, at + 1
    elif _next(texts, at) == "kém" and (less := find_small(texts, at + 1)):
        hours, minutes, end = hours - 1, 60 - int(less.value), less.end
    elif (more := find_small(texts, at)) and more.value < 60 and _ends_clock(texts, more):
        minutes, end = int(more.value), more.end
    told = [_time(hours, minutes)]
    if any(hours in _LATE.get(each, ()) for each in texts[end : end + _LATE_REACH]):
        told.append(_time(hours + 12, minutes))
    if minutes:
        told.append(_plain(hours + Fraction(minutes, 60)))
    return tuple(told), end


def _ends_clock(texts: Sequence[str], minutes: Found) -> bool:
    """Whether these are minutes: «tám giờ hai mươi», not the people of «tám giờ hai người»."""
    return (
        minutes.value >= 10
        or texts[minutes.begin] in ("linh", "lẻ")
        or (_next(texts, minutes.end) == "phút")
    )


def _time(hours: int, minutes: int) -> str:
    return f"{hours}:{minutes}" if minutes else str(hours)


def _plain(value: Fraction) -> str:
    """``value`` as digits, so that equal values are equal texts."""
    for places in range(_MOST_DECIMALS):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = f"{abs(scaled.numerator):0{places + 1}}"
            sign = "-" if value < 0 else ""
            return sign + (f"{digits[:-places]},{digits[-places:]}" if places else digits)
    return f"{value.numerator}/{value.denominator}"

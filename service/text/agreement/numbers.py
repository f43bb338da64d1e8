"""Numbers out of Vietnamese words: «bảy mươi mốt», «hăm lăm», «một trăm lẻ năm», «ba triệu rưỡi».

The opposite of ``text/counting``, and wider: it takes what people say beside what schoolbooks
write. Words alone do not always tell («năm» is five and a year, «không» nought and not), so a
number says whether it may be a word after all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from service.text.counting import DIGITS

_DIGITS: Mapping[str, int] = MappingProxyType(
    {word: value for value, word in enumerate(DIGITS)} | {"bẩy": 7}
)
_UNITS: Mapping[str, int] = MappingProxyType(
    {word: value for word, value in _DIGITS.items() if value not in (0, 5)}
    | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
)
"""What stands after *mươi*: five is *lăm* there, and «hai mươi năm» are twenty years."""

_SCALES: Mapping[str, int] = MappingProxyType(
    {"nghìn": 1000, "ngàn": 1000, "vạn": 10_000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
)
_BILLION = 10**9
_ODD = ("linh", "lẻ")
_TENS = ("mươi", "chục")
_POINTS = ("phẩy", "phảy", "chấm")


@dataclass(frozen=True, slots=True)
class Found:
    """A number of ``words[begin:end]``; ``values`` are what it may be, the likeliest first."""

    begin: int
    end: int
    values: tuple[Fraction, ...]
    scale: int = 1

    @property
    def value(self) -> Fraction:
        """What it most likely is."""
        return self.values[0]


def find_number(words: Sequence[str], at: int) -> Found | None:
    """The longest number that begins at ``words[at]``, or None."""
    found = _whole(words, at)
    if found is None:
        return None
    return _with_half(words, _with_decimals(words, found))


def find_small(words: Sequence[str], at: int) -> Found | None:
    """A number below a hundred, also one that begins with *linh*: the minutes of an hour."""
    group = _odd(words, at) or _tens(words, at)
    return Found(at, group[1], (Fraction(group[0]),)) if group else None


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""


def _whole(words: Sequence[str], at: int) -> Found | None:
    group = _group(words, at)
    if group is None:
        return None
    total, scale = 0, 1
    value, end = group
    while (step := _SCALES.get(_word(words, end))) is not None:
        end, scale = end + 1, step
        total = (total + value) * step if step == _BILLION else total + value * step
        value = 0
        if _word(words, end) in ("tỷ", "tỉ") and step != _BILLION:
            continue
        following = _after_scale(words, end, step)
        if following is None:
            break
        value, end = following
    return Found(at, end, (Fraction(total + value),), scale)


def _after_scale(words: Sequence[str], at: int, step: int) -> tuple[int, int] | None:
    """What goes on behind *nghìn*: a group, «linh năm», or the short «ba triệu tư»."""
    odd = _odd(words, at)
    if odd is not None:
        return odd
    group = _group(words, at)
    if group is not None and group[1] == at + 1 and _word(words, group[1]) not in _SCALES:
        if words[at] == "mười":
            return group
        # One digit: tenths of the scale; «hai nghìn năm» are years, «… không» is a refusal.
        is_word = words[at] in ("năm", "không")
        return None if is_word else (group[0] * step // 10, group[1])
    if group is None and _word(words, at) == "tư":
        return 4 * step // 10, at + 1
    return group


def _group(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Hundreds, tens and units, and where they end."""
    hundreds = _DIGITS.get(_word(words, at))
    if hundreds is None or _word(words, at + 1) != "trăm":
        return _tens(words, at)
    rest = _odd(words, at + 2) or _tens(words, at + 2)
    # «một trăm năm» are years and «một trăm hai» may be 120: neither is said of 105 or 102.
    if rest is None or (rest[1] == at + 3 and _word(words, at + 2) != "mười"):
        return hundreds * 100, at + 2
    return hundreds * 100 + rest[0], rest[1]


def _odd(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """«linh năm», «lẻ tư»."""
    if _word(words, at) not in _ODD:
        return None
    word = _word(words, at + 1)
    unit = _DIGITS.get(word, _UNITS.get(word))
    return None if unit is None else (unit, at + 2)


def _tens(words: Sequence[str], at: int) -> tuple[int, int] | None:
    first, second = _word(words, at), _word(words, at + 1)
    if first == "hăm" and second in _UNITS:
        return 20 + _UNITS[second], at + 2
    if first == "mười":
        unit = _UNITS.get(second) if second not in ("mốt", "tư") else None
        return (10 + unit, at + 2) if unit else (10, at + 1)
    digit = _DIGITS.get(first)
    if digit is None:
        return None
    if second in _TENS:
        unit = _UNITS.get(_word(words, at + 2))
        return (digit * 10 + unit, at + 3) if unit else (digit * 10, at + 2)
    if second in ("mốt", "lăm", "nhăm") and digit:
        return digit * 10 + _UNITS[second], at + 2
    return digit, at + 1


def _with_decimals(words: Sequence[str], whole: Found) -> Found:
    if _word(words, whole.end) not in _POINTS:
        return whole
    digits, end = _decimals(words, whole.end + 1)
    if not digits:
        return whole
    step = _SCALES.get(_word(words, end), 1)
    # «hai phẩy năm năm» is also two years and a half.
    is_doubtful = len(digits) > 1 and step == 1 and words[end - 1] == "năm"
    read = (digits, digits[:-1]) if is_doubtful else (digits,)
    values = tuple((whole.value + Fraction(int(each), 10 ** len(each))) * step for each in read)
    return Found(whole.begin, end + (step > 1), values, step)


def _decimals(words: Sequence[str], at: int) -> tuple[str, int]:
    """The digits behind the mark, said one by one or as tens, and where they end."""
    group = _tens(words, at)
    if group is not None and group[0] > 9:
        return str(group[0]), group[1]
    end, digits = at, ""
    while _word(words, end) in _DIGITS:
        digits, end = digits + str(_DIGITS[words[end]]), end + 1
    return digits, end


def _with_half(words: Sequence[str], found: Found) -> Found:
    """«ba triệu rưỡi», «một trăm rưỡi», «hai rưỡi»."""
    if _word(words, found.end) != "rưỡi":
        return found
    step = 100 if words[found.end - 1] == "trăm" else found.scale
    values = tuple(value + Fraction(step, 2) for value in found.values)
    return Found(found.begin, found.end + 1, values, found.scale)

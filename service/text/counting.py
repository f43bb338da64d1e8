"""Numbers in Vietnamese words: the one home of counting.

The usage is that of northern schoolbooks and newsrooms: *nghìn*, *linh*, *mốt*,
*lăm*, and *tư* after twenty.
"""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")

MOST_DIGITS = 19
"""A longer row of digits is read digit by digit: nobody says such a number."""

_THOUSANDS = ("", " nghìn", " triệu")
_BILLION = 10**9


def say_digits(written: str) -> str:
    """The digits of ``written`` one by one, anything else left out."""
    return " ".join(DIGITS[int(each)] for each in written if each.isdecimal())


def say_cardinal(value: int) -> str:
    """``value`` (below 10^27) as a counted number; negative ones begin with *âm*."""
    if value < 0:
        return "âm " + say_cardinal(-value)
    if value == 0:
        return DIGITS[0]
    return " ".join(_count(value, inside=False))


def say_ordinal(value: int) -> str:
    """The word after *thứ*: *nhất*, *tư*, otherwise the cardinal."""
    return {1: "nhất", 4: "tư"}.get(value) or say_cardinal(value)


def say_number(written: str, *, point: str = "chấm") -> str:
    """A number as printed, with its groups and decimals, in words.

    Decimals are said digit by digit, so that no zero is lost. A comma is said
    *phẩy*; a decimal point is said as ``point``.
    """
    whole, mark, decimals = split_number(written)
    said = say_whole(whole)
    if not decimals:
        return said
    return f"{said} {'phẩy' if mark == ',' else point} {say_digits(decimals)}"


def say_whole(digits: str) -> str:
    """A row of digits: counted, or digit by digit where nobody would count it."""
    if len(digits) > MOST_DIGITS or (len(digits) > 2 and digits[0] == "0"):
        return say_digits(digits)
    return say_cardinal(int(digits))


def say_code_number(digits: str) -> str:
    """A number within a code: counted if short or round, dictated from three digits on."""
    if digits.startswith("0") or len(digits) > 3 or (len(digits) == 3 and digits[1:] != "00"):
        return say_digits(digits)
    return say_whole(digits)


def split_number(written: str) -> tuple[str, str, str]:
    """Digits before the decimal mark, the mark ("" when there is none), digits after it."""
    number = "".join(each for each in written if each in ".," or each.isdecimal())
    mark = decimal_mark(number)
    if not mark:
        return number.replace(".", "").replace(",", ""), "", ""
    whole, _, decimals = number.rpartition(mark)
    return whole.replace(".", "").replace(",", ""), mark, decimals


def decimal_mark(number: str) -> str:
    """The mark before the decimals of ``number``, or "" for a whole number.

    Where both marks are used the last one is it. A comma alone is the
    Vietnamese decimal mark; points alone group thousands where groups of three
    follow ("4.600"), and are English decimals otherwise ("5.67", "0.125").
    """
    points, commas = number.count("."), number.count(",")
    if points and commas:
        return max(".", ",", key=number.rfind)
    if commas:
        return "," if commas == 1 else ""
    if points == 1:
        whole, _, rest = number.partition(".")
        return "" if len(rest) == 3 and whole.strip("0") else "."
    return ""


def _count(value: int, *, inside: bool) -> list[str]:
    """The words of ``value``; ``inside`` a larger number, empty hundreds are named."""
    if value >= _BILLION:
        billions, rest = divmod(value, _BILLION)
        words = [*_count(billions, inside=inside), "tỷ"]
        return words + _count(rest, inside=True)
    words = []
    for power in (2, 1, 0):
        group, value = divmod(value, 1000**power)
        if group:
            words.append(_count_group(group, inside=inside or bool(words)) + _THOUSANDS[power])
    return words


def _count_group(group: int, *, inside: bool) -> str:
    hundreds, rest = divmod(group, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or inside else []
    tens, units = divmod(rest, 10)
    if tens == 0 and units and words:
        words.append("linh")
    if tens == 1:
        words.append("mười")
    elif tens:
        words += [DIGITS[tens], "mươi"]
    if units:
        words.append(_unit_after(tens, units))
    return " ".join(words)


def _unit_after(tens: int, units: int) -> str:
    if units == 5 and tens:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(units, DIGITS[units])
    return DIGITS[units]

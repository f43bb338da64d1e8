"""What counts an item of a list: "4", "d", "IV"."""

from service.model.content.nodes import Numbering

_ROMANS = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LARGEST_ROMAN = 3999


def label_of(number: int | None, numbering: Numbering | None) -> str:
    """The label of the item that is counted as ``number``; "" for one that is not counted.

    Browsers write in figures what letters and Roman numerals cannot (CSS Counter Styles 3).
    """
    if number is None or numbering is None:
        return ""
    match numbering:
        case Numbering.LOWER_LETTER | Numbering.UPPER_LETTER if number > 0:
            label = _letters(number)
        case Numbering.LOWER_ROMAN | Numbering.UPPER_ROMAN if 0 < number <= _LARGEST_ROMAN:
            label = _roman(number)
        case _:
            return str(number)
    return label.lower() if numbering.value.islower() else label


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def _roman(number: int) -> str:
    parts = []
    for value, sign in _ROMANS:
        count, number = divmod(number, value)
        parts.append(sign * count)
    return "".join(parts)

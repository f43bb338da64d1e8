"""What a reader sees as one character, and how wide it is."""

import unicodedata

_JOINER = "\u200d"


def columns_before(text: str) -> tuple[int, ...]:
    """How many columns stand before each character of ``text``, and before its end.

    Marks have none; characters of East Asia and most emoji have two (Unicode Standard Annex 11).
    """
    columns, at, flag_letters = [0], 0, 0
    for index, character in enumerate(text):
        if _begins(text, index, flag_letters):
            at += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        columns.append(at)
        # Counted on the way: to look back from each letter of a row of flags takes its square.
        flag_letters = flag_letters + 1 if _is_flag_letter(character) else 0
    return tuple(columns)


def begins_character(text: str, at: int) -> bool:
    """Whether ``text[at]`` begins what a reader sees as one character.

    A letter with its marks is one, and so are a family of emoji and a flag of two letters
    (Unicode Standard Annex 29, of which this is the part that Vietnamese newspapers print).
    """
    return at >= len(text) or _begins(text, at, _flag_letters_before(text, at))


def _begins(text: str, at: int, flag_letters: int) -> bool:
    """The same, where so many letters of flags stand in a row before it."""
    if at == 0:
        return True
    character, before = text[at], text[at - 1]
    if unicodedata.category(character) in ("Mn", "Mc", "Me") or character == _JOINER:
        return False
    if before == _JOINER or "\U0001f3fb" <= character <= "\U0001f3ff":
        return False
    if "\U000e0020" <= character <= "\U000e007f":
        return False
    return not (_is_flag_letter(character) and flag_letters % 2)


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_letters_before(text: str, at: int) -> int:
    count = 0
    while count < at and _is_flag_letter(text[at - count - 1]):
        count += 1
    return count

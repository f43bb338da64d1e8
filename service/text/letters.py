"""The names of the letters, as Vietnamese newsreaders say them."""

_NAMES = {
    "A": "a", "Ă": "á", "Â": "ớ", "B": "bê", "C": "xê", "D": "đê", "Đ": "đê", "E": "e",
    "Ê": "ê", "F": "ép", "G": "gờ", "H": "hát", "I": "i", "J": "gi", "K": "ca", "L": "lờ",
    "M": "em", "N": "en", "O": "o", "Ô": "ô", "Ơ": "ơ", "P": "pê", "Q": "quy", "R": "rờ",
    "S": "ét", "T": "tê", "U": "u", "Ư": "ư", "V": "vê", "W": "vê kép", "X": "ích", "Y": "y",
    "Z": "dét",
}  # fmt: skip

CAPITALS = "".join(_NAMES)
"""The capital letters that have a name, for use inside a character class."""


def spell(written: str) -> str:
    """The letters of ``written`` by name; what has no name is left as it is."""
    return " ".join(_NAMES.get(each.upper(), each) for each in written if not each.isspace())


def name_letter(letter: str) -> str:
    """The name of a letter that stands alone, as for a person («anh M.»)."""
    return {"M": "mờ", "N": "nờ"}.get(letter) or spell(letter)

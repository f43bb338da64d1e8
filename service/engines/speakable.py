"""What every engine needs to know about a text before it speaks it."""

import re
import unicodedata

from service.errors import SynthesisError

LEAST_FACTOR = 0.5
MOST_FACTOR = 2.0

_SPACES = re.compile(r"\s+")


def speakable(text: str) -> str:
    """``text`` in NFC on one line, without control and format characters.

    Control characters are commands to some engines (espeak-ng obeys U+0001) and
    end the text for others (U+0000); lone surrogates cannot be sent at all.
    Raises a lasting SynthesisError when no letter or digit is left.
    """
    visible = "".join(map(_visible, unicodedata.normalize("NFC", text)))
    line = _SPACES.sub(" ", visible).strip()
    if not has_words(line):
        raise SynthesisError(
            "Câu không có chữ hay số nào để đọc.",
            "The sentence has no letter or digit to speak.",
            transient=False,
        )
    return line


def has_words(text: str) -> bool:
    """Whether ``text`` holds anything that can be said."""
    return any(map(str.isalnum, text))


def require_factors(rate: float, pitch: float) -> None:
    """Nothing, when rate and pitch lie between 0.5 and 2; else a lasting SynthesisError."""
    if all(LEAST_FACTOR <= factor <= MOST_FACTOR for factor in (rate, pitch)):
        return
    raise SynthesisError(
        f"Tốc độ {with_comma(rate)} và cao độ {with_comma(pitch)} phải từ 0,5 đến 2.",
        f"Rate {rate:g} and pitch {pitch:g} must be from 0.5 to 2.",
        transient=False,
    )


def with_comma(factor: float) -> str:
    """``factor`` as Vietnamese writes it, such as ``0,55``."""
    return f"{factor:g}".replace(".", ",")


def _visible(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" | "Cs" | "Co" | "Cn" | "Zl" | "Zp":
            return " "
        case "Cf":
            return ""
        case _:
            return character

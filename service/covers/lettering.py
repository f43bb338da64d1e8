"""What is written on a cover: what the typeface can draw of it, in lines of one size."""

import io
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from PIL import ImageFont

from service.legal_text import legal_text

MOST_LETTERS = 400
"""What is longer is cut before it is measured: no cover shows more."""

_SKIPPED = ("Cc", "Cf", "Co", "Cn", "Cs")
"""Unicode categories of what nobody sees: controls, directions, joiners of emoji, private use."""

_EMPTIED = re.compile(r"\(\s*\)|\[\s*\]|“\s*”|\"\s*\"|«\s*»")
"""Brackets and quotes of which the typeface could draw nothing inside; «f(x)» has something."""

_SPACE = re.compile(r"\s+")
_BEFORE_STOPS = re.compile(r" (?=[,.;:!?…])")
"""The gap that a sign left before the stop behind it: «vui 🎉!». French spacing goes, too."""

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The bytes of two TrueType files: ``bold`` for headlines, ``medium`` for the rest."""

    bold: bytes
    medium: bytes


_LEADING, _APART = 1.24, 0.03
"""Of the size: from one line to the next, and at least between the marks of both."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Text set in lines of ``size`` pixels; ``font`` draws them."""

    texts: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    size: int

    @property
    def leading(self) -> int:
        """Pixels from one line to the next: more where «Ẩ» stands below «ự»."""
        boxes = [self.font.getbbox(each, anchor="ls") for each in self.texts]
        marks = max((above[3] - below[1] for above, below in pairwise(boxes)), default=0.0)
        return round(max(self.size * _LEADING, marks + self.size * _APART))

    @property
    def height(self) -> int:
        """Pixels of all lines together."""
        return self.leading * len(self.texts)

    @property
    def width(self) -> float:
        """Pixels of the longest line."""
        return max((self.font.getlength(each) for each in self.texts), default=0.0)


def drawable(text: str, face: bytes) -> str:
    """``text`` as ``face`` can draw it, in one line; "" where too little would be left.

    Signs that it lacks (emoji, arrows) are left out; a word of another script is left out whole,
    since half of it would be another word. Where those are more than a third of the letters,
    nothing is drawn: what is left would say something else.
    """
    shown, lost, kept = [], 0, 0
    plain = unicodedata.normalize("NFC", legal_text(text))
    for word in plain[: 2 * MOST_LETTERS].split():
        drawn = [_as_drawn(letter, face) for letter in word]
        letters = sum(letter.isalnum() for letter in word)
        if any(each is None for each in drawn):
            lost += letters
            continue
        kept += letters
        shown.append("".join(each or "" for each in drawn))
    if lost > kept / 2 or not kept:
        return ""
    whole = _EMPTIED.sub("", _SPACE.sub(" ", " ".join(shown)))
    whole = _BEFORE_STOPS.sub("", _SPACE.sub(" ", whole)).strip()
    if len(whole) <= MOST_LETTERS:
        return whole
    begun = whole[: MOST_LETTERS - 1]
    return (begun.rpartition(" ")[0] or begun).rstrip() + _ELLIPSIS


def _as_drawn(letter: str, face: bytes) -> str | None:
    """What is drawn of ``letter``: "" for a sign that ``face`` lacks, None for a letter."""
    if unicodedata.category(letter) in _SKIPPED or unicodedata.combining(letter):
        return ""  # a mark that no letter of Unicode has is none of Vietnamese
    if letter.isspace() or _has(letter, face):
        return letter
    # «ﬁ» is «fi», «℃» is «°C»; «ǎ» without its mark is still read.
    for form in ("NFKC", "NFKD"):
        parts = unicodedata.normalize(form, letter)
        simple = "".join(each for each in parts if not unicodedata.combining(each))
        if simple and all(_has(each, face) for each in simple):
            return simple
    return None if letter.isalnum() else ""


@lru_cache(maxsize=4_000)
def _has(letter: str, face: bytes) -> bool:
    """Whether ``face`` draws something: its sign for letters that it lacks is empty."""
    return load(face, 24).getmask(letter).getbbox() is not None


def load(face: bytes, size: int) -> ImageFont.FreeTypeFont:
    """``face`` in ``size`` pixels, laid out alike wherever Loa runs: by FreeType alone."""
    return ImageFont.truetype(io.BytesIO(face), size, layout_engine=ImageFont.Layout.BASIC)


def set_lines(
    text: str, face: bytes, *, width: int, height: int, largest: int, smallest: int
) -> Lines:
    """``text`` in the largest size in which it fits ``width`` and ``height`` pixels.

    No word is divided unless it alone is wider than a line of the ``smallest`` size. What does
    not fit in that size ends with an ellipsis. The lines are about equally long.
    """
    size = largest
    while True:
        lines = _wrapped(text, load(face, size), size, width)
        fits = lines.height <= height and lines.width <= width
        if fits or size <= smallest:
            break
        size = max(smallest, round(size * 0.94))
    return _balanced(lines, width) if fits else _cut(lines, width, height)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, size: int, width: float) -> Lines:
    """``text`` in lines filled one after the other; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return Lines(tuple(lines), font, size)


def _balanced(lines: Lines, width: int) -> Lines:
    """The same words in as many lines, the longest as short as it can be."""
    text, least, most = " ".join(lines.texts), width // 2, width
    while most - least > 8:
        middle = (least + most) // 2
        tried = _wrapped(text, lines.font, lines.size, middle)
        if len(tried.texts) > len(lines.texts) or tried.width > middle:
            least = middle
        else:
            most = middle
    return _wrapped(text, lines.font, lines.size, most)


def _cut(lines: Lines, width: int, height: int) -> Lines:
    """As many lines as fit, the last with an ellipsis; what is wider is divided by letters."""
    whole = [part for each in lines.texts for part in _divided(each, lines.font, width)]
    most = max(1, height // lines.leading)
    shown = whole[:most]
    if len(whole) > most:
        last = shown[-1]
        while last and lines.font.getlength(last + _ELLIPSIS) > width:
            last = last.rpartition(" ")[0] or last[:-1]
        shown[-1] = last.rstrip(" ,;:–-") + _ELLIPSIS
    return Lines(tuple(shown), lines.font, lines.size)


def _divided(line: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    parts = [""]
    for letter in line:
        if parts[-1] and font.getlength(parts[-1] + letter) > width:
            parts.append("")
        parts[-1] += letter
    return parts

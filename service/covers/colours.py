"""The colours of covers: a few grounds, dark enough that everything written on them is read."""

import hashlib
import unicodedata

from service.legal_text import legal_text
from service.model.article import fold_section

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255, in sRGB."""

WHITE: Colour = (255, 255, 255)
CREAM: Colour = (246, 231, 193)
"""What is written on a ground: headlines in the one, the rest in the other."""

HOUSE: Colour = (122, 16, 32)
"""The ground of the podcast itself, and of articles without a section."""

GROUNDS: tuple[Colour, ...] = (
    (18, 58, 99),
    (20, 83, 63),
    (84, 34, 104),
    (12, 82, 92),
    (120, 48, 20),
    (52, 62, 79),
    (128, 28, 84),
    (40, 48, 116),
)

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3; what is large could do with 3, but covers are looked at as thumbnails."""


def ground_of(name: str | None) -> Colour:
    """The ground of the section or channel ``name``, the same one however it is accented."""
    letters = unicodedata.normalize("NFD", fold_section(legal_text(name or ""))).replace("đ", "d")
    folded = "".join(each for each in letters if not unicodedata.combining(each))
    if not folded:
        return HOUSE
    return GROUNDS[hashlib.sha256(folded.encode()).digest()[0] % len(GROUNDS)]


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """``one`` with a ``share`` (0 to 1) of the ``other`` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """How far two colours stand apart, 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

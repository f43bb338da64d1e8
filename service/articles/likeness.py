"""How much of one text another has."""

from itertools import pairwise

_SIGNS = ".,:;!?…“”\"'()[]–-"


def likeness(one: str, other: str) -> float:
    """The share of pairs of neighbouring words of the shorter text that the other has: 0 to 1.

    Single words tell little: in Vietnamese any two texts share a third of their syllables.
    Of texts without a pair it is 1 where they are the same, else 0.
    """
    left, right = sorted((word_pairs(one), word_pairs(other)), key=len)
    if not left:
        return float(one.casefold() == other.casefold())
    return len(left & right) / len(left)


def word_pairs(text: str) -> frozenset[tuple[str, str]]:
    """The pairs of neighbouring words of ``text``, without case and signs."""
    words = [bare for word in text.casefold().split() if (bare := word.strip(_SIGNS))]
    return frozenset(pairwise(words))

"""A text longer than may be spoken at once is divided where a reader would breathe."""

import re
import unicodedata

_BREATHS = (
    re.compile(r"[;:…!?][\"”’»)\]]*\s"),
    re.compile(r",[\"”’»)\]]*\s|\s(?=[–—(])"),
    re.compile(r"\s"),
)
"""The better places first: behind a clause, behind a comma or before a dash, between words.

White space belongs to each, so no number is torn: ``1,75`` and ``12:30`` have none. A full
stop is none of them: inside a sentence it abbreviates (``TP. Vinh``).
"""


def divide(text: str, most: int) -> list[str]:
    """``text`` in pieces of at most ``most`` characters; joined they are ``text`` again.

    A piece ends with the white space behind it, which does not count. The last of the
    best places in the second half of what is allowed is taken, so that pieces are few; a
    word that is longer than all of it is cut before a character that stands by itself.
    Takes time linear in the text.
    """
    pieces, begin = [], 0
    while len(text) - begin > most:
        end = _cut(text, begin, begin + most)
        while end < len(text) and text[end].isspace():
            end += 1
        pieces.append(text[begin:end])
        begin = end
    return [*pieces, text[begin:]] if begin < len(text) or not pieces else pieces


def _cut(text: str, begin: int, limit: int) -> int:
    """Where the piece from ``begin`` ends, at ``limit`` at the latest."""
    middle = begin + (limit - begin) // 2
    for breath in _BREATHS:
        ends = [found.end() for found in breath.finditer(text, middle, limit)]
        if ends:
            return ends[-1]
    earlier = text.rfind(" ", begin + 1, middle)
    if earlier >= 0:
        return earlier + 1
    return _before_mark(text, middle, limit)


def _before_mark(text: str, least: int, limit: int) -> int:
    """``limit``, or the nearest place before it that parts no letter from its marks."""
    at = limit
    while at > least and unicodedata.combining(text[at]):
        at -= 1
    return at if at > least else limit


MOST_SPOKEN = 850
"""Characters that an engine is asked for at once, about a minute of sound.

A clip of more is spoken, mastered and encoded part by part. The longest sentence of the
sample texts is said in 622 characters: none of theirs is made of parts.
"""


def spoken_parts(spoken: str) -> list[str]:
    """What is asked of an engine for ``spoken``: mostly one text, all of it.

    Parts without a letter or digit are left out, since nothing can be said of them.
    """
    if len(spoken) <= MOST_SPOKEN:
        return [spoken]
    parts = (piece.strip() for piece in divide(spoken, MOST_SPOKEN))
    return [part for part in parts if any(map(str.isalnum, part))]

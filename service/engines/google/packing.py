"""Packs a sentence into as few requests as can be, cut where a reader would breathe.

gTTS's own tokenizer cuts at every comma and drops the punctuation; Google takes
at most a hundred characters at a time. Here the number of pieces is the least
possible, and among those partitions the one with the best boundaries wins.
"""

import unicodedata
from itertools import pairwise

from service.engines.google.compounds import COMPOUNDS
from service.engines.speakable import has_words

LIMIT = 100
"""Characters that Google's service takes at once (NFC code points)."""

VERSION = 1
"""Counts the changes of the boundaries below: they change how a sentence sounds."""

SHORT = 16
"""A piece below this many characters sounds like a sentence of its own."""

_SENTENCE_END, _CLAUSE_END, _COMMA, _PHRASE, _SPACE = 0, 2, 4, 8, 14
_NAME, _DANGLING, _TORN = 22, 26, 34
_SHORT_PIECE = 12
_INSIDE_WORD = 500

_OPENERS = frozenset(
    """
    và hoặc hay nhưng mà để vì với trong trên dưới tại từ đến theo khi nếu thì về cho rằng
    cũng đã đang sẽ được của ở nhằm tuy vào
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Words that begin a phrase, and are seldom the second syllable of another word."""

_LEANING = _OPENERS | frozenset(
    """
    các những mọi mỗi một sự việc cuộc nền là không chưa rất phải cần do bằng qua như cùng
    giữa gồm ông bà anh chị ngày tháng thứ khóa quý
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Words that a reader does not stop after."""

_NUMERALS = frozenset(
    """
    không một mốt hai ba bốn tư năm lăm sáu bảy tám chín mười mươi trăm nghìn ngàn triệu tỷ linh lẻ
    phẩy phần
    """.split()  # noqa: SIM905 - a list of words reads best as words
)

_STOPS = ".,;:!?…"
_CLOSERS = "\"'”’»)]}"


def pack(text: str) -> list[str]:
    """The pieces of ``text`` to be sent, each at most 100 characters and with something to say.

    Pieces keep their punctuation; nothing but white space at the cuts and pieces
    of pure punctuation is left out. Takes time proportional to the text.
    """
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if len(line) <= LIMIT:
        return [line] if has_words(line) else []
    cuts = _best_cuts(line)
    pieces = (line[begin:end].strip() for begin, end in pairwise(cuts))
    return [piece for piece in pieces if has_words(piece)]


def _best_cuts(line: str) -> list[int]:
    """The offsets of the best partition, 0 and ``len(line)`` included.

    Shortest path over the allowed cuts; a path costs its number of pieces first
    and the badness of its boundaries second.
    """
    places = _places(line)
    best: dict[int, tuple[int, int, int]] = {0: (0, 0, 0)}
    first = 0
    offsets = [0, *places]
    for at, end in enumerate(offsets[1:], start=1):
        while _length(line, offsets[first], end) > LIMIT:
            first += 1
        reachable = (offsets[each] for each in range(first, at))
        best[end] = min(
            (
                best[begin][0] + 1,
                best[begin][1] + places[end] + _unevenness(end - begin),
                begin,
            )
            for begin in reachable
        )
    cuts = [len(line)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][2])
    return cuts[::-1]


def _length(line: str, begin: int, end: int) -> int:
    """Characters that are sent for ``line[begin:end]``: the space at the cut is not."""
    return end - begin - (begin < len(line) and line[begin] == " ")


def _places(line: str) -> dict[int, int]:
    """Offsets where ``line`` may be cut and how bad a cut is there; the end is free."""
    places: dict[int, int] = {}
    begin = 0
    for word in line.split(" "):
        end = begin + len(word)
        if len(word) > LIMIT:
            places.update(
                (at, _INSIDE_WORD)
                for at in range(begin + 1, end)
                if not unicodedata.combining(line[at]) or (at - begin) % LIMIT == 0
            )
        places[end] = _badness(word, line[end + 1 : end + 12].partition(" ")[0])
        begin = end + 1
    places[len(line)] = 0
    return dict(sorted(places.items()))


def _badness(before: str, after: str) -> int:
    """How bad a breath between two words is; 0 is a full stop."""
    tail = before.rstrip(_CLOSERS)[-1:]
    if tail in (".", "!", "?", "…"):
        return _SENTENCE_END
    if tail in (";", ":") or before in ("–", "—"):
        return _CLAUSE_END
    if tail == "," or after[:1] in ("(", "“", "–", "—") or before[-1:] in (")", "”"):
        return _COMMA
    return _badness_in_phrase(before, after)


def _badness_in_phrase(before: str, after: str) -> int:
    first, second = before.lower(), after.rstrip(_STOPS).lower()
    if (first, second) in COMPOUNDS or "-" in (before, after):  # "kinh tế - xã hội"
        return _TORN
    if first in _NUMERALS and second in _NUMERALS:
        return _TORN
    if first in _LEANING:
        return _DANGLING
    if (before[:1].isupper() and after[:1].isupper()) or before.isdigit() or after[:1].isdigit():
        return _NAME
    return _PHRASE if second in _OPENERS else _SPACE


def _unevenness(length: int) -> int:
    """Grows with the square, so that of equal boundaries the one nearest the middle wins."""
    return length * length // 2000 + (_SHORT_PIECE if length < SHORT else 0)

"""Where a printed sentence may be parted for captions, and how well a break stands there.

Each place is one behind white space. None is inside a number («75,3»), behind a short form
with a full stop («TP. HCM») or before a mark that would begin a caption.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from service.vietnamese import VOWELS

# No-break spaces hold together what stands beside them; \s alone takes them, too.
_WORD = re.compile(r"(?:[^\s]|[\u00a0\u202f\u2007])+")

_CLOSERS = "\"'”’»›)]}"

CLAUSE, COMMA, BRACKET, LINK, PHRASE, BETWEEN, BEFORE_FIGURE, NAME, BEHIND_FIGURE = (
    *(0, 1, 4, 5, 7),
    *(15, 17, 20, 25),
)
"""What a break costs: behind a clause, behind a comma, beside a bracket or dash, before a word
that links, at the edge of a phrase, between two words, before a figure, inside a name, between
a figure and its unit."""

# Words that begin what is said in one breath.
_LINKS = frozenset(
    "và hoặc hay nhưng mà song để vì khi nếu thì rằng tuy dù trong tại từ cũng nhằm bởi".split()  # noqa: SIM905
)

# Vietnamese writes «thành phố» as two words, and nothing tells that they are one but a
# dictionary. These seldom are the second half of one, nor the others its first: beside them
# little is torn. «vào», «ra», «bằng», «không», «qua» are missing («bước vào», «đưa ra», «công
# bằng», «hàng không», «thông qua»), and so is «với» («so với»).
_BEGINNING = frozenset(
    "các những mọi mỗi đã đang sẽ vẫn vừa chưa được bị của cho ở trên dưới".split()  # noqa: SIM905
) | frozenset("giữa đến là có gồm như ông hơn khoảng".split())  # noqa: SIM905
_ENDING = frozenset({"này", "đó", "ấy", "nay", "đây"})


@dataclass(frozen=True, slots=True)
class Break:
    """A place before ``text[at]`` where a caption or a line may end, and what that costs."""

    at: int
    cost: int


def breaks_in(text: str) -> Iterator[Break]:
    """The places inside ``text`` in order; before its first and behind its last word is none."""
    words = list(_WORD.finditer(text))
    for before, after in pairwise(words):
        cost = _cost(before[0], after[0])
        if cost is not None:
            yield Break(after.start(), cost)


def begins_badly(text: str) -> bool:
    """Whether ``text`` begins with a mark that belongs to what stands before it."""
    kind = unicodedata.category(text[0])
    if kind in ("Ps", "Pi"):
        return False
    # A straight quotation mark opens where a letter follows it at once.
    opens = text[0] in "\"'" and len(text) > 1 and text[1].isalnum()
    return not opens and (kind.startswith("P") or text[0] == "°")


def _cost(before: str, after: str) -> int | None:
    """What a break between these two words costs; None where there may be none."""
    if begins_badly(after) or unicodedata.category(before[-1]) in ("Ps", "Pi"):
        return None
    core = before.rstrip(_CLOSERS)
    if core.endswith((";", ":", "!", "?", "…")):
        return CLAUSE
    if core.endswith("."):
        return None if _is_short_form(core) else CLAUSE
    if core.endswith(","):
        # Figures that are counted up are one breath: «các số 1, 2, 3».
        return BETWEEN if _is_figure(core[-2:-1]) and _is_figure(after[0]) else COMMA
    if core.endswith(("-", "–")) and _is_figure(after[0]):
        return None  # «2020 - 2025», «118,5 – 120,5»
    if core == "-":
        return NAME  # «Hải Dương - Hưng Yên», «kinh tế - xã hội»
    if core != before or not before[-1].isalnum() or not after[0].isalnum():
        return BRACKET
    return _between_words(before, after)


def _between_words(before: str, after: str) -> int:
    if after.lower() in _LINKS:
        return LINK
    if _is_figure(before[-1]):
        return BEHIND_FIGURE
    if _is_figure(after[0]):
        return BEFORE_FIGURE
    if after in _BEGINNING or before in _ENDING:
        return PHRASE
    return NAME if before[0].isupper() and after[0].isupper() else BETWEEN


def _is_figure(character: str) -> bool:
    return character.isdigit()


def _is_short_form(word: str) -> bool:
    """Whether the full stop of ``word`` abbreviates: «TP.», «ThS.», «Q.», «1.»; not «đi.»."""
    letters = unicodedata.normalize("NFC", word).lower().rstrip(".")
    if word.endswith(("...", "..")):
        return False
    return "." in letters or not any(letter in VOWELS for letter in letters) or word.isupper()

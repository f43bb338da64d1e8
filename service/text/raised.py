"""What a raised sign means: a power, a square unit, a degree, or a mark that refers to a note.

Printed letters do not tell: «10⁹» and «GDP¹» differ by what stands before the sign. Each rule
looks at a bounded stretch before it.
"""

from enum import StrEnum

from service.text.form import Form
from service.text.syllables import is_syllable

_REACH = 24


class Raised(StrEnum):
    """What is meant by a raised sign.

    What is ``PRINTED`` is read with the letters around it: «m2», «1st», «14C», «Ca2+».
    """

    NOTE = "note-mark"
    TRADE = "trade-mark"
    POWER = "power"
    DEGREE = "degree"
    PRINTED = "printed"


UNSAID = frozenset({Raised.NOTE, Raised.TRADE})


# «1», «[2]», «(*)», «1, 2»; more digits are no note's, words are words.
_ONE_MARK = r"[\[(]?(?:[0-9]{1,3}|[*†‡§]{1,3}|[a-z])[\])]?"
_MARK = Form(rf"{_ONE_MARK}(?:\s?[,;–-]?\s?{_ONE_MARK}){{0,4}}$")
# In brackets, or a star, it is nothing else.
_SURE_MARK = Form(r"(?:[\[(][0-9a-z*†‡§]{1,3}[\])]|[*†‡§]{1,3})")
_EXPONENT = Form(r"(?:[-−–+]?[0-9]{1,3}|[-−–]?[nmkxij])$")
# «5m», «km», not «năm», «kem», «cms».
UNIT_END = Form(r"(?<![^\W\d_])(?:[kcdmhµμn]?m|inch|ft)$")
# A whole number of its own: not «1.5», «Q10», «4,10».
_WHOLE = Form(r"(?<![\w.,])[0-9]{1,3}$")
_DIGIT_END = Form(r"[0-9]$")
# «x», «2x», «n»; «số y» is one too, «ý», «à» have marks, «cx» is a word.
_VARIABLE = Form(r"(?<![^\W\d_])[A-Za-zα-ωΔ]$")
_WORD = Form(r"[^\W\d_]{2,12}$")
_EQUATION = Form(r"[=×÷√±≈≤≥<>]|\w\s?[+^]\s?\w")
_POWERS_OF = frozenset({"2", "10"})
"""Of these powers are printed also where nothing is calculated."""


def meaning_of(body: str, head: str, tail: str, around: str) -> Raised:
    """What ``body``, raised and in plain digits, means between ``head`` and ``tail``."""
    head = head[-_REACH:]
    if body.lower() in ("o", "0", "º") and _DIGIT_END.found_in(head):
        return Raised.DEGREE  # «37ᵒC»: typed so where keyboards have no degree sign
    if body.upper() in ("TM", "SM", "®", "©", "(R)", "(C)"):
        return Raised.TRADE
    if _SURE_MARK.found_at(body, 0):
        return Raised.NOTE
    if _EXPONENT.found_at(body, 0):
        meaning = _exponent(body, head, around)
        if meaning is not None:
            return meaning
    if not head.strip() or head[-1:].isspace():
        # «¹⁴C» is an isotope; with a space behind or nothing it refers to a note: «¹ Theo…».
        return Raised.PRINTED if tail[:1].isalpha() else _note_or_printed(body)
    return _note_or_printed(body)


def _exponent(body: str, head: str, around: str) -> Raised | None:
    """What an exponent would mean here; None where it is none."""
    calculated = _EQUATION.found_in(around) is not None
    if UNIT_END.found_in(head):
        return Raised.PRINTED if body[0] in "23" else None  # «km²»; «km¹» refers to a note
    number = _WHOLE.found_in(head)
    if number:
        surely = not body.isdecimal() or number[0] in _POWERS_OF or calculated
        return Raised.POWER if surely and body != "1" else None
    if _VARIABLE.found_in(head):
        return Raised.POWER if body != "1" or calculated else None
    if head.endswith((")", "]")):
        return Raised.POWER if calculated else None
    word = _WORD.found_in(head)
    if word and calculated and not is_syllable(word[0]):
        return Raised.POWER  # «E = mc²», not «giá² = …»
    return None


def _note_or_printed(body: str) -> Raised:
    # A letter alone behind a word or a number may be an ordinal's: «1ᵉ», «2ᵃ».
    return Raised.NOTE if _MARK.found_at(body, 0) and not body.isalpha() else Raised.PRINTED

"""Reads letters with numbers: teams, models, diseases, formulas, versions, record times."""

import re
from collections.abc import Iterable

from service.text.claim import Claim
from service.text.counting import say_code_number, say_number, say_whole
from service.text.form import DASH, SPACE, Form
from service.text.letters import CAPITALS, spell

_DIGIT = Form(r"[0-9₀-₉]")
# «acovid 19» and «covid 199» are none; its dash may stand between spaces.
_COVID = Form(rf"(?<!\w)(?i:covid){SPACE}?(?:{DASH}{SPACE}?)?19(?!\w)")
# In any case, whole: «xsars-cov-2», «sars-cov23» are none.
_SARS = Form(r"(?<!\w)(?i:sars-cov-?2)(?!\w)")
# «no 5», «No.1», «n° 5»; «kno 5» is a word, «NO2» a gas.
_NUMBER_WORD = Form(r"(?<!\w)(?!NO[0-9])[Nn][oO°º]\.?\s?(?=[0-9])")
# Hotels have up to seven; «8*», «17*» and «5*a» tell of other things, «5**» of a note.
_STARS = Form(r"(?<=(?<![0-9])[1-7])\*(?![\w*])")
_VERSION = Form(
    # Nothing in front, in a row «1,2.3.4» or in a word; «1.234.567» is one number.
    r"(?<![\w.,])(?![0-9]{1,3}(?:\.[0-9]{3}){1,6}(?![\w.]))"
    # «1.2.3a», «1.2.3,4» and longer rows are something else.
    r"[vV]?[0-9]{1,4}(?:\.[0-9]{1,4}){2,5}(?!\w|[.,][0-9])"
)
# With «Fe₂O₃» small letters, with «CO₂» lowered digits, which no code has.
_ELEMENTS = "(?:CO|NO|SO|CH|NH|PO|Al|Na|Fe|Ca|H|O|N|C)"
_FORMULA = Form(
    # Ends in what has no number: «C2H5OH», «NH4Cl»; «CO2-a» is a name.
    rf"(?<!\w)(?:{_ELEMENTS}[0-9₀-₉]{{1,2}}){{1,4}}(?:[CNOHSP]|OH|Cl)?[0-9₀-₉]?(?![\w-])"
)
# «A/H5N1», «A(H1N1)» and «H5N1» are one.
_FLU = Form(r"(?<!\w)(?:A[/(])?H[0-9]{1,2}N[0-9]{1,2}\)?(?!\w)")
_AMOUNT = r"[0-9]{1,8}(?:[.,][0-9]{1,3})?"
_LETTERS_FIRST = Form(
    # Not behind a point or an account's sign: «14.V5», «@A5»; «AB/CD12», «A1/2», «A1.2.3.4»
    # and «A1-2-3/4» are codes, «A5_» is none.
    rf"(?<![\w.@])[{CAPITALS}]{{1,6}}(?:[-/][{CAPITALS}]{{1,4}})?"
    rf"(?:[-./]?{_AMOUNT}[{CAPITALS}]{{0,4}}){{1,3}}(?:/[0-9]{{1,3}})?(?!\w)"
)
_NUMBER_FIRST = Form(
    # «1,5B», «10A1»; «3B.2M» goes on behind a point, «@5B» is an account.
    rf"(?<![\w.@])[0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?[{CAPITALS}]{{1,3}}[0-9]{{0,3}}(?!\w)"
)
_WORD_NUMBER = Form(
    # «iPhone14», «Su-30MK2», but «giá86,5» is a word and a decimal; «@Bơ234B» an account,
    # «B_2» no word.
    r"(?<![\w.@])(?P<word>[^\W\d_]{2,20})-?(?P<code>[0-9]{1,4}[A-Za-zĐ]{0,3}[0-9]{0,2})(?!\w|[.,][0-9])"
)
# Letters, numbers with their decimals, and the slash that is said: «A», «1,5», «/».
_PART = Form(r"[A-ZĐa-z]+|[0-9]+(?:[.,][0-9]+)?|/")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def read_codes(text: str) -> Iterable[Claim]:
    """Codes of letters and digits, each part said as it is dictated."""
    if not _DIGIT.found_in(text):
        return
    for match in _VERSION.matches(text):
        said = " chấm ".join(say_whole(part) for part in re.findall("[0-9]+", match[0]))
        yield Claim("version", match.start(), match.end(), said, 0.8)
    for form, rule in ((_FLU, "flu"), (_FORMULA, "formula")):
        for match in form.matches(text):
            written = match[0].replace("/", "")
            yield Claim(rule, match.start(), match.end(), _say_parts(written), 0.9)
    for match in _LETTERS_FIRST.matches(text):
        yield Claim("code", match.start(), match.end(), _say_parts(match[0]), 0.9)
    for match in _WORD_NUMBER.matches(text):
        said = f" {_say_parts(match['code'])}"
        yield Claim("word-number", match.end("word"), match.end(), said, 0.8)
    for match in _NUMBER_FIRST.matches(text):
        yield Claim("code", match.start(), match.end(), _say_parts(match[0]), 0.9)


def read_named_codes(text: str) -> Iterable[Claim]:
    """Codes that have a reading of their own: diseases, «No.» and the stars of hotels."""
    if not _DIGIT.found_in(text):
        return
    for match in _COVID.matches(text):
        yield Claim("disease", match.start(), match.end(), "Cô-vít mười chín")
    for match in _STARS.matches(text):
        yield Claim("stars", match.start(), match.end(), "sao")
    for match in _NUMBER_WORD.matches(text):
        yield Claim("number-word", match.start(), match.end(), "số ")
    for match in _SARS.matches(text):
        yield Claim("disease", match.start(), match.end(), "sát cô vi hai")


def _say_parts(written: str) -> str:
    parts = _PART.matches(written.translate(_SUBSCRIPTS))
    return " ".join(_say_part(part[0]) for part in parts)


def _say_part(part: str) -> str:
    if part == "/":
        return "trên"
    if part.isdecimal():
        return say_code_number(part)
    if part[0].isdecimal():
        return say_number(part)
    return part if len(part) > 2 and part[1:].islower() else spell(part)

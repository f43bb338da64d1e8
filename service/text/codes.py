"""Reads letters with numbers: roads, planes, plates, teams, diseases, formulas, versions."""

import re
from collections.abc import Iterable

from service.text.claim import Claim
from service.text.counting import say_digits, say_number, say_whole
from service.text.form import DASH, SPACE, Form
from service.text.letters import CAPITALS, spell

_DIGIT = Form(r"[0-9₀-₉²³]")
_NAMES = {
    "covid": "Cô-vít", "sars-cov-2": "sát cô vi hai", "sars-cov": "sát cô vi",
}  # fmt: skip
_COVID = Form(
    rf"(?<!\w)(?i:covid){SPACE}?(?:{DASH}{SPACE}?)?19(?!\w)|(?<!\w)(?i:sars-cov-?2)(?!\w)"
)
_ROAD = Form(
    r"(?<!\w)(?P<kind>QL|ĐT|TL|HL|ĐH|CT|ĐL)[. ]?(?P<number>[0-9]{1,3})"
    r"(?P<letter>[A-ZĐ])?(?!\w)"
)
_ROADS = {
    "QL": "quốc lộ",
    "ĐT": "đường tỉnh",
    "TL": "tỉnh lộ",
    "HL": "hương lộ",
    "ĐH": "đường huyện",
    "CT": "cao tốc",
    "ĐL": "đại lộ",
}
_PLATE = Form(
    r"(?<!\w)(?P<place>[0-9]{2})(?P<series>[A-ZĐ]{1,2}[0-9]?)[ -]"
    r"(?P<number>[0-9]{3}[.]?[0-9]{1,2})(?!\w)"
)
_AIRLINER = Form(
    r"(?<!\w)(?P<maker>(?i:boeing|airbus))(?P<gap>[ -])(?P<letter>A)?(?P<number>[0-9]{3})(?!\w)"
)
_KILOMETRE = Form(r"(?<!\w)[Kk][Mm]\s?(?P<km>[0-9]{1,4})\s?\+\s?(?P<m>[0-9]{1,3})(?!\w)")
_VERSION = Form(r"(?<![\w.,])[vV]?[0-9]{1,4}(?:\.[0-9]{1,4}){2,5}(?![\w]|[.,][0-9])")
_FORMULA = Form(
    r"(?<!\w)(?:(?:CO|NO|SO|H|O|N|CH|NH|PO|Al|Na|Fe|Ca)[0-9₀-₉]{1,2}){1,4}(?:[CNOHSP]|OH|Cl)?(?:[0-9₀-₉])?(?!\w)"
)
_FLU = Form(r"(?<!\w)(?:A[/(]|cúm )?H(?P<h>[0-9]{1,2})N(?P<n>[0-9]{1,2})\)?(?!\w)")
_MIXED = Form(
    rf"(?<![\w.@])(?=[0-9a-zA-ZĐ]{{0,12}}[-/.]?[0-9])(?:[{CAPITALS}][{CAPITALS}]{{0,5}}(?:[-/][{CAPITALS}]{{1,4}})?(?:[-./]?[0-9]{{1,8}}(?:[.,][0-9]{{1,3}})?[{CAPITALS}]{{0,4}}){{1,3}}"
    rf"|[0-9]{{1,4}}[{CAPITALS}]{{1,3}}(?:[0-9]{{1,3}})?)(?:/[0-9]{{1,3}})?(?![\w])"
)
_WORD_NUMBER = Form(
    r"(?<![\w.@])(?P<word>[^\W\d_]{2,20})(?P<dash>-?)(?P<number>[0-9]{1,4})(?P<letter>[a-z]{0,2})(?!\w)"
)
_PLACES = Form(
    rf"(?<!\w)(?P<kind>Q|P|F|H|TX|TT|KP)\.?{SPACE}?(?P<number>[0-9]{{1,2}})(?![\w]|[.,][0-9])"
)
_PLACE_KINDS = {
    "Q": "quận",
    "P": "phường",
    "F": "phường",
    "KP": "khu phố",
    "H": "huyện",
    "TX": "thị xã",
    "TT": "thị trấn",
}
_GLUED = Form(r"[A-ZĐa-z]+|[0-9]+(?:[.,][0-9]+)?|[₀-₉]+")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def read_codes(text: str) -> Iterable[Claim]:
    """Codes of letters and digits, each part said as it is dictated."""
    if not _DIGIT.found_in(text):
        return
    for match in _COVID.matches(text):
        said = "Cô-vít mười chín" if match[0][0] in "cC" else _NAMES["sars-cov-2"]
        yield Claim("disease", match.start(), match.end(), said)
    for match in _KILOMETRE.matches(text):
        said = f"ki lô mét {say_number(match['km'])} cộng {say_number(match['m'])}"
        yield Claim("kilometre-post", match.start(), match.end(), said)
    for match in _ROAD.matches(text):
        letter = f" {spell(match['letter'])}" if match["letter"] else ""
        said = f"{_ROADS[match['kind']]} {say_code_number(match['number'])}{letter}"
        yield Claim("road", match.start(), match.end(), said)
    for match in _PLACES.matches(text):
        said = f"{_PLACE_KINDS[match['kind']]} {say_number(match['number'])}"
        yield Claim("place", match.start(), match.end(), said, 0.9)
    for match in _PLATE.matches(text):
        place, series = say_number(match["place"]), _say_glued(match["series"])
        said = f"{place} {series} {say_digits(match['number'])}"
        yield Claim("plate", match.start(), match.end(), said)
    for match in _AIRLINER.matches(text):
        letter = "a " if match["letter"] else ""
        said = f"{match['maker']} {letter}{say_digits(match['number'])}"
        yield Claim("airliner", match.start(), match.end(), said)
    for match in _VERSION.matches(text):
        said = " chấm ".join(say_whole(part) for part in re.findall("[0-9]+", match[0]))
        yield Claim("version", match.start(), match.end(), said, 0.8)
    for form, rule in ((_FLU, "flu"), (_FORMULA, "formula"), (_MIXED, "code")):
        for match in form.matches(text):
            yield Claim(rule, match.start(), match.end(), _say_glued(match[0]), 0.9)
    for match in _WORD_NUMBER.matches(text):
        letter = f" {spell(match['letter'])}" if match["letter"] else ""
        said = f" {say_code_number(match['number'])}{letter}"
        yield Claim("word-number", match.end("word"), match.end(), said, 0.8)


def say_code_number(number: str) -> str:
    """A number within a code: counted up to two digits, dictated from three on."""
    if number.startswith("0") or len(number) > 2:
        return say_digits(number)
    return say_whole(number)


def _say_glued(written: str) -> str:
    parts = []
    for part in _GLUED.matches(written.translate(_SUBSCRIPTS)):
        piece = part[0]
        if piece.isdecimal():
            parts.append(say_code_number(piece))
        elif piece[0] in "0123456789":
            parts.append(say_number(piece))
        else:
            parts.append(piece if len(piece) > 2 and piece[1:].islower() else spell(piece))
    return " ".join(parts)

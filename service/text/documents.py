"""Reads the numbers of official documents: 123/2021/QĐ-UBND, 15-CT/TW, 86/2015/QH13."""

import re
from collections.abc import Iterable
from functools import cache

from service.tables import table_lines
from service.text.abbreviations import say_known
from service.text.claim import Claim
from service.text.counting import say_number, say_whole
from service.text.form import DASH, SPACE, Form
from service.text.letters import CAPITALS, spell

# A capital and what follows it: «QĐ», «TTg», «BGDĐT».
_CODE = rf"[{CAPITALS}][{CAPITALS}a-z]{{0,9}}"
_NUMBERS = Form(
    # Not behind a decimal or a date: «22.5/QĐ-UBND», «15/5/QĐ-UBND»; with a letter: «15a/2021»,
    # with spaces: «15 / 2021 / QĐ - UBND», with a term: «31/2024/QH15», not «QH15a».
    rf"(?<![\w./])(?P<number>[0-9]{{1,6}})(?P<letter>[a-z])?"
    rf"(?:{SPACE}?/{SPACE}?(?P<year>[0-9]{{4}}))?{SPACE}?(?P<mark>/|{DASH}){SPACE}?"
    rf"(?P<codes>{_CODE}(?:{SPACE}?[/&.-]{SPACE}?{_CODE}){{0,4}}(?P<term>[0-9]{{1,2}})?)(?!\w)"
)
_LONE_CODES = Form(
    # A kind and its bodies; «theoTB-TTg» is the end of a word.
    r"(?<!\w)(?P<codes>(?:QĐ|NĐ|NQ|CT|TT|TTLT|CV|KH|TB|KL|HD|BC|QCVN|TCVN|CĐ|TTr|PL)"
    r"(?:[/-](?:[A-ZĐƯ]{2,8}|TTg)){1,3})(?P<term>)(?!\w)"
)
_STANDARD = Form(
    # «ISO 9001-1:2015/BTC»; «xISO 9001:2015» and without a year of four digits it is a ratio.
    r"(?<!\w)(?P<code>[A-ZĐ]{2,5})[ -](?P<number>[0-9]{1,6})(?P<part>-[0-9]{1,3})?"
    r":(?P<year>[0-9]{4})(?:/(?P<body>[A-ZĐ]{2,8}))?(?!\w)"
)
_SHORT = Form(
    # Some kinds are so in any case, «NQ68», not «xNQ68»; «CT 5» may be a firm, «CT 05» is none.
    # More digits or decimals are no number of a file: «QĐ 12345», «KL 12.5».
    rf"(?<!\w)(?P<code>(?:NQ|NĐ|QĐ){SPACE}?|(?:CT|TT|KL|HD){SPACE}(?=[0-9]{{2}}))"
    r"(?P<number>[0-9]{1,4})(?![\w]|[.,][0-9])"
)
# Not in a word or behind a slash: «aQH14», «3/QH14».
_ASSEMBLY = Form(r"(?<![\w/])QH(?P<term>[0-9]{1,2})(?!\w)")
# The codes between the joints: «QĐ» and «TTg» of «QĐ-TTg».
_PART = Form(rf"[{CAPITALS}][{CAPITALS}a-z]*")
_MARK = Form(
    # One look for each of the forms above: «15-CT», «NĐ-CP» and «TTr-UBND», «QH14», «9001:2015»,
    # «NQ 68».
    r"[0-9]\s?[/-]\s?[A-ZĐ]|[A-ZĐ]r?[/-][A-ZĐ]|QH[0-9]|[0-9]:[0-9]{4}"
    r"|(?:NQ|NĐ|QĐ|CT|TT|KL|HD)\s?[0-9]"
)


def read_documents(text: str) -> Iterable[Claim]:
    """Document numbers with the kind and the issuing body said in full."""
    if not _MARK.found_in(text):
        return
    for match in _NUMBERS.matches(text):
        if _is_document(match):
            yield Claim("document", match.start(), match.end(), _say_document(match))
    for match in _STANDARD.matches(text):
        yield Claim("standard", match.start(), match.end(), _say_standard(match))
    for match in _SHORT.matches(text):
        said = f"{_say_code(match['code'].rstrip())} {_say_file_number(match['number'])}"
        yield Claim("document", match.start(), match.end(), said)
    for match in _LONE_CODES.matches(text):
        yield Claim("document-code", match.start(), match.end(), _say_codes(match))
    for match in _ASSEMBLY.matches(text):
        said = f"Quốc hội khóa {say_whole(match['term'])}"
        yield Claim("assembly", match.start(), match.end(), said)


def _is_document(match: re.Match[str]) -> bool:
    """A code of two parts, or one after a year: «20A-123» and «15-CT» alone are none."""
    return bool(match["year"]) or any(mark in match["codes"] for mark in "/-")


def _say_document(match: re.Match[str]) -> str:
    said = _say_file_number(match["number"])
    if match["letter"]:
        said += " " + spell(match["letter"])
    if match["year"]:
        said += f" trên {say_number(match['year'])}"
    return f"{said}{' trên' if match['mark'] == '/' else ','} {_say_codes(match)}"


def _say_standard(match: re.Match[str]) -> str:
    parts = [_say_code(match["code"]), _say_file_number(match["number"])]
    if match["part"]:
        parts.append(f"gạch ngang {say_whole(match['part'][1:])}")
    parts.append(f"hai chấm {say_whole(match['year'])}")
    if match["body"]:
        parts.append(f"trên {_say_code(match['body'])}")
    return " ".join(parts)


def _say_file_number(number: str) -> str:
    if number[0] == "0" and len(number) == 2:
        return f"không {say_whole(number[1])}"
    return say_whole(number)


def _say_codes(match: re.Match[str]) -> str:
    codes = match["codes"].removesuffix(match["term"] or "")
    if codes == "QH" and match["term"]:
        return f"Quốc hội khóa {say_whole(match['term'])}"
    return " ".join(_say_code(part[0]) for part in _PART.matches(codes))


@cache
def _kinds() -> dict[str, str]:
    return {line[0]: line[1] for line in table_lines("documents")}


def _say_code(code: str) -> str:
    return _kinds().get(code) or say_known(code) or spell(code)

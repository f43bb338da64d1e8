"""Reads Roman numerals where the words around show that they are numerals."""

import re
from collections.abc import Iterable
from itertools import pairwise

from service.model import TextWarning
from service.text.claim import Claim
from service.text.context import after, as_printed, before, same_sentence
from service.text.counting import say_cardinal, say_ordinal
from service.text.form import DASH, SPACE, Form, either
from service.text.letters import spell

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_NUMERAL = r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_ROMANS = Form(
    # Not inside a code, an address or a name: «A.II», «@II», «xII», «II@».
    rf"(?<![\w.@/-])(?P<roman>(?=[MDCLXVI]){_NUMERAL})"
    # «khóa XVa», unless a name begins behind it: «khóa XVb An»; «XV–M» is no range.
    rf"(?:(?P<letter>[aAbB])(?!\s[A-ZĐ])|{SPACE}?{DASH}{SPACE}?(?P<second>(?=[XVI]){_NUMERAL}))?(?![\w@])"
)
# A word of such letters alone: «phầnix», «ixa» are none.
_SMALL = Form(rf"\b(?P<roman>{_NUMERAL.lower()})(?!\w)")
# What is numbered: after these even one letter is a numeral, «tuyến V», but in «nốt V» none.
_NUMBERED = either(
    "thế kỷ, thế kỉ, khóa, khoá, lần, thứ, quý, quí, chương, kỳ, kì, kỳ họp, "
    "đại hội, hội nghị, trung ương, phần, mục, điều, khoản, đoạn, phụ lục, tập, quyển, hồi, cấp, "
    "loại, hạng, bậc, nhóm, đợt, vòng, vùng, khu vực, quân khu, quân đoàn, thế chiến, "
    "chiến tranh thế giới, đại chiến, bảng, độ, mức, tuyến, hk, vua, giáo hoàng, "
    "nữ hoàng, hoàng đế, công đồng, năm, màn, cảnh, dự án, phân khu, trạm, đường, số, kcn, "
    "festival, sea games, olympic, nhà máy, thủy điện, thuỷ điện, nhiệt điện, lớp, type, part, "
    "hội chợ"
)
_AFTER_WORD = Form(rf"(?:^|\W)(?:{_NUMBERED})[ :]*[\"“']?$")
# Parts of such places are numbered behind their names: «khu công nghiệp Tân Bình V».
_PLACE = either(
    "khu công nghiệp, cụm công nghiệp, kcn, ccn, khu đô thị, quân khu, nhà máy, vành đai"
)
_AFTER_PLACE = Form(rf"{_PLACE}(?: \w+){{0,5}}$")
# A numeral before it in a list: «Mục I, V»; printed capitals alone, so not «xi, V».
_AFTER_NUMERAL = Form(r"(?:^|[\s(])[IVX]{1,5}\s?(?:,|và|-|–|đến|&|/|;|hoặc|tới)$")
# Small letters need more: «tập vi» may be a word, «khoản vi» ends a reference.
_STRONG_SMALL = Form(
    r"(?:^|\W)(?:thế kỷ|thế kỉ|khóa|khoá|thứ|chương|phần|mục|khoản|đoạn|phụ lục|năm|số|điều|quý)$"
)
# No Vietnamese syllable is spelled so; «mi», «di», «vi» are some: «phần mi mắt». Two of the
# great letters in a row are none either: «xl», «lxx», «mm».
_NOT_A_SYLLABLE = Form(r"(?:ix|iv|.*(?:ii|xv|xiv|xix).*|[mdclx]{2,}.*)$")
_RULED_BY = Form(
    r"(?<!\w)(?:vua|giáo hoàng|nữ hoàng|hoàng đế|quốc vương|sa hoàng|pharaoh)(?: [\w’-]+){1,3}$"
)
_AFTER_RULER = Form(r"(?:^|\s)[A-ZĐ][\w’'-]+$")
# Nothing else is abbreviated so; «XXX» and «LXX» may be names.
_SURELY_NUMERAL = Form(r"(?:II|III|VII|VIII|XII|XIII|XIV|XVI{0,3}|XIX|XXI{1,3}|XXI?V)$")
_MAYBE_NUMERAL = frozenset(["IV", "VI", "IX", "XI", "XX"])
# «I. Mở đầu», «V - Kết», but «X Kết» is a letter.
_HEADING = Form(r"(?:[./)]|\s?[-–:])\s")


def read_romans(text: str) -> Iterable[Claim]:
    """Roman numerals after the words that number things, in lists, and after rulers' names."""
    for match in _ROMANS.matches(text):
        confidence = _confidence(text, match)
        if confidence:
            yield _read(text, match, confidence)
    for match in _SMALL.matches(text):
        if _is_small_numeral(text, match):
            yield Claim("small-roman", match.start(), match.end(), _say(text, match), 0.7)


def _confidence(text: str, match: re.Match[str]) -> float:
    """How sure it is that the capitals are a numeral; 0 where they are none."""
    roman = match["roman"]
    head = before(text, match.start())
    if len(roman) == 1 and roman in "CDLM" and not head.endswith("chương"):
        return 0.0
    if _AFTER_WORD.found_in(head):
        return 1.0
    if _RULED_BY.found_in(same_sentence(text, match.start())):
        return 0.9 if set(roman) <= set("IVX") else 0.0
    if len(roman) == 1 and (match["letter"] or match["second"]):
        return 0.0
    printed = as_printed(text, match.start()).rstrip()
    if _AFTER_NUMERAL.found_in(printed) or _AFTER_PLACE.found_in(
        same_sentence(text, match.start())
    ):
        return 0.9 if set(roman) <= set("IVX") else 0.0
    if not text[: match.start()].strip() and _HEADING.found_at(text, match.end()):
        return 0.9 if set(roman) <= set("IVX") else 0.0
    if _SURELY_NUMERAL.found_at(roman, 0):
        return 0.8
    if roman in _MAYBE_NUMERAL:
        return 0.6 if _AFTER_RULER.found_in(printed) else 0.5
    return 0.0


def _read(text: str, match: re.Match[str], confidence: float) -> Claim:
    said = _say(text, match)
    if match["letter"]:
        said += " " + spell(match["letter"])
    if match["second"]:
        said += " đến " + say_cardinal(roman_value(match["second"]))
    warning = None
    if confidence <= 0.5:
        reason = f"«{match[0]}» có thể là số La Mã hoặc chữ viết tắt."
        warning = TextWarning(
            "ambiguous-roman", match[0], match.start(), match.end(), reason, (spell(match[0]),)
        )
    return Claim("roman", match.start(), match.end(), said, confidence, warning)


def _is_small_numeral(text: str, match: re.Match[str]) -> bool:
    """Small letters are a numeral only where they cannot be a word: «khoản vi phạm» is none."""
    roman = match["roman"]
    if not _STRONG_SMALL.found_in(before(text, match.start())):
        return False
    if _NOT_A_SYLLABLE.found_at(roman, 0):
        return True
    tail = after(text, match.end())
    return roman in ("i", "v", "x", "vi", "xi") and (not tail or tail[0] in ".,;:)")


def _say(text: str, match: re.Match[str]) -> str:
    value = roman_value(match["roman"].upper())
    head = before(text, match.start())
    return say_ordinal(value) if head.endswith("thứ") else _fourth_quarter(head, value)


def _fourth_quarter(head: str, value: int) -> str:
    return "tư" if value == 4 and head.endswith(("quý", "quí")) else say_cardinal(value)


def roman_value(roman: str) -> int:
    """The value of a Roman numeral in capitals."""
    values = [_VALUES[letter] for letter in roman]
    return sum(-one if one < two else one for one, two in pairwise(values)) + values[-1]

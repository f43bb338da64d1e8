"""Reads fractions, shares of a whole and other pairs joined by a slash."""

import re
from collections.abc import Iterable

from service.text.amounts import NUMBER
from service.text.claim import Claim
from service.text.context import after, before
from service.text.counting import say_cardinal, say_number, say_whole
from service.text.form import MINUS, SPACE, Form, either
from service.text.units import say_unit

# One look for both: «1/2» and «1 / 2», or a sign.
_SLASH = Form(r"[0-9]\s?/\s?[0-9]|[½¼¾⅓⅔⅛]")
_FRACTION = Form(
    # A minus stands before nothing it could join: «x-1/2», «%-1/2» have none.
    rf"(?:(?<![\w.,)%-])(?P<minus>[{MINUS}]))?"
    # Not in a code or behind a part of a number: «A1/2», «x/0/1», «x3:45/2»; a whole number
    # counts before one digit alone: «5 1/2», but «khóa 5 45/63 tỉnh».
    rf"(?<![\w/])(?<![0-9][.,:])(?:(?P<whole>[0-9]{{1,6}}){SPACE}(?=[0-9]/[0-9]))?"
    # More of them are read one by one: «3/4/5»; longer rows and numbers are codes.
    rf"(?P<first>{NUMBER}){SPACE}?/{SPACE}?(?P<second>{NUMBER})(?P<more>(?:/[0-9]{{1,5}}){{0,3}})"
    rf"(?P<unit>{SPACE}?(?:kg|km|m|l|ha|mmHg|g|lít|cm|ml|kV|h|giờ)(?!\w))?(?![0-9]|/[0-9])"
)
_SIGNS = {
    "½": "một phần hai",
    "¼": "một phần tư",
    "¾": "ba phần tư",
    "⅓": "một phần ba",
    "⅔": "hai phần ba",
    "⅛": "một phần tám",
}
_SIGN = Form(f"[{''.join(_SIGNS)}]")
# In these a slash parts two numbers of a name: «số 1/2», «ngõ 3/4», «lớp 3/4».
_ADDRESS_WORD = either(
    "số, nhà, ngõ, hẻm, kiệt, ngách, lô, căn, thửa, địa chỉ, tờ, phòng, hội trường, quyết định, "
    "lớp, nghị định, công văn, thông tư, kế hoạch, bậc, hạng, thứ, cấp, tầng, khóa"
)
_ADDRESS_BEFORE = Form(rf"(?:^|\W){_ADDRESS_WORD}[: ]*$")
# So many out of so many: «3/4 xã» has four of them, «3/4 dân số» is a share.
_COUNTED_AFTER = Form(
    either(
        "đại biểu, xã, phường, thị trấn, huyện, quận, tỉnh, thành phố, phiếu, điểm, thành viên, "
        "tiêu chí, ca, mẫu, đội, trận, cơ sở, đơn vị, hộ, thôn, bản, trường, câu, bài, sao, "
        "chỉ tiêu, nhiệm vụ, dự án, công trình, ủy viên, uỷ viên, đồng chí, nước, người, cán bộ, "
        "học sinh, địa phương"
    )
    + r"\b"
)
# About a share, even of what is counted: «hơn 3/4 đại biểu», but «hơn 3/12 xã» are three.
_ABOUT_WORD = either("hơn, gần, khoảng, chưa tới, quá, chiếm, ít nhất, tối thiểu, đến")
_ABOUT_BEFORE = Form(rf"(?:^|\W){_ABOUT_WORD}$")
# One to so many: «tỉ lệ 1/2»; from ten on a share again, as in «thị lực 1/10».
_RATE_WORD = either("tỉ lệ, tỷ lệ, tỉ số, tỷ số, huyết áp, thị lực")
_RATE_BEFORE = Form(rf"{_RATE_WORD}(?: \w+){{0,3}}$")
_MOST_PARTS = 10
"""Beyond so many parts it is so many out of so many: «45/63»."""


def read_fractions(text: str) -> Iterable[Claim]:
    """Pairs of numbers with a slash: «ba phần tư», «bốn mươi lăm trên sáu mươi ba»."""
    if not _SLASH.found_in(text):
        return
    for match in _FRACTION.matches(text):
        yield Claim("fraction", match.start(), match.end(), _say_fraction(text, match), 0.9)
    for match in _SIGN.matches(text):
        joint = "và " if text[match.start() - 1 : match.start()].isdecimal() else ""
        yield Claim("fraction-sign", match.start(), match.end(), joint + _SIGNS[match[0]])


def _say_fraction(text: str, match: re.Match[str]) -> str:
    said = "âm " if match["minus"] else ""
    if match["whole"]:
        said += f"{say_cardinal(int(match['whole']))} và "
    first, second = match["first"], match["second"]
    if match["more"] or not _is_share(text, match):
        rows = [first, second, *match["more"].split("/")[1:]]
        said += " trên ".join(say_number(row) for row in rows)
    else:
        below = "tư" if second == "4" else say_whole(second)
        said += f"{say_number(first)} phần {below}"
    unit = (match["unit"] or "").strip()
    return f"{said} {say_unit(unit)}".strip()


def _is_share(text: str, match: re.Match[str]) -> bool:
    """Whether the pair is a part of a whole («phần»), not so many out of so many («trên»)."""
    first, second = match["first"], match["second"]
    if (first, second) == ("24", "7"):  # round the clock
        return False
    if not (first.isdecimal() and second.isdecimal()) or second.startswith("0"):
        return False
    head = before(text, match.start())
    if first == "1" and not _ADDRESS_BEFORE.found_in(head):
        return second != "1" and not (_RATE_BEFORE.found_in(head) and int(second) < _MOST_PARTS)
    if _ABOUT_BEFORE.found_in(head) and int(first) < int(second) <= _MOST_PARTS:
        return True
    if _ADDRESS_BEFORE.found_in(head) or _COUNTED_AFTER.found_at(after(text, match.end()), 0):
        return False
    if match["whole"] or (match["unit"] and int(second) <= _MOST_PARTS):
        return True
    return int(second) <= _MOST_PARTS and len(first) < 3  # «145/9» is no share

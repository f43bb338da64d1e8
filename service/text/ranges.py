"""Reads ranges, scores, formations, ratios and products of plain numbers."""

import re
from collections.abc import Iterable

from service.model import TextWarning
from service.text.amounts import NUMBER
from service.text.claim import Claim
from service.text.context import after, as_printed, before, same_sentence
from service.text.counting import say_cardinal, say_number
from service.text.form import CAPITAL, DASH, SPACE, Form, either

# Not inside a code or behind a part of a number: «A2-3», «2-3-5».
_FREE = r"(?<![\w])(?<![0-9][.,/:-])"
_DIGIT = Form(r"[0-9]")
_MOST_GOALS = 20
"""More than this on both sides is a range even near a word of sport."""

_MOST_MONTHS = 12

# Wide gaps are columns of a table, no range.
_JOIN = rf"{SPACE}{{0,3}}{DASH}{SPACE}{{0,3}}"
# «2-3a» is a code, «1-2-3-4-5-6-7» a row too long to be one.
_PAIR = Form(rf"{_FREE}(?P<first>{NUMBER})(?P<join>{_JOIN})(?P<second>{NUMBER})(?!\w|{DASH}[0-9])")
_ROW = Form(rf"{_FREE}[0-9]{{1,3}}(?:{DASH}[0-9]{{1,3}}){{2,5}}(?![\w-])")
# «1:2:3» and «1:2a» are something else, five digits are no scale's first.
_RATIO = Form(rf"{_FREE}(?P<first>[0-9]{{1,4}}):(?P<second>{NUMBER})(?![\w:])")
# Of the last two centuries and one year on: «1899/1900» and «2021/23» are fractions.
_SEASON = Form(rf"{_FREE}(?P<first>(?:19|20)[0-9]{{2}})/(?P<second>(?:19|20)?[0-9]{{2}})(?![\w/])")
# Digits on both sides, or behind a measure of length: «5x3», «5mx3m»; not «5kgx3», «5x».
_TIMES = rf"{SPACE}?[x×]{SPACE}?(?=[0-9])"
_FACTOR = r"(?:(?<=[0-9])|(?<=[0-9]m)|(?<=[0-9]cm)|(?<=[0-9]mm))"
_PRODUCT = Form(
    # A letter x between words multiplies only before a number: «a x b» does not.
    rf"{_FACTOR}{_TIMES}|(?<=\w{SPACE})[x×](?={SPACE}[0-9])|(?<=[0-9]){SPACE}?[*]{SPACE}?(?=[0-9])"
)
_SCORE_WORD = either(
    "tỉ số, tỷ số, thắng, thua, hòa, hoà, dẫn trước, đang dẫn, lên dẫn, đánh bại, hạ, vượt qua, "
    "gỡ, ấn định, chung cuộc, chung kết, set, hiệp, lội ngược dòng, luân lưu, đối đầu, "
    "cầm chân, đè bẹp, quật ngã"
)
# Whole words in the same sentence: «chiến thắng. Từ 3-5» is a range again, as is «settings 3-5».
_SCORE_BEFORE = Form(rf"(?<!\w)(?:{_SCORE_WORD}|u[0-9]{{2}})(?!\w)")
# So near a score may be of any size: «tỉ số 3-121».
_SCORE_JUST_BEFORE = Form(r"(?:tỉ số|tỷ số)(?: \w+){0,3}$")
# Between two names it is a score: «Viettel 1-2 Hà Nội», but «Viettel 1-2 bàn».
_NAME_BEFORE = Form(rf"(?<!\w)[{CAPITAL}][\w.]*\s$")
_NAME_AFTER = Form(rf"\s[{CAPITAL}]")
# After these no reader doubts a range: «cấp 6-7».
_RANGE_BEFORE = Form(
    rf"(?:^|\W){either('cấp, khoảng, từ, gần, hơn, chừng, mức, lớp, điều, khoản, số, bậc, độ')}$"
)
# What is counted is no score: «thắng 3-5 bàn».
_RANGE_AFTER = Form(
    either(
        "tháng, ngày, năm, tuần, giờ, phút, giây, người, lần, tuổi, triệu, tỷ, tỉ, nghìn, ngàn, "
        "vạn, con, bàn, trận, hộ, cái, điểm, quả, chiếc, học sinh, em, lớp, mét, tấn, bước"
    )
    + r"\b"
)


def read_ranges(text: str) -> Iterable[Claim]:
    """Pairs of numbers joined by a dash, a colon or a multiplication sign."""
    if not _DIGIT.found_in(text):
        return
    for match in _ROW.matches(text):
        said = " ".join(say_number(number) for number in re.findall("[0-9]+", match[0]))
        yield Claim("row", match.start(), match.end(), said, 0.7)
    for match in _PAIR.matches(text):
        yield from _read_pair(text, match)
    for match in _SEASON.matches(text):
        first, second = int(match["first"]), match["second"]
        # «1999/00»: two digits are those of the year after.
        if str(first + 1).endswith(second):
            said = f"{say_cardinal(first)} đến {say_cardinal(first + 1)}"
            yield Claim("season", match.start(), match.end(), said)
    for match in _RATIO.matches(text):
        said = f"{say_number(match['first'])} trên {say_number(match['second'])}"
        yield Claim("ratio", match.start(), match.end(), said, 0.8)
    for match in _PRODUCT.matches(text):
        yield Claim("product", match.start(), match.end(), " nhân ")


def _read_pair(text: str, match: re.Match[str]) -> Iterable[Claim]:
    first, second = match["first"], match["second"]
    tail = after(text, match.end())
    if tail.startswith("="):
        yield Claim("minus", match.start("join"), match.end("join"), " trừ ")
        return
    if _is_score(text, match, tail):
        said = f"{say_number(first)} {say_number(second)}"
        yield Claim("score", match.start(), match.end(), said, 0.9)
        return
    said = f"{say_number(first)} đến {say_number(second)}"
    yield Claim(
        "range",
        match.start(),
        match.end(),
        said,
        0.9,
        _doubt(match, before(text, match.start()), tail),
    )


def _is_score(text: str, match: re.Match[str], tail: str) -> bool:
    first, second = match["first"], match["second"]
    if not (first.isdecimal() and second.isdecimal() and max(len(first), len(second)) <= 3):
        return False
    if _RANGE_AFTER.found_at(tail, 0):
        return False
    head = as_printed(text, match.start())
    if _NAME_BEFORE.found_in(head) and _NAME_AFTER.found_at(text, match.end()):
        return True
    sentence = same_sentence(text, match.start())
    if _SCORE_JUST_BEFORE.found_in(sentence):
        return True
    if _SCORE_BEFORE.found_in(sentence) or tail.startswith("trước"):
        return int(first) >= int(second) or int(first) <= _MOST_GOALS
    return int(first) >= int(second)


def _doubt(match: re.Match[str], head: str, tail: str) -> TextWarning | None:
    first, second = match["first"], match["second"]
    whole = first.isdecimal() and second.isdecimal()
    # What does not rise is no range of days: «1234-5».
    small = whole and int(first) < int(second) <= _MOST_MONTHS
    if not small or tail[:1].isalpha() or _RANGE_BEFORE.found_in(head):
        return None
    day = f"ngày {say_number(first)} tháng {say_number(second)}"
    score = f"{say_number(first)} {say_number(second)}"
    reason = f"«{match[0]}» có thể là khoảng, ngày tháng hoặc tỉ số."
    return TextWarning(
        "ambiguous-range", match[0], match.start(), match.end(), reason, (day, score)
    )

"""Reads dates: days, months, quarters, school years, and ranges of them."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator

from service.model import TextWarning
from service.text.claim import Claim
from service.text.context import after, before
from service.text.counting import say_cardinal
from service.text.day_months import COUNTED_AFTER, is_day_and_month
from service.text.form import DASH, SPACE, Form, either

_S = rf"{SPACE}?"
# A zero in front is printed or not: «02/07», «2/7».
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
# Of the years 1000 to 2199: «2/7/3021» is no date.
_YEAR = r"(?:1[0-9]{3}|2[01][0-9]{2})"
# Not inside a code or behind a part of a number: «A2/7/2021», «1.2/7/2021».
_FREE = r"(?<![\w])(?<![0-9][.,/:-])"
# Not before more of a word, a share or a number: «2/7/2021a», «2/7/2021%», «2/7/2021.5».
_END = r"(?![\w%]|[.,/:-][0-9])"

_DIGIT = Form(r"[0-9]")
_FULL = Form(
    # What begins a range of dates has what it does not share: «1-2/7/2021», «1/6-2/7/2021».
    rf"{_FREE}(?:(?P<from>{_DAY}(?:/{_MONTH}(?:/{_YEAR})?)?){_S}{DASH}{_S})?"
    # Days and months beyond 31 and 12 are taken here, so that no rest of them becomes a month.
    rf"(?P<day>[0-9]{{1,2}}){_S}(?P<mark>[/.]|{DASH}){_S}(?P<month>[0-9]{{1,2}})"
    rf"{_S}(?P<next>[/.]|{DASH}){_S}(?P<year>{_YEAR}){_END}"
)
# Only with slashes: «2-7-21» may be a row of numbers.
_SHORT_YEAR = Form(rf"{_FREE}(?P<day>{_DAY})/(?P<month>{_MONTH})/(?P<year>[0-9]{{2}}){_END}")
# ISO 8601 has two digits each: «2021-7-2» is none.
_ISO = Form(rf"{_FREE}(?P<year>{_YEAR})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}}){_END}")
_DAYS = Form(
    rf"{_FREE}(?P<from>{_DAY}(?:/{_MONTH})?){_S}{DASH}{_S}(?P<day>{_DAY})/(?P<month>{_MONTH}){_END}"
)
# Whether this is a date, day_months decides: «Giá 14.5» and «2-3 tháng» are none.
_DAY_MONTH = Form(rf"{_FREE}(?P<day>{_DAY})(?P<mark>/|{DASH}|\.)(?P<month>{_MONTH}){_END}")
_MONTH_YEAR = Form(
    rf"{_FREE}(?:(?P<from>{_MONTH}(?:/{_YEAR})?){_S}{DASH}{_S})?"
    # A point or dash is a month's only after «tháng»: «6.2021», «6-2021» are numbers.
    rf"(?P<month>{_MONTH}){_S}(?P<mark>[/.-]){_S}(?P<year>{_YEAR}){_END}"
)
_QUARTER_YEAR = Form(
    # «Q3/2021», but in «AQ3/2021» and «xquý 3/2021» it is the end of something else.
    rf"(?<!\w)(?:(?i:quý|quí){SPACE}|(?P<short>Q))(?P<quarter>[1-4]|IV|I{{1,3}}){_S}[/-]{_S}"
    rf"(?P<year>{_YEAR}){_END}"
)
_PIVOT = 50
"""«1/1/49» has yet to come, «1/1/50» was."""

_QUARTERS = {
    "1": "một",
    "2": "hai",
    "3": "ba",
    "4": "tư",
    "I": "một",
    "II": "hai",
    "III": "ba",
    "IV": "tư",
}

# These say already that a day follows, or are named after one: «lễ 30/4», «quảng trường 30/4».
_NO_DAY = either("ngày, hôm, mùng, mồng, lễ, dịp, đường, phố, cách mạng, cầu, trường")
_NO_DAY_WORD = Form(rf"(?:^|\W){_NO_DAY}$")
# «tháng 6 2021»; a year stands alone, so «tháng 6 20215» has none.
_BARE_YEAR = Form(rf"(?i:(?<!\w)tháng){SPACE}{_MONTH}(?P<gap>{SPACE})(?P<year>{_YEAR}){_END}")
# Days with points are sums but after these, of which one is beyond twelve: «từ 30.4 đến 3.5».
_POINT_DAYS = Form(rf"(?i:(?<!\w)(?:từ|đến|tới){SPACE})(?P<day>{_DAY})\.(?P<month>{_MONTH}){_END}")
# Days with commas are decimals but after «ngày»: «thứ 5,6/8», «xngày 5,6/8».
_DAY_LIST = Form(
    rf"(?i:(?<!\w)ngày{SPACE})(?P<days>{_DAY}(?:,{_S}{_DAY}){{1,6}})(?P<last>{_S}và{_S}{_DAY})?"
    rf"/(?P<month>{_MONTH})(?:/(?P<year>{_YEAR}))?{_END}"
)


def read_dates(text: str) -> Iterable[Claim]:
    """Dates of a day, a month or a quarter, wherever the text shows that they are dates."""
    if not _DIGIT.found_in(text):
        return
    for form in (_FULL, _ISO, _SHORT_YEAR):
        for match in form.matches(text):
            yield from _read_full(text, match)
    for match in _QUARTER_YEAR.matches(text):
        said = f"{_QUARTERS[match['quarter']]} {_say_year(match)}"
        if match["short"]:
            yield Claim("quarter", match.start(), match.end(), f"quý {said}")
        yield Claim("quarter", match.start("quarter"), match.end(), said)
    for match in _DAY_LIST.matches(text):
        yield Claim("day-list", match.start("days"), match.end(), _say_day_list(match))
    for match in _DAYS.matches(text):
        yield from _read_days(text, match)
    for match in _MONTH_YEAR.matches(text):
        yield from _read_month(text, match)
    for match in _BARE_YEAR.matches(text):
        yield Claim("month-year", match.start("gap"), match.end(), f" {_say_year(match)}")
    yield from _read_point_days(text)
    for match in _DAY_MONTH.matches(text):
        if is_day_and_month(text, match):
            said = _day_word(text, match.start()) + _say_day(match)
            yield Claim("day-month", match.start(), match.end(), said, 0.9)


def _read_point_days(text: str) -> Iterator[Claim]:
    """«từ 30.4 đến 3.5»: both are dates if one of them cannot be a sum."""
    found = [
        match
        for match in _POINT_DAYS.matches(text)
        if not COUNTED_AFTER.found_at(after(text, match.end()), 0)
    ]
    if any(int(match["day"]) > 12 for match in found):
        for match in found:
            said = _day_word(text, match.start("day")) + _say_day(match)
            yield Claim("day-month", match.start("day"), match.end(), said, 0.8)


def _read_full(text: str, match: re.Match[str]) -> Iterator[Claim]:
    day, month, year = int(match["day"]), int(match["month"]), _year(match)
    groups = match.groupdict()
    marks = {groups.get("mark"), groups.get("next")}
    if len(marks) > 1 and "/" in marks:  # «2-7/2021» goes from month to month
        return
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return
    said = _day_word(text, match.start()) + _say_day(match) + " " + _say_year(match)
    if groups.get("from"):
        said = f"{_day_word(text, match.start())}{_say_from(match['from'])} đến {_after_day(said)}"
    warning = None
    if day > monthrange(year, month)[1]:
        reason = f"Không có ngày {day} tháng {month} năm {year}."
        warning = TextWarning("impossible-date", match[0], match.start(), match.end(), reason)
    yield Claim("date", match.start(), match.end(), said, 1.0, warning)


def _read_days(text: str, match: re.Match[str]) -> Iterator[Claim]:
    if "/" not in match["from"] and int(match["from"]) >= int(match["day"]):
        return
    said = f"{_day_word(text, match.start())}{_say_from(match['from'])} đến ngày {_say_day(match)}"
    yield Claim("days", match.start(), match.end(), said, 0.9)


def _read_month(text: str, match: re.Match[str]) -> Iterator[Claim]:
    named = before(text, match.start()).endswith("tháng")
    if match["mark"] != "/" and not named:
        return
    word = "" if named else "tháng "
    said = f"{_say_month(match['month'])} {_say_year(match)}"
    if match["from"]:
        month, _, year = match["from"].partition("/")
        first = _say_month(month) + (f" năm {say_cardinal(int(year))}" if year else "")
        said = f"{first} đến tháng {said}"
    yield Claim("month-year", match.start(), match.end(), word + said)


def _day_word(text: str, begin: int) -> str:
    return "" if _NO_DAY_WORD.found_in(before(text, begin)) else "ngày "


def _after_day(said: str) -> str:
    return said if said.startswith("ngày ") else f"ngày {said}"


def _say_day_list(match: re.Match[str]) -> str:
    said = ", ".join(say_cardinal(int(day)) for day in match["days"].split(","))
    if match["last"]:
        said += f" và {say_cardinal(int(match['last'].split()[-1].removeprefix('và')))}"
    said += f" tháng {_say_month(match['month'])}"
    return f"{said} {_say_year(match)}" if match["year"] else said


def _say_day(match: re.Match[str]) -> str:
    return f"{say_cardinal(int(match['day']))} tháng {_say_month(match['month'])}"


def _say_from(written: str) -> str:
    day, _, rest = written.partition("/")
    month, _, year = rest.partition("/")
    said = say_cardinal(int(day))
    if month:
        said += f" tháng {_say_month(month)}"
    return f"{said} năm {say_cardinal(int(year))}" if year else said


def _say_month(written: str) -> str:
    month = int(written)
    return "tư" if month == 4 else say_cardinal(month)


def _say_year(match: re.Match[str]) -> str:
    return f"năm {say_cardinal(_year(match))}"


def _year(match: re.Match[str]) -> int:
    """The whole year of two digits or four: those who write two mean the last hundred years."""
    written = match["year"]
    if len(written) == 4:
        return int(written)
    return int(written) + (2000 if int(written) < _PIVOT else 1900)

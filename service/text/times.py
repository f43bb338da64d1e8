"""Reads times of day and short durations: 10h30, 9g15, 07:49, 8g sáng, GMT+7, 12p30s."""

import re
from collections.abc import Iterable, Iterator

from service.text.claim import Claim
from service.text.context import after, before
from service.text.counting import say_cardinal, say_whole
from service.text.form import DASH, SPACE, Form

# Not inside a code or behind a part of a number: «A10h30», «1.10h30».
_FREE = r"(?<![\w])(?<![0-9][.,:/])"
_ZONES = "GMT|UTC|EST|EDT|CST|CDT|PST|PDT|JST|CET|CEST|BST|ICT|KST|MSK|AEST"
_ZONE = (
    # The bracket is the zone's only where it closes behind it: «(20h GMT)» keeps its own.
    rf"(?:{SPACE}?(?P<open>\()?(?P<zone>(?i:{_ZONES}))"
    r"(?:(?P<shift>[+\u2212-])(?P<hours>[0-9]{1,2}))?(?(open)\))(?!\w))?"
)
_CLOCK = Form(
    # A day has 24 hours and «10h5» is no time: minutes have two digits.
    rf"{_FREE}(?P<hour>[01]?[0-9]|2[0-4])(?P<mark>{SPACE}?[hHgG]{SPACE}?|:)(?P<minute>[0-5][0-9])"
    # Seconds stand behind a mark of their own; a lone mark says minutes once more: «10h30'».
    rf"[':p]?(?P<second>(?<=[':p])[0-5][0-9])?(?:s|\"|')?"
    rf"(?:{SPACE}?(?:phút|giây|ph|p|'|’))?"
    # «10h30%», «10h30.5» and «10h305» go on as something else.
    rf"(?:{SPACE}?(?P<half>[aApP]\.?[mM]\.?))?{_ZONE}(?![\w%]|[:.,][0-9])"
)
# «8H-12» is a plate or a code, «8h-12» an hour.
_HOUR = Form(rf"{_FREE}(?P<hour>[0-9]{{1,3}}){SPACE}?(?P<mark>h|H(?!-[0-9]))(?!\w){_ZONE}")
# Half a day has twelve hours; «7 ams» are none.
_HALF = Form(rf"{_FREE}(?P<hour>[0-9]|1[0-2]){SPACE}?(?P<half>[aApP]\.?[mM])(?!\w)")
# Grams unless the words around say a time: «8g muối», «25g sáng».
_G_HOUR = Form(rf"{_FREE}(?P<hour>[01]?[0-9]|2[0-4]){SPACE}?[gG](?!\w)")
# More than the hours of a day are minutes: «27:45»; «27:65» is a ratio.
_LONG = Form(rf"{_FREE}(?P<minute>[0-9]{{2,3}}):(?P<second>[0-5][0-9])(?![\w]|[:.,][0-9])")
# Minutes, seconds or both, each with its own mark: «12p30s», «90'»; not «9045'».
_SHORT = Form(
    rf"{_FREE}(?:(?P<minute>[0-9]{{1,3}})(?:p|ph|'|’|′))?(?:(?P<second>[0-9]{{1,2}})(?:s|''|\"|″))?(?!\w)"
)
# What the hour is of, is short of or comes back on: «8g tối», «8g kém 5», «8g mỗi ngày».
_DAY_PART = r"sáng|trưa|chiều|tối|đêm|khuya|kém|ngày|hôm|cùng ngày|thứ|mỗi"
_RANGE_FROM = Form(
    rf"{_FREE}(?P<hour>[01]?[0-9]|2[0-4])(?P<join>{SPACE}?{DASH}{SPACE}?)"
    # g needs minutes or a part of the day behind it: «8-10g vàng» is gold.
    rf"(?=(?:[01]?[0-9]|2[0-4])(?:[hH](?:[0-5][0-9])?|[gG][0-5][0-9]|[gG](?={SPACE}(?:{_DAY_PART})))(?!\w))"
)
# A dash between two hours is said «đến»:
_JOIN = Form(
    # Only behind an hour or a minute: in «lớp A - 10h» the dash is one.
    rf"(?<=[0-9hHgG']){SPACE}?{DASH}{SPACE}?"
    # «10h - 10 hộ» and «9- 8g vàng» count something else; g behind g is an hour again.
    rf"(?=(?:[01]?[0-9]|2[0-4])(?:{SPACE}?[hH](?![^\W\d])|[gG][0-5][0-9]|{SPACE}?[gG]{SPACE}(?:{_DAY_PART})|:[0-5]))"
    rf"|(?<=[gG]){SPACE}?{DASH}{SPACE}?(?=(?:[01]?[0-9]|2[0-4]){SPACE}?[gG](?!\w))"
)
# «UTC7», «AUTC+7» and «UTC+7a» are codes.
_LONE_ZONE = Form(
    r"(?<!\w)(?P<zone>GMT|UTC)(?P<shift>[+\u2212-])(?P<hours>[0-9]{1,2})(?:[:.](?P<more>[0-9]{2}))?(?!\w)"
)
# Hundredths have two digits: «9\"58»; «1\"5» and «9\"589» are none.
_RECORD = Form(
    r"(?<![\w.,:])(?:(?P<minute>[0-9]{1,2})['’′])?(?P<second>[0-9]{1,2})[\"″](?P<more>[0-9]{2})(?!\w)"
)
# Minutes only where a mark says so: «10-15'», but «10-15» is a range.
_MINUTES = Form(
    rf"{_FREE}(?P<minute>[0-9]{{1,3}}){SPACE}?{DASH}{SPACE}?(?P<more>[0-9]{{1,3}})(?:'|’|′|ph)(?!\w)"
)
# Halves and extra times end at these minutes: «91+3» is a sum.
_ADDED = Form(r"(?<!\w)(?P<minute>45|90|105|120)\+(?P<more>[0-9]{1,2})(?P<mark>'|’|′)?(?!\w)")
# A whole word: not «8g sángg».
_G_AFTER = Form(rf"(?:{_DAY_PART})\b")
# A whole word that leads to a time, or the dash of a range: «lúc 8g», «7g – 8g»; in
# «vàovào 8g muối» there is none.
_G_BEFORE = Form(r"(?:^|\W)(?:lúc|vào|từ|đến|tới|hồi|trước|sau|khoảng|giờ|-|–)$")
# «tỉ lệ 10:30» is no time, but «tỉ lệ 10h30» can be nothing else.
_RATIO = Form(r"(?:tỉ lệ|tỷ lệ|tỉ số|tỷ số)(?: \w+){0,3}$")
_DIGIT = Form(r"[0-9]")


def read_times(text: str) -> Iterable[Claim]:
    """Times of day with their zones, and durations written short."""
    if not _DIGIT.found_in(text):
        return
    for match in _ADDED.matches(text):
        said = f"{say_cardinal(int(match['minute']))} cộng {say_cardinal(int(match['more']))}"
        yield Claim("added-time", match.start(), match.end(), said)
    for match in _MINUTES.matches(text):
        said = f"{say_cardinal(int(match['minute']))} đến {say_cardinal(int(match['more']))} phút"
        yield Claim("minutes", match.start(), match.end(), said)
    yield from _read_zones(text, has_minutes=True)
    for match in _RECORD.matches(text):
        said = f"{_say_short(match)} {say_whole(match['more'])}"
        yield Claim("record", match.start(), match.end(), said)
    for match in _CLOCK.matches(text):
        if match["mark"] != ":" or not _RATIO.found_in(before(text, match.start())):
            yield Claim("time", match.start(), match.end(), _say_clock(match))
    for match in _HOUR.matches(text):
        said = f"{say_cardinal(int(match['hour']))} giờ{_say_zone(match)}"
        yield Claim("hour", match.start(), match.end(), said)
    yield from _read_less_certain(text)
    for match in _RANGE_FROM.matches(text):
        said = f"{say_cardinal(int(match['hour']))} đến"
        yield Claim("hours", match.start(), match.end(), said + " ")
    for match in _JOIN.matches(text):
        yield Claim("to-hour", match.start(), match.end(), " đến ")
    yield from _read_zones(text, has_minutes=False)


def _read_zones(text: str, *, has_minutes: bool) -> Iterator[Claim]:
    """Zones by themselves. Those with minutes go before the times: «GMT+5:30» is not half past."""
    for match in _LONE_ZONE.matches(text):
        if bool(match["more"]) == has_minutes:
            more = f" giờ {say_cardinal(int(match['more']))} phút" if match["more"] else ""
            yield Claim("time-zone", match.start(), match.end(), _say_zone(match).strip() + more)


def _read_less_certain(text: str) -> Iterator[Claim]:
    for match in _HALF.matches(text):
        said = f"{say_cardinal(int(match['hour']))} giờ{_say_half(match)}"
        yield Claim("hour", match.start(), match.end(), said)
    for match in _G_HOUR.matches(text):
        if _G_AFTER.found_at(after(text, match.end()), 0) or _G_BEFORE.found_in(
            before(text, match.start())
        ):
            yield Claim(
                "hour", match.start(), match.end(), f"{say_cardinal(int(match['hour']))} giờ", 0.9
            )
    for match in _LONG.matches(text):
        if not _RATIO.found_in(before(text, match.start())):
            yield Claim("duration", match.start(), match.end(), _say_short(match), 0.8)
    for match in _SHORT.matches(text):
        if match[0]:
            named = match["minute"] and before(text, match.start()).endswith("phút")
            said = say_cardinal(int(match["minute"])) if named else _say_short(match)
            yield Claim("duration", match.start(), match.end(), said, 0.9)


def _say_clock(match: re.Match[str]) -> str:
    minute, second = int(match["minute"]), int(match["second"] or 0)
    said = f"{say_cardinal(int(match['hour']))} giờ"
    if minute:
        said += f" {say_cardinal(minute)} phút"
    if second:
        said += f" {say_cardinal(second)} giây"
    return said + _say_half(match) + _say_zone(match)


def _say_half(match: re.Match[str]) -> str:
    if not match["half"]:
        return ""
    hour = int(match["hour"]) % 12
    if match["half"][0] in "aA":
        return " sáng"
    return " trưa" if hour == 0 else " chiều" if hour < 6 else " tối"


def _say_zone(match: re.Match[str]) -> str:
    if not match["zone"]:
        return ""
    said = " " + match["zone"].upper()
    if match["shift"]:
        sign = "cộng" if match["shift"] == "+" else "trừ"
        said += f" {sign} {say_cardinal(int(match['hours']))}"
    return said


def _say_short(match: re.Match[str]) -> str:
    minute, second = match["minute"], match["second"]
    parts = [f"{say_cardinal(int(minute))} phút"] if minute else []
    if second and (int(second) or not minute):
        parts.append(f"{say_cardinal(int(second))} giây")
    return " ".join(parts)

"""A newsroom's date line: when the article was published, in the forms pages print."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo

from service.articles.months import with_numbered_months
from service.errors import ArticleError

_DATE = re.compile(
    r"""
    (?<![\d/.-])(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})(?!\d)
    | (?<![\d/.-])(?P<d2>\d{1,2})\s?(?P<mark>[-/.])\s?(?P<m2>\d{1,2})\s?(?P=mark)\s?
      (?P<y2>\d{4})(?![\d/])
    | (?:ngày\s+)?(?<!\d)(?P<d3>\d{1,2})\s+tháng\s+(?P<m3>\d{1,2})(?:\s*,)?\s+
      (?:năm\s+)?(?P<y3>\d{4})(?!\d)
    | (?:ngày\s+)?(?<!\d)(?P<d4>\d{1,2})\s+(?:th|thg)\.?\s*(?P<m4>\d{1,2})(?:\s*,)?\s+
      (?P<y4>\d{4})(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d/.-])T?(?P<hour>\d{1,2})(?::|\s?h\s?|\s?giờ\s?|\s?g)(?P<minute>\d{2})?"
    r"(?::(?P<second>\d{2})(?:\.\d+)?)?(?:\s?phút)?(?:\s?(?P<half>SA|CH|AM|PM|sáng|chiều|tối)\b)?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\(?\s*(?:GMT|UTC)\s*(?P<sign>[+-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?\s*\)?"
    r"|(?<=\d)(?:(?P<utc>Z)|(?P<sign2>[+-])(?P<hours2>\d{2}):?(?P<minutes2>\d{2}))\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s+nhật|CN|T[2-7]|ngày|lúc|vào|hồi|giờ|"
    r"xuất\s+bản|phát\s+hành|đăng(?:\s+tải)?|cập\s+nhật(?:\s+(?:lần\s+cuối|gần\s+nhất|mới\s+nhất))?|"
    r"thời\s+gian|posted|published|updated|on|at|date)\b",
    re.IGNORECASE,
)
_BESIDES = re.compile(
    r"(?:số\s+)?(?:(?:lượt|lần|đã|người)\s+(?:xem|đọc|nghe|truy\s+cập)|views?|bình\s+luận|hits)\s*:?\s*"
    r"\d[\d.,]*|\d[\d.,]*\s*(?:(?:lượt|người)\s+(?:xem|đọc|nghe)|views?|bình\s+luận|phản\s+hồi|phút\s+đọc|min(?:ute)?s?\s+read)\b|"
    r"\b(?:lượt\s+xem|in\s+(?:bài|trang|tin)(?:\s+(?:viết|này))?|chia\s+sẻ|đọc\s+bài(?:\s+viết)?|"
    r"nghe\s+bài(?:\s+viết)?|gửi\s+(?:email|mail|bạn\s+bè)|google\s+news|cỡ\s+chữ|a[+-](?!\w))",
    re.IGNORECASE,
)
"""What pages print in one line with the date: how often the page was seen, and buttons."""

_PUBLISHED = re.compile(r"(?<!cập nhật )\b(?:đăng|xuất\s+bản|phát\s+hành|posted|published)\b", re.I)
_SIGNED = re.compile(
    r"(?:[|•·,;–—-]\s*)?\b(?:theo|nguồn|tác\s+giả|người\s+đăng|đăng\s+bởi|by)\b\s*:?\s*"
    r"(?P<name>[^|•·;:,\x00]+)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\s,;:|/•·()\[\]–—-]+")
_BESIDE_NAME = re.compile(r"[,|•·–—:()-]\s*\x00|\x00\s*[,|•·–—:()-]")
_BESIDE = re.compile(r"[|•·–—()-]\s*\x00|\x00\s*[|•·–—()-]")
_NAME_WORDS = 7
_SECTION_WORDS = 5


@dataclass(frozen=True, slots=True)
class DateLine:
    """When a line says the article was published, and what else stands in the line.

    ``labelled`` says that the line calls it the day of publication; a page's head shows
    today's date without a word.
    """

    published: datetime
    rest: str
    labelled: bool = False
    signed: str | None = None


def read_date_line(line: str, zone: tzinfo) -> DateLine | None:
    """What a date line says, or None where ``line`` is none.

    A date line is a date with perhaps a time, a weekday, words such as "Cập nhật
    lúc", the number of views, buttons, a label with a name and a short rest (a section
    or a by-line). Without a time it is midnight;
    without a zone of its own it is in ``zone``. Raises ``ArticleError`` for a date
    or time that does not exist.
    """
    if len(line) > 160:
        return None
    line = with_numbered_months(line)
    date = _DATE.search(line)
    if date is None:
        return None
    # A second date is when it was changed: "Đăng 20/11/2026 - Cập nhật 21/11/2026".
    others = line[: date.start()] + " \x00 " + _DATE.sub(" ", line[date.end() :])
    others = _BESIDES.sub(" ", others)
    offset = _ZONE.search(line)
    others = _ZONE.sub(" ", others)
    time = _TIME.search(others)
    if time is not None:
        others = others[: time.start()] + " " + _TIME.sub(" ", others[time.end() :])
    signed = _SIGNED.search(others)
    if signed is not None:
        others = others[: signed.start()] + " " + others[signed.end() :]
    others = _FILLER.sub(" ", others)
    rest = _MARKS.sub(" ", others.replace("\x00", " ")).strip()
    if not _may_stand_by_a_date(rest, others, timed=time is not None):
        return None
    published = _published(line, date, time, _offset(offset) or zone)
    return DateLine(
        published,
        "" if _is_place(rest, others) else rest,
        _PUBLISHED.search(line) is not None,
        None if signed is None else _FILLER.sub(" ", signed["name"]).strip(" -–—()"),
    )


def _is_place(rest: str, others: str) -> bool:
    """Whether ``rest`` is where the article was written: ``Hà Nội, 02/07/2021``."""
    return bool(re.match(rf"\s*{re.escape(rest)}\s*,\s*\x00", others))


def _may_stand_by_a_date(rest: str, others: str, *, timed: bool) -> bool:
    """Whether ``rest`` is nothing, a section or a name, and not the words of a sentence."""
    if not rest:
        return True
    words = rest.split()
    if others.rstrip().endswith((".", "!", "?", "…")) or not all(map(str.isalpha, words)):
        return False
    if all(word[0].isupper() for word in words):
        return len(words) <= _NAME_WORDS and (timed or bool(_BESIDE_NAME.search(others)))
    return rest[0].isupper() and len(words) <= _SECTION_WORDS and bool(_BESIDE.search(others))


def _published(
    line: str, date: re.Match[str], time: re.Match[str] | None, zone: tzinfo
) -> datetime:
    year, month, day = (
        int(next(filter(None, date.group(*(f"{part}{form}" for form in range(1, 5))))))
        for part in "ymd"
    )
    hour, minute, second = _clock(time)
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError as e:
        raise ArticleError(
            f"Ngày giờ đăng bài không có thật: “{line}”. Hãy sửa lại dòng ngày.",
            f"The published date does not exist: “{line}”. Correct the date line.",
        ) from e


def _clock(time: re.Match[str] | None) -> tuple[int, int, int]:
    if time is None:
        return 0, 0, 0
    hour = int(time["hour"])
    half = (time["half"] or "").lower()
    if half in {"ch", "pm", "chiều", "tối"} and hour < 12:
        hour += 12
    elif half in {"sa", "am"} and hour == 12:
        hour = 0
    return hour, int(time["minute"] or 0), int(time["second"] or 0)


def _offset(zone: re.Match[str] | None) -> tzinfo | None:
    if zone is None:
        return None
    hours = int(zone["hours"] or zone["hours2"] or 0)
    minutes = int(zone["minutes"] or zone["minutes2"] or 0)
    if hours > 14 or minutes > 59:
        return None
    sign = -1 if (zone["sign"] or zone["sign2"]) == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))

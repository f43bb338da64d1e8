"""How the work has gone: charts that are read without a script, and a table beside each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from flask import render_template, request

from service.desk.dashboard import Dashboard, Day, look_back
from service.model import Ms, TextWarning
from service.outputs.charts import Series
from service.web.desk.entrance import desk
from service.web.desk.panels import Panel, make_named_panel, make_panel
from service.web.language import _, _n, is_english, joined, marked, translated
from service.web.language.measures import duration_words, whole_words
from service.web.site import site

PERIODS = (7, 30)

WARNING_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "missing-digit": "Chữ số thiếu hoặc thừa",
        "unknown-capitals": "Chữ viết hoa lạ",
        "lexicon-runaway": "Mục từ điển bị bỏ qua",
        "impossible-date": "Ngày không có thật",
        "ambiguous-unit": "Đơn vị có hai nghĩa",
        "ambiguous-roman": "Số La Mã hay chữ cái",
        "ambiguous-range": "Khoảng hay phép trừ",
        "ambiguous-abbreviation": "Chữ tắt có nhiều nghĩa",
    }
)
FAILURE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "SynthesisError": "Giọng đọc không trả lời hoặc không đọc được",
        "StoreError": "Đĩa hoặc cơ sở dữ liệu",
        "ArticleError": "Bài không có gì để đọc",
        "AudioError": "Âm thanh hỏng",
    }
)


@desk.app_template_filter("doubt_words")
def doubt_words(warning: TextWarning) -> str:
    """Why a place in a sentence is doubtful.

    A warning says it in Vietnamese; English has the name of its kind before that.
    """
    if not is_english():
        return warning.reason
    kind = translated(WARNING_WORDS.get(warning.code, warning.code))
    return joined(kind, ": ", marked(warning.reason))


@desk.get("/dashboard")
def dashboard() -> str:
    """The last 7 or 30 days, from what was counted hour by hour."""
    asked = request.args.get("ngay", PERIODS[0], type=int)
    period = asked if asked in PERIODS else PERIODS[0]
    service = site().service
    board = look_back(service.library, period, site().now(), service.settings.zone)
    return render_template(
        "desk/dashboard.html",
        board=board,
        period=period,
        periods=PERIODS,
        panels=_panels(board),
        median=_delay_words(board.total.median),
        slow=_delay_words(board.total.slow),
    )


def _panels(board: Dashboard) -> list[Panel]:
    return [
        _delays(board),
        _by_day(
            "made",
            _("Bản đọc làm xong và lần thu không thành"),
            _("Số bản đọc làm xong và số lần thu không thành mỗi ngày."),
            board,
            (
                (_("Bản đọc làm xong"), lambda day: day.made),
                (_("Lần không thành"), lambda day: day.failed),
            ),
        ),
        _by_day(
            "spoken",
            _("Câu thu mới và câu dùng lại"),
            _("Số câu mà giọng đọc phải nói mới, và số câu lấy từ các đoạn đã thu, mỗi ngày."),
            board,
            (
                (_("Câu thu mới"), lambda day: day.spoken),
                (_("Câu dùng lại"), lambda day: day.reused),
            ),
        ),
        _by_name(
            "warnings", _("Chỗ cần xem lại, theo loại"), _("Loại"), board.warnings, WARNING_WORDS
        ),
        _by_name(
            "failures",
            _("Lần thu không thành, theo lý do"),
            _("Lý do"),
            board.failures,
            FAILURE_WORDS,
        ),
    ]


def _delays(board: Dashboard) -> Panel:
    delays = _by_day(
        "delay",
        _("Từ lúc đăng đến lúc có tiếng"),
        _(
            "Một nửa số bài mới có tiếng trong khoảng thời gian ghi ở cột thứ nhất, "
            "chín phần mười trong cột thứ hai; tính bằng phút, từ lúc đăng hoặc lúc tới Loa "
            "nếu tới sau, sai số dưới 12 %."
        ),
        board,
        (
            (_("Một nửa số bài"), lambda day: day.median),
            (_("Chín phần mười"), lambda day: day.slow),
        ),
    )
    return replace(delays, unit=_("phút"))


def _by_day(
    name: str,
    title: str,
    told: str,
    board: Dashboard,
    columns: Sequence[tuple[str, Callable[[Day], int | timedelta | None]]],
) -> Panel:
    days = [f"{each.day.day}/{each.day.month}" for each in board.days]
    found = [[tell(each) for each in board.days] for _label, tell in columns]
    series = [
        Series(label, tuple(map(_number, values)))
        for (label, _tell), values in zip(columns, found, strict=True)
    ]
    rows = tuple(
        (day, *map(_words, values))
        for day, values in zip(days, zip(*found, strict=True), strict=True)
    )
    return make_panel(name, title, told, days, series, _("Ngày"), rows)


def _by_name(
    name: str,
    title: str,
    head: str,
    counts: Sequence[tuple[str, int]],
    words: Mapping[str, str],
) -> Panel:
    named = [(translated(words.get(code, code)), count) for code, count in counts]
    told = ""
    if named:
        told = _n("Nhiều nhất: %(name)s, %(num)s lần.", named[0][1], name=named[0][0])
    return make_named_panel(name, title, told, head, _("Số lần"), named)


def _number(value: int | timedelta | None) -> float | None:
    """What a bar shows: a number, or minutes."""
    return value.total_seconds() / 60 if isinstance(value, timedelta) else value


def _words(value: int | timedelta | None) -> str:
    return whole_words(value) if isinstance(value, int) else _delay_words(value)


def _delay_words(delay: timedelta | None) -> str:
    return (
        _("chưa có") if delay is None else duration_words(Ms(round(delay.total_seconds() * 1000)))
    )

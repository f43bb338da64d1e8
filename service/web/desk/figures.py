"""How episodes were listened to: charts that are read without a script, tables, and a file."""

from collections.abc import Sequence
from datetime import UTC, timedelta

from flask import Response, render_template, request

from service.desk.figures import Report, report_figures, titled_lines
from service.model.channel import EVERYTHING
from service.model.listening import FiguresAsked, FiguresBy, ListeningCount
from service.model.subchannel import Subchannel, is_slug
from service.outputs.charts import Series
from service.outputs.figures_table import figure_lines
from service.settings.delivery import OWN
from service.web.desk.entrance import desk
from service.web.desk.panels import Panel, make_named_panel, make_panel
from service.web.desk.sheets import answer_table
from service.web.language import _, closed
from service.web.language.measures import day_words, whole_words
from service.web.site import site

PERIODS = (7, 30, 90, 365)
_LONGEST_NAME = 200


@desk.get("/figures")
def figures() -> str:
    """Downloads and listening on pages, of the last 7 to 365 days."""
    service = site().service
    asked = _asked()
    report = report_figures(service.library, asked)
    every = FiguresAsked(asked.since, asked.until)
    sections = service.library.sum_figures(every, FiguresBy.SECTION)
    apps = service.library.sum_figures(every, FiguresBy.APP)
    return render_template(
        "desk/figures.html",
        report=report,
        asked=asked,
        period=_period(),
        periods=PERIODS,
        narrowed=_narrowed(asked),
        sections=sorted({each.name for each in sections} - {""}),
        apps=sorted({each.name for each in apps} - {""}),
        app_words=_app_words,
        channels=service.library.subchannels(),
        channel=_channel(),
        panels=_panels(report),
        title=service.library.titles_of([asked.episode_id]).get(asked.episode_id, ""),
        counting=service.settings.count_listening,
        sent_elsewhere=service.settings.count_listening == ListeningCount.OWN
        and service.settings.media_delivery != OWN,
    )


@desk.get("/figures.csv")
def figures_csv() -> Response:
    """Each single total of what is asked for, for spreadsheets."""
    lines = figure_lines(titled_lines(site().service.library, _asked()))
    return answer_table(lines, "luot-nghe.csv")


def _asked() -> FiguresAsked:
    today = site().now().astimezone(UTC).date()
    channel = _channel()
    told = {
        name: request.args.get(name, "")[:_LONGEST_NAME] for name in ("bai", "chuyen-muc", "app")
    }
    return FiguresAsked(
        today - timedelta(days=_period() - 1),
        today,
        episode_id=told["bai"],
        section=told["chuyen-muc"],
        app=told["app"],
        membership=channel.membership if channel else EVERYTHING,
    )


def _channel() -> Subchannel | None:
    """The channel whose figures are asked for; one that there is not narrows nothing."""
    slug = request.args.get("kenh", "")
    return site().service.library.subchannel(slug) if is_slug(slug) else None


def _period() -> int:
    asked = request.args.get("ngay", PERIODS[1], type=int)
    return asked if asked in PERIODS else PERIODS[1]


def _narrowed(asked: FiguresAsked) -> dict[str, str | int]:
    """What the address tells, for links to the same figures otherwise."""
    channel = _channel()
    told = {"bai": asked.episode_id, "chuyen-muc": asked.section, "app": asked.app}
    told["kenh"] = channel.slug if channel else ""
    return {"ngay": _period(), **{name: value for name, value in told.items() if value}}


def _panels(report: Report) -> list[Panel]:
    apps = [(_app_words(name), count) for name, count in report.apps]
    sections = [(name or _("Không có chuyên mục"), count) for name, count in report.sections]
    return [
        _by_day(report),
        _on_pages(report),
        _by_name("apps", _("Lượt tải theo ứng dụng"), _("Ứng dụng"), apps),
        _by_name("sections", _("Lượt tải theo chuyên mục"), _("Chuyên mục"), sections),
    ]


def _by_day(report: Report) -> Panel:
    return make_panel(
        "days",
        _("Lượt tải mỗi ngày"),
        _("Số lượt tải mỗi ngày, ngày tính theo giờ quốc tế (từ 7 giờ sáng ở Việt Nam)."),
        [f"{day.day}/{day.month}" for day, _count in report.days],
        [Series(_("Lượt tải"), tuple(float(count) for _day, count in report.days))],
        _("Ngày"),
        tuple((day_words(day), whole_words(count)) for day, count in report.days),
    )


def _on_pages(report: Report) -> Panel:
    words = (
        _("Bấm nghe"),
        _("Nghe một phần tư"),
        _("Nghe một nửa"),
        _("Nghe ba phần tư"),
        _("Nghe hết"),
    )
    return make_panel(
        "page",
        _("Nghe ngay trên trang"),
        _(
            "Trong những lần nghe trên trang của bài, bao nhiêu lần nghe được tới đâu. "
            "Không nhận ra ai, nên một người nghe hai lần được tính là hai lần."
        ),
        words,
        [Series(_("Số lần"), tuple(map(float, report.page)))],
        _("Tới đâu"),
        tuple((name, whole_words(count)) for name, count in zip(words, report.page, strict=True)),
    )


def _by_name(name: str, title: str, head: str, counts: Sequence[tuple[str, int]]) -> Panel:
    named = [(closed(label), count) for label, count in counts]
    return make_named_panel(name, title, "", head, _("Lượt tải"), named)


def _app_words(name: str) -> str:
    match name:
        case "other":
            return _("Ứng dụng khác")
        case "other-apple":
            return _("Ứng dụng khác của Apple")
        case "other-android":
            return _("Ứng dụng Android khác")
        case "other-browser":
            return _("Trình duyệt khác")
    return name

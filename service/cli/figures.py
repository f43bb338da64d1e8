"""loa figures: how episodes are listened to."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from service.cli.opening import now, opened_library
from service.errors import SettingsError
from service.model.channel import EVERYTHING
from service.model.listening import FiguresAsked, ListeningCount

_USUAL_DAYS = 30


@click.group()
def figures() -> None:
    """Số lượt nghe của các tập. (How episodes are listened to.)"""


@figures.command("show")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Từ ngày (UTC). [mặc định: 30 ngày]"
)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Đến hết ngày (UTC).")
@click.option("--article", default="", help="Chỉ tập có mã này.")
@click.option("--section", default="", help="Chỉ chuyên mục này.")
@click.option("--channel", default="", metavar="SLUG", help="Chỉ kênh này.")
@click.option("--app", default="", help="Chỉ ứng dụng này.")
@click.option("--csv", "as_csv", is_flag=True, help="Dạng CSV, mỗi con số một dòng.")
def show(
    since: datetime | None,
    until: datetime | None,
    article: str,
    section: str,
    channel: str,
    app: str,
    as_csv: bool,
) -> None:
    """In lượt tải theo ngày, ứng dụng, chuyên mục và bài. (Prints downloads.)"""
    from service.desk.channels import require_channel
    from service.desk.figures import LONGEST_DAYS, report_figures, titled_lines
    from service.outputs.figures_table import figure_lines

    last = until.date() if until else now().astimezone(UTC).date()
    first = since.date() if since else last - timedelta(days=_USUAL_DAYS - 1)
    if not 0 <= (last - first).days < LONGEST_DAYS:
        raise click.UsageError(f"Từ 1 đến {LONGEST_DAYS} ngày. (1 to {LONGEST_DAYS} days.)")
    with opened_library() as (_settings, library):
        membership = require_channel(channel, library).membership if channel else EVERYTHING
        asked = FiguresAsked(first, last, article, section, app, membership)
        if as_csv:
            for line in figure_lines(titled_lines(library, asked)):
                sys.stdout.write(line)
            return
        report = report_figures(library, asked)
        click.echo(f"Lượt tải {first} – {last} (UTC): {report.downloads}")
        click.echo("Trên trang (bấm nghe, ¼, ½, ¾, hết): " + ", ".join(map(str, report.page)))
        _print("Ngày", [(str(day), count) for day, count in report.days if count])
        _print("Ứng dụng", report.apps)
        _print("Chuyên mục", [(name or "–", count) for name, count in report.sections])
        _print("Bài", [(f"{each.id} {each.title}", each.downloads) for each in report.episodes])


@figures.command("read-log")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def read_log(files: tuple[Path, ...]) -> None:
    """Đếm lượt tải từ nhật ký của nginx; dòng nào đã đếm thì không đếm lại.

    (Counts downloads of nginx's log, no line of it twice.)
    """
    from service.tending.listening_log import read_log as read_one

    with opened_library() as (settings, library):
        if settings.count_listening != ListeningCount.LOG:
            raise SettingsError(
                "LOA_COUNT_LISTENING phải là log: nếu không, lượt tải bị đếm hai lần.",
                "LOA_COUNT_LISTENING must be log, or downloads would be counted twice.",
            )
        for path in files:
            found = read_one(library, path, settings.host_names, now())
            click.echo(
                f"{path}: {found.lines} dòng mới, {found.sent} lần gửi tính được, "
                f"{found.strange} dòng không đúng dạng."
            )


def _print(head: str, counts: "list[tuple[str, int]] | tuple[tuple[str, int], ...]") -> None:
    for name, count in counts:
        click.echo(f"{head}\t{name}\t{count}")

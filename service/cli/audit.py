"""loa audit: what everybody did."""

import json
import sys
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice

import click

from service.cli.opening import desk_of, opened_library
from service.model import Act


@click.command()
@click.option("--article", default="", help="Mã bài của toà soạn, mã tập, hay người bị tác động.")
@click.option("--who", default="", help="Ai làm: tên người, tên mã truy cập, người ở máy chủ.")
@click.option("--act", default="", type=click.Choice(["", *Act]), help="Việc gì.")
@click.option("--since", help="Từ ngày, như 2026-11-28.", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--until", help="Đến hết ngày.", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--limit", type=click.IntRange(1), help="Nhiều nhất bấy nhiêu việc. [mặc định: 50]")
@click.option("--json", "as_json", is_flag=True, help="Dạng JSON, mỗi việc một dòng; mọi việc.")
@click.option("--csv", "as_csv", is_flag=True, help="Dạng CSV; mọi việc.")
def audit(
    article: str,
    who: str,
    act: str,
    since: datetime | None,
    until: datetime | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Nhật ký: ai đã làm gì, mới nhất trước. (What everybody did, the newest first.)"""
    from service.desk.auditing import ACT_WORDS, KIND_WORDS, Asked, plain_entry, query_of
    from service.outputs.audit_table import audit_lines

    if as_json and as_csv:
        raise click.UsageError("Hãy chọn --json hoặc --csv. (Choose one of them.)")
    with opened_library() as (settings, library):
        zone = settings.zone
        asked = Asked(article, who, act, _day(since, zone), _day(until, zone, days=1))
        query = query_of(asked, library, desk_of(library).actor)
        most = limit if as_json or as_csv else limit or 50
        entries = islice(library.every_act(query), most)
        if as_csv:
            for line in audit_lines(entries):
                sys.stdout.write(line)
            return
        for each in entries:
            if as_json:
                click.echo(json.dumps(plain_entry(each), ensure_ascii=False))
                continue
            kind = f" ({KIND_WORDS[each.kind]})" if each.kind and each.kind != "person" else ""
            words = ACT_WORDS.get(each.action, each.action)
            shown = (f"{each.at.astimezone(zone):%Y-%m-%d %H:%M:%S}", each.who + kind, words)
            click.echo("  ".join(filter(None, (*shown, each.subject, each.detail))))


def _day(day: datetime | None, zone: tzinfo, *, days: int = 0) -> datetime | None:
    if day is None:
        return None
    return (day + timedelta(days=days)).replace(tzinfo=zone).astimezone(UTC)

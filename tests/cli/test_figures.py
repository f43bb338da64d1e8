"""Listening figures in the shell."""

import csv
import io
from datetime import UTC, datetime

from tests.cli.shell import Shell


def test_figures_are_printed_and_written_as_csv(shell: Shell) -> None:
    shown = shell.run("figures", "show")
    assert shown.returncode == 0, shown.stderr
    assert "(UTC): 0" in shown.stdout
    told = shell.run("figures", "show", "--csv", "--since", "2026-11-01", "--until", "2026-11-30")
    assert list(csv.reader(io.StringIO(told.stdout))) == [
        ["day", "kind", "episode", "title", "section", "app", "count"]
    ]
    assert "khong-co" in shell.run("figures", "show", "--channel", "khong-co").stderr
    for since, until in (("2026-11-02", "2026-11-01"), ("2020-01-01", "2026-11-01")):
        assert shell.run("figures", "show", "--since", since, "--until", until).returncode == 2


def test_a_log_is_read_where_nobody_else_counts(shell: Shell) -> None:
    log, now = shell.folder / "nghe.log", datetime.now(UTC)
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    log.write_text(
        f"10.0.0.1 - - [{now:%d}/{months[now.month - 1]}/{now:%Y:%H:%M:%S} +0000] "
        f'"GET /audio/a1/0123456789ab.mp3 HTTP/1.1" 200 9000 "-" "AntennaPod/3" "-" "-" "-" '
        f"{'0' * 32}\n"
    )
    refused = shell.run("figures", "read-log", str(log))
    assert refused.returncode != 0
    assert "LOA_COUNT_LISTENING" in refused.stderr
    settings = {"LOA_COUNT_LISTENING": "log"}
    assert "1 dòng mới" in shell.run("figures", "read-log", str(log), settings=settings).stdout
    assert "0 dòng mới" in shell.run("figures", "read-log", str(log), settings=settings).stdout
    log.write_text("không phải\n")
    odd = shell.run("figures", "read-log", str(log), settings=settings)
    assert odd.returncode != 0
    assert "loa_listening" in odd.stderr

"""What becomes of an article, told before anything is recorded: held back, or only looked at."""

from typing import TYPE_CHECKING

import click

from service.cli.extracting import described_extraction
from service.cli.opening import now

if TYPE_CHECKING:
    from service.compose import Service
    from service.desk.hints import Hints
    from service.model import Hold


def report_hold(hold: "Hold") -> None:
    """Says why what was taken in is not released yet, and how to release it."""
    click.echo(f"Bài {hold.article_id} được giữ lại, chưa phát hành:")
    for reason in hold.reasons:
        click.echo(f"  cảnh báo: {reason.vi}")
    click.echo(f"Xem lại rồi chạy `loa approve {hold.article_id}` để phát hành", nl=False)
    click.echo("." if hold.is_first else f", hoặc `loa reject {hold.article_id}` để giữ bản trước.")


def show_preview(service: "Service", raw: bytes, hints: "Hints") -> None:
    """Says what would be taken, left out and read; nothing is kept."""
    from service.desk.previewing import preview_article

    found = preview_article(raw, hints, service.library, service.intake, now())
    for line in described_extraction(found.it.found, service.settings.zone):
        click.echo(line)
    for note in found.it.notes:
        click.echo(f"Lưu ý: {note}")
    for reason in found.it.doubts:
        click.echo(f"Cảnh báo: {reason.vi} Bài sẽ được giữ lại, đợi người duyệt.")
    click.echo(f"\nSẽ đọc ({len(found.script.utterances)} câu):")
    for utterance in found.script.utterances:
        click.echo(f"  {utterance.spoken or '(không đọc)'}")
    click.echo("Chưa lưu gì.")

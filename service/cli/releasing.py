"""loa release, schedule, withdraw, republish, delete, editions: what is public, and what waits."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from service.cli.articles import find_article_by_name
from service.cli.opening import desk_of, opened, opened_library

if TYPE_CHECKING:
    from service.compose import Service
    from service.desk.desk import Desk
    from service.model import Article


@click.command()
@click.argument("article")
@click.option("--note", help="Lời đính chính nói với người nghe; không có thì thay lặng lẽ.")
def release(article: str, note: str | None) -> None:
    """Phát hành bản đã thu xong và đang đợi của một bài.

    ARTICLE là mã tập hoặc mã bài của toà soạn. (Releases what is made and waits.)
    """
    from service.desk.releases import release_now

    with opened("release") as service:
        found, desk = _begun(service, article)
        done = release_now(found.id, desk, service.production, note=note)
        click.echo(f"Đã phát hành bản {done.number} của bài {found.id}.")


@click.command()
@click.argument("article")
@click.argument("moment")
def schedule(article: str, moment: str) -> None:
    """Hẹn giờ phát hành bản đang đợi của một bài: `loa serve` hoặc `loa worker` sẽ làm.

    MOMENT như 2026-07-02T07:30; không ghi múi giờ thì là giờ của toà soạn. (Releases it then.)
    """
    from service.desk.releases import schedule_release

    with opened("schedule") as service:
        found, desk = _begun(service, article)
        at = _moment(moment, service)
        done = schedule_release(found.id, at, desk, service.production)
        click.echo(f"Bản {done.number} của bài {found.id} sẽ tự phát hành lúc {at.isoformat()}.")


@click.command()
@click.argument("article")
@click.option("--notice", help="Lời cho người nghe; không có thì chỉ nói bài không còn.")
def withdraw(article: str, notice: str | None) -> None:
    """Gỡ một bài: khỏi feed, trang, bản ghi âm. Khôi phục được. (Takes an episode back.)"""
    from service.desk.releases import withdraw as take_back

    with opened("withdraw") as service:
        found, desk = _begun(service, article)
        take_back(found.id, desk, service.production, notice)
        click.echo(f"Đã gỡ bài {found.id}.")


@click.command()
@click.argument("article")
def republish(article: str) -> None:
    """Phát lại một bài đã gỡ, như trước khi gỡ. (Brings a withdrawn episode back.)"""
    from service.desk.restoring import restore

    with opened("republish") as service:
        found, desk = _begun(service, article)
        restore(found.id, desk, service.production)
        click.echo(f"Đã khôi phục bài {found.id}.")


@click.command()
@click.argument("article")
@click.option("--title", required=True, help="Đầu đề của bài, viết lại đúng để xác nhận.")
def delete(article: str, title: str) -> None:
    """Xoá vĩnh viễn một bài: chữ, bản thu, bản gốc. Mã bài không dùng lại được.

    (Deletes an article for good; its title must be written again.)
    """
    from service.desk.releases import delete_for_good

    with opened("delete") as service:
        found, desk = _begun(service, article)
        delete_for_good(found.id, title, desk, service.production, service.stop_recording)
        click.echo(f"Đã xoá vĩnh viễn bài {found.id}.")


@click.command()
@click.argument("article")
def editions(article: str) -> None:
    """Các bản đã thu của một bài: bản nào đang phát, bản nào đợi. (Lists the editions.)"""
    from service.outputs.release_words import release_words

    with opened_library() as (settings, library):
        found = find_article_by_name(library, article)
        pending, card = library.pending(found.id), library.card(found.id)
        for each in library.edition_lines(found.id):
            at = each.released.at.astimezone(settings.zone) if each.released else None
            told = f"phát từ {at:%d-%m-%Y %H:%M}" if at else "chưa phát"
            if pending is not None and pending.number == each.number:
                told = f"đợi: {release_words(pending.reasons)}"
            now = " (đang phát)" if card is not None and card.number == each.number else ""
            click.echo(f"{each.number}\t{told}{now}")


def _begun(service: "Service", article: str) -> "tuple[Article, Desk]":
    service.watch_clock()
    return find_article_by_name(service.library, article), desk_of(service.library)


def _moment(written: str, service: "Service") -> datetime:
    from service.errors import ArticleError

    try:
        moment = datetime.fromisoformat(written)
    except ValueError as e:
        raise ArticleError(
            f"Không có giờ “{written}”. Hãy viết như 2026-07-02T07:30.",
            f"There is no moment “{written}”. Write it like 2026-07-02T07:30.",
        ) from e
    return moment if moment.tzinfo else moment.replace(tzinfo=service.settings.zone)

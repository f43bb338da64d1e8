"""loa publish, regenerate: articles and their editions."""

import sys
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from service.cli.failures import report_failure
from service.cli.foretelling import report_hold, show_preview
from service.cli.input import STDIN, read_input
from service.cli.opening import desk_of, opened
from service.cli.progress import end_progress, progress_printer
from service.errors import LoaError, StoreError, no_article, recorded_error
from service.excerpt import excerpt
from service.model import Act, Article, Job, JobState, Ms
from service.model.job import asker_of
from service.outputs.page_words import duration_words, level_words

if TYPE_CHECKING:
    from service.compose import Service
    from service.desk.hints import Hints
    from service.desk.intake import TakenIn
    from service.store.library import Library

PATIENCE_SECONDS = 24 * 3600.0


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--id", "source_id", help="Mã bài của toà soạn; mặc định là tên tệp.")
@click.option("--title", help="Đầu đề, khi không muốn nhận ra từ tệp.")
@click.option("--published", help="Ngày đăng, như 2021-07-02T07:49+07:00.")
@click.option("--author", help="Tác giả.")
@click.option("--section", help="Chuyên mục.")
@click.option("--link", help="Địa chỉ bài gốc.")
@click.option("--lead", help="Sa-pô.")
@click.option("--image", help="Địa chỉ ảnh đại diện.")
@click.option("--tag", "tags", multiple=True, help="Thẻ; có thể lặp lại.")
@click.option("--no-wait", is_flag=True, help="Xếp việc cho `loa serve` rồi thôi, không chờ.")
@click.option("--hold", is_flag=True, help="Chỉ thu, chưa phát hành: để nghe thử trước.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ lấy, bỏ và đọc những gì.")
def publish(
    file: Path, source_id: str | None, no_wait: bool, hold: bool, dry_run: bool, **facts: Any
) -> None:
    """Nhận một bài (văn bản, HTML, trang chép nguyên), đọc thành tiếng và phát hành.

    FILE là tệp, hoặc - để đọc từ đầu vào chuẩn; cũng nhận Markdown, Word (.docx), thư (.eml),
    bài của WordPress (JSON) và nguồn tin có đúng một bài. Bài đã có cùng mã thì được sửa
    theo tệp mới, chỉ câu thay đổi mới phải thu lại. Bài đáng ngờ được giữ lại,
    đợi `loa approve`.

    (Takes an article in, speaks it and publishes it.)
    """
    raw = read_input(file)
    if file == STDIN and source_id is None:
        raise click.UsageError("Đọc từ đầu vào chuẩn thì cần --id. (Standard input needs --id.)")
    hints = _hints(file, source_id or file.stem, hold=hold, **facts)
    with opened("publish") as service:
        service.watch_clock()
        if dry_run:
            show_preview(service, raw, hints)
            return
        desk = desk_of(service.library)
        taken = service.take_in(raw, hints, desk)
        report_taken_in(taken, service.settings.zone)
        if taken.hold is not None:
            report_hold(taken.hold)
            return
        releaser = None if hold else desk.actor.name
        job = service.update(taken, hold=hold, releaser=releaser, by=asker_of(desk.actor))
        follow(service, taken.article.id, job, wait=not no_wait)


def _hints(file: Path, source_id: str, published: str | None, **facts: Any) -> "Hints":
    from service.desk.hints import Hints, parse_date

    moment = parse_date(published) if published else None
    return Hints(source_id, file_name=file.name, published=moment, **facts)


@click.command()
@click.argument("article", required=False)
@click.option("--all", "everything", is_flag=True, help="Mọi bài.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ phải làm gì.")
@click.option("--no-wait", is_flag=True, help="Xếp việc cho `loa serve` rồi thôi, không chờ.")
@click.option("--hold", is_flag=True, help="Chỉ thu, chưa phát hành.")
def regenerate(
    article: str | None, everything: bool, dry_run: bool, no_wait: bool, hold: bool
) -> None:
    """Thu lại một bài: chỉ những câu chưa có tiếng.

    ARTICLE là mã tập hoặc mã bài của toà soạn. (Makes the next edition of an
    article; only what is missing is spoken.)
    """
    if (article is None) == (not everything):
        raise click.UsageError("Hãy cho mã một bài, hoặc --all. (Name an article, or --all.)")
    from service.desk.vocabulary import newest_articles

    with opened("regenerate") as service:
        service.watch_clock()
        named = [find_article_by_name(service.library, article)] if article else None
        found = named or newest_articles(service.library)
        codes = []
        for each in found:
            try:
                if dry_run:
                    _show_estimate(service, each)
                else:
                    _make_again(service, each.id, hold=hold, wait=not no_wait)
            except LoaError as e:  # the others do not wait for this one
                end_progress()
                click.echo(f"Bài {each.id} ({each.source_id}) không thành:", err=True)
                codes.append(report_failure(e))
        if codes:
            sys.exit(codes[0])


def _make_again(service: "Service", article_id: str, *, hold: bool, wait: bool) -> None:
    desk = desk_of(service.library)
    with desk.acting(Act.REGENERATE, article_id):
        pass  # it is queued once it is written down who wished it
    releaser = None if hold else desk.actor.name
    job = service.regenerate(article_id, hold=hold, releaser=releaser, by=asker_of(desk.actor))
    follow(service, article_id, job, wait=wait)


def report_taken_in(taken: "TakenIn", zone: tzinfo) -> None:
    """Says what was recognised, and lists what was left out; dates as in ``zone``."""
    revision = taken.sent
    published = revision.published.astimezone(zone)
    click.echo(f"Bài {taken.article.id}: {revision.title}")
    click.echo(f"  đăng {published:%d-%m-%Y %H:%M}, tác giả {revision.author or '(không rõ)'}")
    click.echo(f"  {len(revision.blocks) - 1} đoạn; bỏ ra ngoài {len(revision.left_out)} dòng:")
    for line in revision.left_out:
        click.echo(f"    · {excerpt(line.text, 70)}  [{line.reason}]")
    for note in taken.notes:
        click.echo(f"  lưu ý: {note}")


def follow(service: "Service", article_id: str, job: Job | None, *, wait: bool) -> None:
    """Shows the progress of ``job``, which is done here unless another worker is at it."""
    if job is None and service.library.wish(article_id) is not None:
        raise StoreError(
            f"Bài {article_id} đã được nhận, nhưng hàng đợi công việc không ghi được. "
            "`loa serve` hoặc `loa worker` sẽ tự thu khi ghi được.",
            f"Article {article_id} is kept, but the job queue takes nothing. "
            "`loa serve` or `loa worker` records it by itself later.",
        )
    if job is None:
        click.echo(f"Bài {article_id}: {_standing(service, article_id)}, không phải thu gì.")
        return
    if not wait:
        click.echo(f"Đã xếp việc {job.id}; `loa serve` hoặc `loa worker` sẽ làm.")
        return
    # Even beside a living `loa serve`: whoever is first does it, and if the other dies we go on.
    service.jobs.start(worker=True)
    job = service.jobs.wait(job.id, timeout=PATIENCE_SECONDS, on_progress=progress_printer())
    end_progress()
    _report_end(service, job)


def _standing(service: "Service", article_id: str) -> str:
    """Why nothing is made: what there is follows the article already."""
    from service.outputs.release_words import release_words

    pending = service.library.pending(article_id)
    if pending is None:
        return "bản đang phát đã là mới nhất"
    why = release_words(pending.reasons)
    return f"bản {pending.number} đã thu xong, chưa phát hành ({why})"


def find_article_by_name(library: "Library", name: str) -> Article:
    """The article whose id, or whose id in the newsroom, is ``name``."""
    found = library.article(name) or library.article_by_source(name)
    if found is None:
        raise no_article(name)
    return found


def _report_end(service: "Service", job: Job) -> None:
    from service.outputs.show_notes import voice_note

    if job.state is not JobState.DONE:
        raise recorded_error(
            job.error,
            job.message or "Việc không xong.",
            job.message_en or f"The job ended as {job.state.value}.",
        )
    click.echo(job.message or "Xong.")
    edition = service.library.made_edition(job.episode_id)
    if edition is None:
        return
    length = duration_words(edition.enclosure.duration)
    click.echo(f"  dài {length}, {level_words(edition)}")
    click.echo(f"  {voice_note(edition)}")


def _show_estimate(service: "Service", article: Article) -> None:
    cost = service.estimate(article.id)
    if cost is None:
        click.echo(f"{article.id}: không phải làm gì.")
        return
    work, length = (
        duration_words(Ms(round(1000 * seconds)))
        for seconds in (cost.work_seconds, cost.audio_seconds)
    )
    click.echo(
        f"{article.id}: thu {cost.sentences} câu ({cost.requests} lượt gọi), mất khoảng {work}; "
        f"dùng lại {cost.spoken_already} câu; bài dài khoảng {length}."
    )

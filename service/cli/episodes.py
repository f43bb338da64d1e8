"""loa verify, stitch: what is published, held against what it was made of."""

import sys
from pathlib import Path

import click

from service.cli.articles import find_article_by_name
from service.cli.opening import opened
from service.outputs.page_words import duration_words, size_words


@click.command()
@click.argument("episode")
def verify(episode: str) -> None:
    """Ghép lại một tập từ các đoạn đã thu và so với tệp đã phát hành.

    Mã thoát là 1 khi có gì khác hoặc thiếu. (Builds an episode again and compares.)
    """
    with opened("verify") as service:
        verdict = service.verify(find_article_by_name(service.library, episode).id)
    click.echo(f"Tập {verdict.episode_id}, bản {verdict.number}, sha256 {verdict.recorded}")
    click.echo(f"Tệp đã phát hành: {_compared(verdict.published, verdict.recorded)}")
    if not verdict.has_manifest:
        click.echo("Bản kê (manifest.json): không còn, hoặc đã hỏng")
    for name in verdict.lost_forms:
        click.echo(f"Dạng khác của tệp: {name} không còn như lúc phát hành")
    for names, found in (
        (verdict.missing, "Thiếu tiếng"),
        (verdict.different, "Tiếng trong audio_cache đã được thu lại khác đi"),
    ):
        if names:
            click.echo(f"{found} của {len(names)} câu: {', '.join(names)}")
    if verdict.missing or verdict.different:
        if verdict.is_intact:
            click.echo("(Bản đã phát hành vẫn nghe được; các câu này được thu lại khi cần đến.)")
    elif not verdict.is_comparable:
        click.echo("Tên đài, ảnh bìa hoặc khoảng nghỉ đã đổi từ khi thu: ghép lại ra tệp khác.")
    else:
        click.echo(f"Ghép lại từ audio_cache: {_compared(verdict.rebuilt, verdict.recorded)}")
    if not verdict.is_intact:
        click.echo(f"Hãy chạy `loa regenerate {verdict.episode_id}` để ghép và phát hành lại.")
    if not (verdict.is_intact and verdict.is_reproduced):
        sys.exit(1)


def require_new(file: Path, data: Path) -> None:
    """Refuses what must not be replaced: published files, devices, anything that is there."""
    if file.exists():
        raise click.UsageError(f"Đã có {file}; hãy chọn tên khác. ({file} exists.)")
    if file.resolve().is_relative_to(data.resolve()):
        raise click.UsageError(f"{file} nằm trong LOA_DATA. ({file} lies in LOA_DATA.)")
    if not file.resolve().parent.is_dir():
        raise click.UsageError(f"Không có thư mục {file.parent}. (There is no such folder.)")


@click.command()
@click.argument("episode")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--with",
    "way",
    type=click.Choice(["frames", "pydub"]),
    default="frames",
    show_default=True,
    help="frames: nối các khung có sẵn, như bản phát hành; pydub: giải mã, ghép rồi nén lại.",
)
def stitch(episode: str, file: Path, way: str) -> None:
    """Ghép một tập từ các đoạn đã thu ra tệp MP3.

    Cách pydub chậm hơn nhiều; nó để đối chiếu với cách nối khung.
    (Makes an episode's MP3 anew; pydub is the reference that the join is held against.)
    """
    with opened("stitch") as service:
        require_new(file, service.settings.data)
        article_id = find_article_by_name(service.library, episode).id
        made = service.stitch(article_id, file, by_pydub=way == "pydub")
    length, size = duration_words(made.file.duration), size_words(made.file.length)
    click.echo(f"Đã ghi {file}: {length}, {size}, sha256 {made.file.sha256}")
    if way == "pydub":
        click.echo(f"Mốc các câu lệch nhiều nhất {made.cue_error} ms so với cách nối khung.")


def _compared(found: str | None, recorded: str) -> str:
    if found is None:
        return "không còn"
    return "đúng từng byte" if found == recorded else f"KHÁC ({found})"

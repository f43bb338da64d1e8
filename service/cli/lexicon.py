"""loa lexicon: the newsroom's own readings, in and out."""

import sys
from pathlib import Path

import click

from service.cli.lexicon_place import require_lexicon_place
from service.cli.opening import desk_of, now, opened_library
from service.cli.reading import read_lexicon_file
from service.disk import write_whole
from service.errors import LexiconError, reason_of
from service.model import Act, LexiconEntry
from service.text.lexicon import write_csv, write_pls


@click.group()
def lexicon() -> None:
    """Từ điển riêng của toà soạn. (The newsroom's lexicon.)"""


@lexicon.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết những câu sẽ đổi.")
def import_entries(file: Path, dry_run: bool) -> None:
    """Nhận các mục từ tệp .csv, hoặc .pls/.xml (W3C PLS 1.0).

    Mục đã có cùng mã được thay; tệp sai thì không mục nào được nhận.
    """
    from service.desk.vocabulary import keep_entries, preview_entries

    entries = read_lexicon_file(file, now())
    with opened_library() as (_, library):
        for found in preview_entries(entries, library):
            click.echo(f"bài {found.article.id}: {len(found.changes)} câu sẽ đổi")
            for change in found.changes:
                click.echo(f"  − {change.before}\n  + {change.after}")
        if dry_run:
            return
        desk = desk_of(library)
        with desk.acting(Act.LEXICON_IMPORT, "lexicon", f"{len(entries)}"):
            keep_entries(entries, library, now(), author=desk.actor.name)
    click.echo(f"Đã nhận {len(entries)} mục. `loa regenerate --all` thu lại các câu thay đổi.")


@lexicon.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_entries(file: Path) -> None:
    """Ghi mọi mục ra tệp .csv, hoặc .pls/.xml (W3C PLS 1.0).

    Chỉ thay một tệp từ điển cũ; tệp khác và liên kết thì để yên.
    """
    require_lexicon_place(file)
    with opened_library() as (_, library):
        entries = library.lexicon_entries()
    left_out: tuple[LexiconEntry, ...] = ()
    if file.suffix.lower() == ".csv":
        content = write_csv(entries).encode("utf-8-sig")
    else:
        pls = write_pls(entries)
        content, left_out = pls.content, pls.left_out
    try:
        write_whole((file, content))
    except OSError as e:
        raise LexiconError(
            f"Không ghi được tệp {file}: {reason_of(e)}.", f"Cannot write {file}: {e.strerror}."
        ) from e
    click.echo(f"Đã ghi {len(entries) - len(left_out)} mục vào {file}.")
    for entry in left_out:
        click.echo(f"PLS không chứa được: {_named(entry)}")


@lexicon.command("check")
def check_entries() -> None:
    """Chỉ ra mục mâu thuẫn, bị bỏ qua khi đọc hay không dùng ở bài nào; mã thoát 1 khi có."""
    from service.desk.vocabulary import review_lexicon

    with opened_library() as (_, library):
        review = review_lexicon(library)
    for conflict in review.conflicts:
        click.echo(f"mâu thuẫn: {conflict.reason}")
    for entry, why in review.trial.left_out:
        click.echo(f"bị bỏ qua khi đọc: {_named(entry)}: {why.vi}")
    for entry in review.trial.unused:
        click.echo(f"không dùng ở bài nào: {_named(entry)}")
    if review.conflicts or review.trial.left_out or review.trial.unused:
        sys.exit(1)


def _named(entry: LexiconEntry) -> str:
    return f"“{entry.grapheme}” ({entry.id})"

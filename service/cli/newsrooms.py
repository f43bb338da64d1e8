"""loa newsroom: which newsrooms an operator has."""

import os
import sys
from functools import partial
from pathlib import Path

import click

from service.cli.opening import now
from service.cli.progress import tenths_printer

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group()
def newsroom() -> None:
    """Các toà soạn mà máy này phục vụ (LOA_NEWSROOMS).

    (The newsrooms that are served here.)
    """


@newsroom.command("list")
@click.option("--names", is_flag=True, help="Chỉ tên, mỗi dòng một tên, để dùng trong kịch bản.")
def list_newsrooms(names: bool) -> None:
    """Kể các toà soạn, địa chỉ và chỗ để; toà nào chưa được phục vụ thì vì sao.

    Mã thoát 1 khi có toà soạn không được phục vụ như tệp của nó nói.

    (Lists the newsrooms, and why others are not served.)
    """
    from service.compose.databases import find_databases
    from service.compose.newsrooms.removing import list_leaving
    from service.compose.newsrooms.roster import read_roster

    roster = read_roster(os.environ)
    for each in roster.newsrooms.values():
        settings = each.settings
        place = find_databases(settings, settings.data).library
        click.echo(each.name if names else f"{each.name:<20} {settings.base_url}  {place}")
    for name, error in roster.refused.items():
        click.echo(f"✗ {name}: {error.vi}\n  ({error.en})", err=names)
    leaving = tuple(list_leaving(os.environ))
    for name in leaving:
        click.echo(
            f"✗ {name}: đang được bỏ dở, không được phục vụ. Hãy chạy lại `loa newsroom remove "
            f"{name}`.\n  (Its removal was stopped. Run `loa newsroom remove {name}` again.)",
            err=names,
        )
    if roster.refused or leaving:
        sys.exit(1)


@newsroom.command("add")
@click.argument("name")
@click.option("--base-url", help="Địa chỉ công bố, như https://nghe.bao.vn.")
@click.option("--title", help="Tên podcast.")
@click.option("--from", "archive", type=_FILE, help="Lấy lại từ tệp do `loa newsroom export` tạo.")
@click.option("--identity", type=_FILE, help="Tệp khoá, khi bản xuất được mã hoá bằng age.")
def add(
    name: str, base_url: str | None, title: str | None, archive: Path | None, identity: Path | None
) -> None:
    """Thêm toà soạn NAME, mới hay lấy lại từ một bản xuất; các toà soạn khác chạy tiếp.

    (Adds a newsroom, new or brought back from an export.)
    """
    from service.compose.newsrooms.administration import Archive, add_newsroom

    if archive is None and base_url is None:
        raise click.UsageError("Thiếu --base-url. (--base-url is missing.)")
    said = {key: told for key, told in (("base_url", base_url), ("title", title)) if told}
    kept = Archive(archive, identity) if archive else None
    tell = partial(tenths_printer(), "Đang khôi phục")
    added = add_newsroom(os.environ, name, said, kept, tell)
    click.echo(
        f"Đã thêm toà soạn {name}: {added.settings.base_url}, thư mục {added.settings.data}."
    )
    click.echo(f"Vào bàn biên tập: `loa --newsroom {name} sign-in`.")


@newsroom.command("export")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(name: str, file: Path) -> None:
    """Ghi toà soạn NAME ra một tệp: thiết đặt, cơ sở dữ liệu, tệp đã phát hành, khoá.

    Làm được cả khi Loa đang chạy. Lấy lại bằng `loa newsroom add --from`, hay bằng `loa restore`
    ở nơi chỉ có một toà soạn.

    (Writes a newsroom to one file, while Loa runs.)
    """
    from service.compose.newsrooms.administration import export_by_name

    export_by_name(os.environ, name, file, now(), partial(tenths_printer(), "Đang xuất"))
    click.echo(f"Đã xuất toà soạn {name} ra {file} ({file.stat().st_size / 2**20:.1f} MB).")


@newsroom.command("remove")
@click.argument("name")
@click.option("--no-export", is_flag=True, help="Không giữ bản xuất nào: mất hẳn.")
@click.option("--confirm", help="Tên toà soạn, gõ lại, để khỏi hỏi.")
def remove(name: str, no_export: bool, confirm: str | None) -> None:
    """Bỏ toà soạn NAME cùng mọi thứ của nó; một bản xuất được giữ ở LOA_DATA/removed.

    (Removes a newsroom; an export of it is kept.)
    """
    from service.compose.newsrooms.removing import find_removable, remove_newsroom

    settings = find_removable(os.environ, name).settings
    click.echo(f"Toà soạn {name}: {settings.base_url}, thư mục {settings.data}.")
    typed = confirm or click.prompt("Gõ lại tên để bỏ (type its name to remove it)")
    if typed != name:
        raise click.UsageError("Tên gõ lại không khớp; chưa có gì bị thay đổi. (Not removed.)")
    tell = partial(tenths_printer(), "Đang xuất")
    kept = remove_newsroom(os.environ, name, now(), tell, exports=not no_export)
    click.echo(f"Đã bỏ toà soạn {name}." + (f" Bản xuất: {kept}" if kept else ""))

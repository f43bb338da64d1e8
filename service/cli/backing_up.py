"""loa backup, restore: what must last, a second time and back."""

import sys
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from service.cli.opening import current_settings, now
from service.cli.progress import tenths_printer

_MEGABYTE = 2**20
_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command()
@click.argument("folder", type=_FOLDER)
@click.option(
    "--keep",
    type=click.IntRange(1),
    default=30,
    show_default=True,
    help="Giữ bao nhiêu bản mới nhất.",
)
@click.option("--list", "only_list", is_flag=True, help="Chỉ kể các bản đang có.")
@click.option("--verify", "only_verify", is_flag=True, help="Chỉ đọc lại bản mới nhất và so.")
@click.option("--identity", type=_FILE, help="Tệp khoá để mở bản mã hoá bằng age (với --verify).")
def backup(
    folder: Path, keep: int, only_list: bool, only_verify: bool, identity: Path | None
) -> None:
    """Sao lưu cơ sở dữ liệu, tệp đã phát hành và khoá vào FOLDER, cả khi Loa đang chạy.

    Lần sau chỉ chép những gì mới. Với LOA_BACKUP_RECIPIENT, mọi tệp được mã hoá bằng age hoặc
    gpg. FOLDER nên ở một đĩa hay máy khác. Đoạn âm thanh (LOA_CACHE) và hàng đợi không cần sao
    lưu.

    (Backs up database, published files and key to FOLDER while Loa runs; only what is new is
    copied.)
    """
    from service.compose.backups import back_up_installation, open_vault

    if only_list or only_verify:
        vault = open_vault(folder, identity)
        if only_list:
            for name in vault.names():
                click.echo(f"{name}  {_megabytes(vault.snapshot(name).size)}")
            return
        newest = vault.snapshot()
        damaged = vault.check(newest, partial(tenths_printer(), "Đang đọc lại"))
        for each in damaged:
            click.echo(f"✗ {each.name}: mất hoặc hỏng (lost or damaged)")
        if damaged:
            sys.exit(1)
        click.echo(f"✓ Bản {newest.name}: {len(newest.all_files)} tệp, đều đúng.")
        return
    made = back_up_installation(
        current_settings(), folder, now(), partial(tenths_printer(), "Đang sao lưu"), keep=keep
    )
    click.echo(
        f"Đã sao lưu bản {made.snapshot.name}: {len(made.snapshot.all_files)} tệp, "
        f"{_megabytes(made.snapshot.size)}; chép mới {made.new_files} tệp, "
        f"{_megabytes(made.new_bytes)}."
    )
    if made.forgotten:
        click.echo(f"Đã bỏ {len(made.forgotten)} bản cũ.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--at", "name", help="Bản nào, như `loa backup --list` kể; mặc định bản mới nhất.")
@click.option("--identity", type=_FILE, help="Tệp khoá để mở bản mã hoá bằng age.")
def restore(folder: Path, name: str | None, identity: Path | None) -> None:
    """Khôi phục bản sao lưu trong FOLDER, hay bản xuất của một toà soạn, vào LOA_DATA đang trống.

    Từng tệp được so với mã băm của nó. Guid, địa chỉ và tệp giữ nguyên như lúc sao lưu; bài chưa
    thu xong được thu tiếp khi Loa khởi động.

    (Restores the backup in FOLDER to LOA_DATA, which is empty.)
    """
    from service.compose.backups import open_vault, restore_installation
    from service.compose.newsrooms.archive import opened_archive

    settings, exported = current_settings(), ""
    with ExitStack() as unpacked:
        if folder.is_file():
            settings.data.mkdir(parents=True, exist_ok=True)
            vault, exported = unpacked.enter_context(
                opened_archive(folder, settings.data, identity)
            )
        else:
            vault = open_vault(folder, identity)
        snapshot = vault.snapshot(name)
        tell = partial(tenths_printer(), "Đang khôi phục")
        restore_installation(settings, vault, snapshot, tell)
    click.echo(f"Đã khôi phục bản {snapshot.name}: {len(snapshot.all_files)} tệp.")
    _tell_settings(exported)
    click.echo("Hãy khởi động Loa, rồi chạy `loa doctor --deep`.")


def _tell_settings(exported: str) -> None:
    """What the newsroom's own file said is this installation's to say from now on."""
    from service.compose.newsrooms.administration import exported_settings, write_toml
    from service.settings.secrets import without_secret

    told = exported_settings(exported)
    if not told:
        return
    click.echo(
        "Toà soạn ấy có những thiết đặt này; hãy đặt chúng trong LOA_CONFIG hay môi trường trước "
        "khi khởi động. (Its settings; set them here before you start Loa.)"
    )
    shown = {
        name: value
        if isinstance(value, Mapping)
        else _same_kind(value, without_secret(name, value))
        for name, value in told.items()
    }
    click.echo(write_toml(shown))


def _same_kind(value: object, shown: str) -> object:
    return value if shown == str(value) else shown


def _megabytes(count: int) -> str:
    return f"{count / _MEGABYTE:.1f} MB".replace(".", ",")

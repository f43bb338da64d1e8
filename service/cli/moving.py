"""loa migrate-to: the installation moves to another folder, another database, or both."""

from pathlib import Path

import click

from service.cli.opening import current_settings, now
from service.cli.progress import tenths_printer
from service.settings import PREFIX, load_settings

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command("migrate-to")
@click.argument("file", type=_FILE)
def migrate_to(file: Path) -> None:
    """Chuyển toà soạn sang nơi mà tệp cấu hình FILE nói: thư mục, cơ sở dữ liệu khác, hoặc cả hai.

    FILE là tệp LOA_CONFIG mà Loa sẽ dùng từ nay (data, database_url). Hãy dừng Loa trước; nơi mới
    phải trống. Guid, địa chỉ và tệp giữ nguyên; từng tệp và từng bảng được so với bản gốc; nơi cũ
    không bị thay đổi. Nếu bị dừng giữa chừng, hãy chạy lại: những tệp đã chép được giữ. Bài
    chưa thu xong được thu tiếp ở nơi mới.

    (Moves the installation to where the settings file says: another folder, database, or both.
    The old place is not changed; a move that was stopped goes on when it is run again.)
    """
    from service.compose.moving import move_installation

    new = load_settings({f"{PREFIX}CONFIG": str(file)})
    old = current_settings()
    moved = move_installation(old, new, now(), tenths_printer())
    if moved.files is not None:
        click.echo(f"Đã chuyển {moved.files.files} tệp, trong đó {moved.files.had} đã có sẵn.")
    click.echo(f"Đã chuyển {moved.rows} hàng của {len(moved.tables)} bảng. Tất cả đều đúng.")
    if (old.cache.resolve(), old.cache_url) != (new.cache.resolve(), new.cache_url):
        click.echo(
            "Đoạn âm thanh (LOA_CACHE) không được chuyển: hãy chép thư mục ấy sang nếu muốn giữ, "
            "nếu không thì `loa doctor --deep` kể những đoạn thiếu, và chúng được thu lại khi cần. "
            "(Clips are not moved: copy LOA_CACHE, or they are made again when they are needed.)"
        )
    click.echo(f"Từ nay hãy chạy Loa với LOA_CONFIG={file}, rồi xem `loa doctor --deep`.")

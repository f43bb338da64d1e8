"""loa rebuild: the library anew from the media folder."""

from typing import TYPE_CHECKING

import click

from service.cli.opening import current_settings, now

if TYPE_CHECKING:
    from service.tending.rebuilding import Rebuilt


@click.command()
@click.option("--dry-run", is_flag=True, help="Chỉ kể ra, không ghi gì.")
@click.option("--force", is_flag=True, help="Cả khi loa.db còn bài; tệp cũ được cất bên cạnh.")
@click.option("--media", is_flag=True, help="Nhận một thư mục media trống thay cho cái đã mất.")
def rebuild(dry_run: bool, force: bool, media: bool) -> None:
    """Dựng lại loa.db từ bản kê và văn bản gốc trong thư mục media, khi nó bị mất hay hỏng.

    Mã tập, guid, ngày và địa chỉ giữ nguyên như đã phát hành. Hãy dừng Loa trước. Với
    --media, loa.db được giữ nguyên, và lần chạy tới Loa dựng lại các tệp đã mất từ những
    đoạn đã thu.

    (Makes the library anew from the manifests and originals in the media folder.)
    """
    from service.compose.databases import find_databases
    from service.compose.media import open_media
    from service.compose.rebuilding import adopt_folder, preview_rebuild, rebuild_library

    settings = current_settings()
    data = settings.data.resolve()
    databases = find_databases(settings, data)
    published = open_media(settings, data)
    if media:
        if dry_run or force:
            raise click.UsageError("--media đứng một mình. (--media stands alone.)")
        count = adopt_folder(data, databases, published)
        click.echo(f"Thư mục media trống được nhận. Hãy khởi động Loa: {count} tập được dựng lại")
        click.echo("từ những đoạn đã thu; tập nào thiếu đoạn thì tạm bỏ khỏi danh sách phát.")
        return
    if dry_run:
        preview_rebuild(published, _tell)
        click.echo("Chưa ghi gì. (Nothing was written.)")
        return
    renewal = rebuild_library(data, databases, published, now(), _tell, force=force)
    if renewal.set_aside:
        click.echo(f"Bản cũ nằm ở {renewal.set_aside}.")
    if renewal.not_carried:
        click.echo(f"Không lấy lại được từ bản cũ: {', '.join(renewal.not_carried)}.")
    click.echo(f"Đã dựng lại {databases.library}. Hãy khởi động lại Loa.")


def _tell(rebuilt: "Rebuilt") -> None:
    if rebuilt.is_there:
        click.echo(f"{rebuilt.episode_id}: {rebuilt.title} ({rebuilt.editions} bản)")
    else:
        click.echo(f"{rebuilt.episode_id}: KHÔNG dựng lại được")
    for each in rebuilt.lacking:
        click.echo(f"  · {each}")

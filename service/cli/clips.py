"""loa cache: the clips, which may always be made again."""

import sys

import click

from service.cli.opening import opened

MEGABYTE = 2**20


@click.group()
def cache() -> None:
    """Các đoạn âm thanh trong audio_cache. (The clips in audio_cache.)"""


@cache.command()
def stats() -> None:
    """Có bao nhiêu đoạn, chiếm bao nhiêu chỗ. (How many clips, how large.)"""
    with opened("cache") as service:
        found = service.cache.stats()
        click.echo(
            f"{found.clips} đoạn, {found.originals} bản gốc của bộ đọc, "
            f"{found.bytes / MEGABYTE:.1f} MB"
        )


@cache.command()
@click.option("--limit-mb", type=click.IntRange(0), help="Mặc định là LOA_CACHE_LIMIT_MB.")
@click.option("--everything", is_flag=True, help="Bỏ cả đoạn đang cần hoặc vừa dùng.")
def prune(limit_mb: int | None, everything: bool) -> None:
    """Bỏ bớt đoạn lâu không dùng; đoạn của các bản đang phát, hay vừa dùng trong một giờ
    qua, được giữ. `loa serve` và `loa worker` tự làm việc này mười phút một lần.

    (Removes the least recently used clips; those of live editions, and those used
    within the hour, stay.)
    """
    with opened("cache") as service:
        limit = service.settings.cache_limit_mb if limit_mb is None else limit_mb
        shrink = service.cache.prune if everything else service.shrink_cache
        removed = shrink(limit * MEGABYTE)
        swept = service.sweep_leftovers()
        click.echo(f"Đã bỏ {removed.clips} đoạn, {removed.bytes / MEGABYTE:.1f} MB.")
        if swept:
            click.echo(f"Đã dọn {swept} tệp dở dang hoặc khoá cũ.")


@cache.command()
def verify() -> None:
    """Kiểm tra từng đoạn và bản gốc; cái nào hỏng bị bỏ, khi cần sẽ thu lại.

    Mã thoát là 1 khi có cái hỏng. (Checks everything in the cache.)
    """
    with opened("cache") as service:
        broken = service.cache.verify()
        for path in service.leftovers():
            click.echo(f"Dở dang, `loa cache prune` sẽ dọn: {path}")
    if broken:
        click.echo(f"Hỏng và đã bỏ: {len(broken)} đoạn hoặc bản gốc.")
        sys.exit(1)
    click.echo("Mọi đoạn đều nguyên vẹn.")

"""loa doctor: what is there, what is missing, and what follows from it."""

import importlib.metadata
import platform
import shutil
import sys
from collections.abc import Iterator

import click

from service.cli.opening import opened
from service.compose import Service
from service.errors import SynthesisError

PACKAGES = (
    "gtts",
    "pydub",
    "lameenc",
    "miniaudio",
    "numpy",
    "flask",
    "feedgen",
    "dbos",
    "sqlalchemy",
)
TOOLS = {
    "espeak-ng": "giọng dự phòng khi không có mạng; thiếu thì dùng gói loa[offline]",
    "ffmpeg": "không cần để chạy; chỉ để kiểm tra tệp âm thanh",
    "chromium": "không cần để chạy; chỉ để kiểm tra trang",
}


@click.command()
def doctor() -> None:
    """Cho biết có gì, thiếu gì, và hệ quả. (What is there, what is missing.)

    Mã thoát 1 khi không giọng nào đọc được.
    """
    click.echo(f"Python {platform.python_version()}, {platform.platform()}")
    click.echo("Gói: " + ", ".join(f"{name} {_version(name)}" for name in PACKAGES))
    for tool, purpose in TOOLS.items():
        click.echo(f"{'✓' if shutil.which(tool) else '·'} {tool}: {purpose}")
    with opened("doctor") as service:
        for line in _folders(service):
            click.echo(line)
        click.echo(
            f"Bài: {service.library.count_articles()}, tập: {service.library.count_episodes()}"
        )
        click.echo(f"Chương trình đang làm việc thu: {service.jobs.living_workers()}")
        speaking = [_probe(service, name) for name in service.doers.engines]
    if not any(speaking):
        sys.exit(1)


def _folders(service: Service) -> Iterator[str]:
    for purpose, folder in (
        ("dữ liệu (LOA_DATA)", service.settings.data),
        ("đoạn âm thanh (LOA_CACHE)", service.settings.cache),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free / 2**30
        yield f"✓ {purpose}: {folder.resolve()}, còn trống {free:.1f} GB"


def _probe(service: Service, name: str) -> bool:
    """Whether the engine can speak; the silent one does not count as a voice."""
    engine = service.doers.engines[name]
    voices = ", ".join(f"{voice.name} ({voice.label})" for voice in engine.voices)
    try:
        engine.probe()
    except SynthesisError as e:
        click.echo(f"✗ {name}: {e.vi} Các bài sẽ do giọng khác đọc.")
        return False
    click.echo(f"✓ {name}: {voices}")
    return name != "silence"


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "thiếu"

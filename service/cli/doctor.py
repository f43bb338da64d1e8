"""loa doctor: what is there, what is missing, and what follows from it."""

import dataclasses
import importlib.metadata
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.opening import current_settings, opened
from service.cli.progress import tenths_printer
from service.cli.serving import unheard_words
from service.errors import LoaError, SynthesisError, reason_of
from service.model import RECORDING
from service.settings import PREFIX, Settings
from service.settings.secrets import without_secret

if TYPE_CHECKING:
    from service.compose import Service
    from service.engines.policy import VoicePreference

PACKAGES = (
    "gtts",
    "pydub",
    "lameenc",
    "miniaudio",
    "numpy",
    "flask",
    "feedgen",
    "dbos",
    "msgspec",
    "sqlalchemy",
)
"""Of those that Loa depends on, the ones that sound, rows and what is published depend on."""

TOOLS = {
    "espeak-ng": "giọng dự phòng khi không có mạng; thiếu thì dùng gói loa[offline]",
    "ffmpeg": "để nhận bản thu M4A, Opus của điện thoại; thiếu thì chỉ nhận MP3, WAV, FLAC, Ogg",
    "chromium": "không cần để chạy; chỉ để kiểm tra trang",
}


@click.command()
@click.option(
    "--deep",
    is_flag=True,
    help="Đọc lại tất cả: cơ sở dữ liệu, từng tệp, từng đoạn đã thu, hàng đợi.",
)
def doctor(deep: bool) -> None:
    """Cho biết có gì, thiếu gì, và hệ quả. (What is there, what is missing.)

    Mã thoát 1 khi có gì làm Loa không thu hoặc không phát hành được, hoặc có gì đã phát
    hành bị mất hay hỏng.
    """
    settings = current_settings()
    for line in (*_versions(), *_tools(), _fonts(), *_settings(settings)):
        click.echo(line)
    writable = [_shows_folder(*each) for each in _folders(settings)]
    is_well = all(writable)
    try:
        with opened("doctor", reads_on=True) as service:
            for trouble in service.troubles:
                click.echo(f"✗ {trouble.vi} {trouble.cure_vi}\n  ({trouble.en} {trouble.cure_en})")
                is_well = False
            for line in _contents(service):
                click.echo(line)
            is_well = _can_speak(service) and is_well
            for line in _left_out(service):
                click.echo(line)
            is_well = not _show_findings(service, deep=deep) and is_well
    except LoaError as e:
        click.echo(f"✗ {e.vi}")
        is_well = False
    if not is_well:
        sys.exit(1)


def _show_findings(service: "Service", *, deep: bool) -> int:
    """How many things are wrong; each is told as it is found, with what to do."""
    from service.compose.checkup import check_up

    count = 0
    for finding in check_up(service, tenths_printer(), deep=deep):
        count += 1
        click.echo(f"✗ {finding.vi} {finding.cure_vi}\n  ({finding.en} {finding.cure_en})")
    if not count:
        click.echo("✓ Không thấy gì hỏng." if deep else "✓ Tệp phát hành đủ, đúng độ dài.")
    return count


def _versions() -> Iterator[str]:
    yield f"Python {platform.python_version()}, {platform.platform()}"
    yield "Gói: " + ", ".join(f"{name} {_version(name)}" for name in PACKAGES)


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "thiếu"


def _tools() -> Iterator[str]:
    for tool, purpose in TOOLS.items():
        yield f"{'✓' if shutil.which(tool) else '·'} {tool}: {purpose}"


def _fonts() -> str:
    """Pages use the reader's fonts: those of this machine matter to its own browser alone."""
    command = shutil.which("fc-list")
    if command is None:
        return "· phông chữ: không xem được trên máy này; trang dùng phông của máy người đọc"
    listed = subprocess.run([command, ":lang=vi", "family"], capture_output=True, check=False)
    count = len(set(listed.stdout.splitlines()))
    mark = "✓" if count else "·"
    return f"{mark} phông chữ có tiếng Việt: {count}; trang dùng phông của máy người đọc"


def _settings(settings: Settings) -> Iterator[str]:
    """The settings in force that are not the default."""
    defaults = Settings()
    for field in dataclasses.fields(Settings):
        value = getattr(settings, field.name)
        if value != getattr(defaults, field.name):
            shown = without_secret(field.name, value)
            yield f"  {PREFIX}{field.name.upper()} = {shown}"


def _folders(settings: Settings) -> Iterator[tuple[str, Path]]:
    yield "dữ liệu (LOA_DATA)", settings.data
    yield "đoạn âm thanh (LOA_CACHE)", settings.cache


def _shows_folder(purpose: str, folder: Path) -> bool:
    """Whether files can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free / 2**30
    except OSError as e:
        click.echo(f"✗ {purpose}: {folder.absolute()}: không ghi được, {reason_of(e)}")
        return False
    click.echo(f"✓ {purpose}: {folder.absolute()}, còn trống {free:.1f} GB")
    return True


def _contents(service: "Service") -> Iterator[str]:
    library = service.library
    yield f"Bài: {library.count_articles()}, tập: {library.count_episodes()}"
    yield f"Chương trình đang làm việc thu: {service.jobs.living_workers()}"
    with suppress(SynthesisError):  # its probe tells
        for each in service.circuits():
            if each.is_shut:
                yield (
                    f"· {each.engine} đã từ chối {each.refusals} lần liền; không chương trình nào "
                    f"hỏi trong {each.seconds_shut:.0f} giây nữa"
                )


def _can_speak(service: "Service") -> bool:
    """Whether every preference of the settings finds an engine that answers; all are told."""
    preferences, settings = service.production.voices.preferred, service.settings
    answering = [name for name in service.production.voices.engines if _answers(service, name)]
    named = [(_narrator_setting(settings), "các bài", preferences.narrator)]
    for section, preference in preferences.sections.items():
        named.append(("LOA_SECTION_VOICES", f"các bài chuyên mục “{section}”", preference))
    are_met = [_is_met(service, *each, answering) for each in named]
    if preferences.headings:
        setting = f"LOA_HEADING_VOICE={settings.heading_voice}"
        if not _is_met(
            service, setting, "đề mục bằng giọng riêng", preferences.headings, answering
        ):
            click.echo("  (giọng chính sẽ đọc cả đề mục, và nói rõ thế)")
    for name in service.unheard_engines:
        click.echo(f"· {unheard_words(name)}")
    return all(are_met)


def _narrator_setting(settings: Settings) -> str:
    """The setting that says who narrates, as it stands."""
    if settings.engine_order == ("auto",):
        return f"LOA_ENGINE={settings.engine}"
    return f"LOA_ENGINES={', '.join(settings.engine_order)}"


def _left_out(service: "Service") -> Iterator[str]:
    """The engines of other packages that are installed and could not be loaded, and why."""
    from service.engines.guard import GuardedEngine
    from service.engines.policy import AUTO
    from service.engines.registry import installed_points, make_engines
    from service.store.places import STATE

    engines = service.production.voices.engines
    points = (
        point
        for point in installed_points()
        if not isinstance(engines.get(point.name), GuardedEngine)
    )
    state = service.settings.data / STATE
    made = make_engines(points, state=state, taken={*engines, AUTO, RECORDING})
    yield from (f"· {error.vi}" for error in made.broken.values())


def _is_met(
    service: "Service", setting: str, part: str, preference: "VoicePreference", answering: list[str]
) -> bool:
    from service.engines.policy import candidates

    allowed = candidates(preference, service.production.voices.offers)
    speaking = [name for name in allowed if name in answering]
    if not speaking:
        click.echo(f"✗ {setting}: không thu được {part} lúc này")
    elif speaking[0] != allowed[0]:
        click.echo(f"· {allowed[0]} không trả lời: {part} sẽ do {speaking[0]} đọc, và nói rõ thế")
    else:
        click.echo(f"✓ {setting}: {part} sẽ do {speaking[0]} đọc")
    return bool(speaking)


def _answers(service: "Service", name: str) -> bool:
    from service.engines.abilities import ability_words, needed_abilities

    settings = service.settings
    needed = needed_abilities(settings.rate, settings.pitch)
    engine = service.production.voices.engines[name]
    voices = ", ".join(f"{voice.name} ({voice.label})" for voice in engine.voices)
    try:
        engine.probe()
        if needed and engine.abilities.issuperset(needed):
            # It can in general; not every rate, perhaps: espeak-ng stops at 0.58.
            engine.speak("Loa", engine.voices[0], rate=settings.rate, pitch=settings.pitch)
    except SynthesisError as e:
        click.echo(f"· {name}: {e.vi}")
        return False
    click.echo(f"✓ {name}: {voices}; {ability_words(engine.abilities)}")
    return True

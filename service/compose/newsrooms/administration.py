"""Newsrooms are added and exported, while the others are served."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from service.compose.backups import restore_installation
from service.compose.databases import find_databases
from service.compose.media import open_media
from service.compose.newsrooms.archive import Tell, export_newsroom, opened_archive
from service.compose.newsrooms.places import ENDING, require_name
from service.compose.newsrooms.removing import require_none_leaving
from service.compose.newsrooms.roster import (
    Newsroom,
    folder_of,
    read_newsroom,
    read_roster,
    require_unclaimed,
)
from service.disk import part_beside, remove, store_errors, write_whole
from service.errors import StoreError
from service.settings import Settings, load_settings
from service.store.library import is_laid

_OF_ITS_PLACE = frozenset(
    {
        *("data", "cache", "database_url", "media_url", "cache_url"),
        *("media_delivery", "backup_folder", "pace"),
    }
)
"""Settings that told where the newsroom was kept; brought back, it has places of its own."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The file that a newsroom is brought back from, and what opens it where age sealed it."""

    file: Path
    identity: Path | None = None


def add_newsroom(
    environ: Mapping[str, str],
    name: str,
    said: Mapping[str, str],
    archive: Archive | None,
    tell: Tell,
) -> Newsroom:
    """The new newsroom, empty or brought back from ``archive``; what is ``said`` wins there.

    It is served from the moment when all of it stands. Raises SettingsError and StoreError;
    then nothing has changed.
    """
    require_name(name)
    operator = load_settings(environ)
    file = folder_of(operator) / f"{name}{ENDING}"
    roster = read_roster(environ)
    if file.exists():
        raise StoreError(f"Đã có toà soạn {name} ({file}).", f"There is {name} already ({file}).")
    require_none_leaving(operator, name)
    if archive is None:
        newsroom = _described(environ, operator, file, said)
        require_unclaimed(newsroom, roster)
        _require_empty(newsroom)
        _publish(file, said)
        return newsroom
    operator.data.mkdir(parents=True, exist_ok=True)
    with opened_archive(archive.file, operator.data, archive.identity) as (vault, kept):
        values = {**exported_settings(kept), **said}
        newsroom = _described(environ, operator, file, values)
        require_unclaimed(newsroom, roster)
        _require_empty(newsroom)
        restore_installation(newsroom.settings, vault, vault.snapshot(), tell)
        _publish(file, values)
        return newsroom


def export_by_name(
    environ: Mapping[str, str], name: str, target: Path, now: datetime, tell: Tell
) -> None:
    """``target`` is the archive of the newsroom. Raises as ``export_newsroom``."""
    file = folder_of(load_settings(environ)) / f"{name}{ENDING}"
    export_newsroom(read_roster(environ).require(name), file, target, now, tell)


def _described(
    environ: Mapping[str, str], operator: Settings, file: Path, values: Mapping[str, object]
) -> Newsroom:
    """The newsroom as a file of these values would describe it; no such file is left."""
    part = part_beside(file)
    with store_errors(file):
        try:
            part.write_text(write_toml(values), "utf-8")
            return read_newsroom(environ, operator, part, file.stem)
        finally:
            remove(part)


def _publish(file: Path, values: Mapping[str, object]) -> None:
    with store_errors(file):
        write_whole((file, write_toml(values).encode()))
        file.chmod(0o600)  # it may hold the password of a server


def _require_empty(newsroom: Newsroom) -> None:
    """What lies there is somebody's: of a newsroom that was, or of one whose file is lost."""
    data = newsroom.settings.data.resolve()
    media = open_media(newsroom.settings, data)
    has_files = next(media.names(), None) is not None
    if has_files or is_laid(find_databases(newsroom.settings, data).library):
        raise StoreError(
            f"Ở {data} đã có dữ liệu. Nếu là của toà soạn này, hãy tự viết tệp {newsroom.name}"
            f"{ENDING}; nếu không, dọn nó đi trước. Chưa có gì bị thay đổi.",
            f"Something is kept in {data}. If it is this newsroom's, write {newsroom.name}"
            f"{ENDING} by hand; else put it away first. Nothing was changed.",
        )


def exported_settings(text: str) -> dict[str, object]:
    """What an export's settings say, but for where it was kept. Raises StoreError."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        raise StoreError(
            f"Tệp thiết đặt trong bản xuất bị hỏng: {e}.",
            f"The export's settings are damaged: {e}.",
        ) from e
    return {name: value for name, value in values.items() if name not in _OF_ITS_PLACE}


def write_toml(values: Mapping[str, object]) -> str:
    """Settings as a TOML file: text, numbers, yes and no, and tables of text."""
    plain = {name: each for name, each in values.items() if not isinstance(each, Mapping)}
    lines = [f"{name} = {_literal(each)}" for name, each in plain.items()]
    for name, table in values.items():
        if isinstance(table, Mapping):
            lines += ["", f"[{name}]"]
            lines += [f"{_literal(str(key))} = {_literal(each)}" for key, each in table.items()]
    return "\n".join(lines) + "\n"


def _literal(value: object) -> str:
    # A string of JSON is a basic string of TOML, but for DEL, which JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

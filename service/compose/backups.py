"""Backups of the installation that the settings name; nothing of it is opened for writing."""

from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from service.compose.databases import find_databases
from service.compose.media import open_media
from service.compose.rights import prepare_folders
from service.errors import NotFoundError, StoreError
from service.settings import Settings
from service.store.library import is_laid
from service.tending.backup.making import Backup, back_up
from service.tending.backup.restoring import restore
from service.tending.backup.sealing import find_seals, make_seal
from service.tending.backup.snapshot import Snapshot
from service.tending.backup.vault import Vault


def back_up_installation(
    settings: Settings,
    target: Path,
    now: datetime,
    tell: Callable[[int, int], object],
    *,
    keep: int,
) -> Backup:
    """What is kept of the installation in the folder ``target`` from now on.

    Raises NotFoundError where there is no installation, SettingsError, and StoreError.
    """
    data = settings.data.resolve()
    if target.resolve().is_relative_to(data):
        raise StoreError(
            f"{target} nằm trong LOA_DATA: hãy sao lưu sang một đĩa khác.",
            f"{target} lies in LOA_DATA: back up to another disk.",
        )
    database = find_databases(settings, data).library
    if not is_laid(database):
        raise NotFoundError(
            f"Ở {data} chưa có gì để sao lưu.", f"There is nothing in {data} to back up."
        )
    vault = Vault(target, make_seal(settings.backup_recipient), data)
    media = open_media(settings, data)
    return back_up(data, database, media, vault, made=now, loa=version("loa"), keep=keep, tell=tell)


def open_vault(target: Path, identity: Path | None) -> Vault:
    """The backups in ``target``, for reading. Raises NotFoundError and SettingsError."""
    if not target.is_dir():
        raise NotFoundError(f"Không có thư mục {target}.", f"There is no folder {target}.")
    first, *others = find_seals(target, identity)
    return Vault(target, first, target, tuple(others))


def restore_installation(
    settings: Settings, vault: Vault, snapshot: Snapshot, tell: Callable[[int, int], object]
) -> None:
    """The installation that the settings name, which is empty, is as it was backed up."""
    data = prepare_folders(settings.data, settings.cache)
    library, media = find_databases(settings, data).library, open_media(settings, data)
    restore(snapshot, vault, data, library, media, tell)

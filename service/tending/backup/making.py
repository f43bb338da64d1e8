"""A backup is made while everything goes on.

The database first: files are durable before the rows that name them and are never changed,
so whatever it names is there when the files are gone through after it.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from service.disk import remove
from service.errors import NotFoundError, StoreError, reason_of
from service.store.addresses import DatabaseAddress
from service.store.copying import copy_database, kind_of
from service.store.media import DAMAGED
from service.store.places import KEY, MEDIA
from service.tending.backup.snapshot import VERSION, KeptFile, Snapshot
from service.tending.backup.vault import Vault

_DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Backup:
    """What was kept: the snapshot, how many of its files were new, and which older ones went."""

    snapshot: Snapshot
    new_files: int
    new_bytes: int
    forgotten: tuple[str, ...]


def back_up(
    data: Path,
    database: DatabaseAddress,
    vault: Vault,
    *,
    made: datetime,
    loa: str,
    keep: int,
    tell: Callable[[int, int], object],
) -> Backup:
    """The installation in ``data`` is kept once more; only what is new is copied.

    Of all backups the newest ``keep`` stand from then on. ``loa`` is this program's version;
    ``tell`` is told how many files of how many are done.
    Raises StoreError; a backup that fails leaves the others as they were.
    """
    with vault.held():
        kept = _Keeping(vault, _newest(vault))
        copy = vault.room(_DATABASE)
        copy_database(database, copy)
        base = kept.keep(_DATABASE, copy)
        remove(copy)
        paths = sorted(_files(data))
        files: list[KeptFile] = []
        for number, path in enumerate(paths):
            tell(number, len(paths))
            with suppress(FileNotFoundError):  # retired meanwhile: no row names it any more
                files.append(kept.keep(path.relative_to(data).as_posix(), path))
        tell(len(paths), len(paths))
        snapshot = Snapshot(VERSION, made, loa, kind_of(database), base, tuple(files))
        vault.put_snapshot(snapshot)
        return Backup(snapshot, kept.new_files, kept.new_bytes, vault.forget_older(keep))


class _Keeping:
    """Files become objects; one that is as the backup before knew it is not read again."""

    def __init__(self, vault: Vault, before: Mapping[str, KeptFile]) -> None:
        self._vault = vault
        self._before = before
        self.new_files = 0
        self.new_bytes = 0

    def keep(self, name: str, path: Path) -> KeptFile:
        """The file as a snapshot names it. Raises FileNotFoundError, StoreError."""
        status = path.stat()
        known = self._before.get(name)
        if known is not None and _is_same(known, status) and self._vault.has(known.sha256):
            return known
        digest, size, is_new = self._vault.put(path)
        self.new_files += is_new
        self.new_bytes += size * is_new
        return KeptFile(name, size, status.st_mtime_ns, digest)


def _is_same(known: KeptFile, status: os.stat_result) -> bool:
    return (known.size, known.modified) == (status.st_size, status.st_mtime_ns)


def _newest(vault: Vault) -> Mapping[str, KeptFile]:
    try:
        return {each.name: each for each in vault.snapshot().files}
    except (NotFoundError, StoreError):  # a damaged list helps nobody: all is read again
        return {}


def _files(data: Path) -> Iterator[Path]:
    """The files of the folder that must last and are no database."""
    if (data / KEY).is_file():
        yield data / KEY
    for folder, folders, names in os.walk(data / MEDIA, onerror=_raise):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in names:
            if not name.endswith(DAMAGED) and not name.startswith("."):
                yield Path(folder) / name


def _raise(error: OSError) -> None:
    """A folder that cannot be read is no folder without files: a backup without it is none."""
    raise StoreError(
        f"Không đọc được {error.filename}: {reason_of(error)}.",
        f"Cannot read {error.filename}: {error.strerror or error}.",
    ) from error

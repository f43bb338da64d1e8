"""A backup is made while everything goes on.

The database first: files are durable before the rows that name them and are never changed,
so whatever it names is there when the files are gone through after it.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from service.disk import remove
from service.errors import NotFoundError, StoreError
from service.store.addresses import DatabaseAddress
from service.store.copying import copy_database, kind_of
from service.store.media import Facts, Media
from service.store.places import KEY, MEDIA
from service.tending.backup.snapshot import VERSION, KeptFile, Snapshot
from service.tending.backup.vault import Vault, read_parts

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
    media: Media,
    vault: Vault,
    *,
    made: datetime,
    loa: str,
    keep: int,
    tell: Callable[[int, int], object],
) -> Backup:
    """The installation in ``data`` and its ``media`` are kept once more; what is new is copied.

    Of all backups the newest ``keep`` stand from then on. ``loa`` is this program's version;
    ``tell`` is told how many files of how many are done.
    Raises StoreError; a backup that fails leaves the others as they were.
    """
    with vault.held():
        kept = _Keeping(vault, _newest(vault))
        copy = vault.room(_DATABASE)
        copy_database(database, copy)
        base = kept.keep_file(_DATABASE, copy)
        remove(copy)
        files: list[KeptFile] = []
        with suppress(FileNotFoundError):
            files.append(kept.keep_file(KEY, data / KEY))
        published = list(media.names())
        for number, (name, facts) in enumerate(published):
            tell(number, len(published))
            files.extend(kept.keep_published(name, facts, media))
        tell(len(published), len(published))
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

    def keep_file(self, name: str, path: Path) -> KeptFile:
        """The file as a snapshot names it. Raises FileNotFoundError, StoreError."""
        status = path.stat()
        return self._keep(name, status.st_size, status.st_mtime_ns, read_parts(path))

    def keep_published(self, name: str, facts: Facts, media: Media) -> tuple[KeptFile, ...]:
        """The published file; none where it was retired meanwhile: no row names it any more."""
        try:
            kept = self._keep(f"{MEDIA}/{name}", facts.size, facts.modified_ns, media.parts(name))
        except StoreError:
            if media.exists(name):
                raise
            return ()
        return (kept,)

    def _keep(self, name: str, size: int, modified: int, parts: Iterable[bytes]) -> KeptFile:
        known = self._before.get(name)
        if known is not None and _is_same(known, size, modified) and self._vault.has(known.sha256):
            return known
        digest, length, is_new = self._vault.put(parts)
        self.new_files += is_new
        self.new_bytes += length * is_new
        return KeptFile(name, length, modified, digest)


def _is_same(known: KeptFile, size: int, modified: int) -> bool:
    """To the microsecond: stores tell the moment no better."""
    return (known.size, known.modified // 1_000) == (size, modified // 1_000)


def _newest(vault: Vault) -> Mapping[str, KeptFile]:
    try:
        return {each.name: each for each in vault.snapshot().files}
    except (NotFoundError, StoreError):  # a damaged list helps nobody: all is read again
        return {}

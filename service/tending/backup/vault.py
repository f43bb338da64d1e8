"""The folder of backups: objects by their digest, and snapshots that name them.

An object is written whole before a snapshot names it, and a snapshot is written whole: a
backup that is broken off leaves objects that the next one uses or removes, and nothing else.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from service.disk import (
    file_digest,
    part_beside,
    remove,
    replace_whole,
    stale_parts,
    store_errors,
    sync,
    write_whole,
)
from service.errors import NotFoundError, StoreError, reason_of
from service.locks import hold_if_free
from service.tending.backup.sealing import Seal
from service.tending.backup.snapshot import (
    ENDING,
    KeptFile,
    Snapshot,
    is_snapshot_name,
    known_digests,
    read_snapshot,
    write_snapshot,
)

_OBJECTS, _SNAPSHOTS = "objects", "snapshots"
_OWNER_ONLY = 0o700
_AT_ONCE = 2**20


class Vault:
    """Backups below ``folder``, their objects as ``seal`` makes them. Raises StoreError.

    ``others`` open what was made otherwise. What is to be sealed is copied beside the ``data``.
    """

    def __init__(self, folder: Path, seal: Seal, data: Path, others: tuple[Seal, ...] = ()) -> None:
        self._folder = folder
        self._seal = seal
        self._seals = (seal, *others)
        self._room = data / ".backing-up" if seal.hides else folder / _OBJECTS

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._folder

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else writes backups here meanwhile. The folder is made, its owner's alone."""
        with store_errors(self._folder, "tạo", "make"):
            self._folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
        with hold_if_free(self._folder / ".lock", self._folder) as is_free:
            if not is_free:
                raise StoreError(
                    f"Một lệnh `loa backup` khác đang ghi vào {self._folder}.",
                    f"Another `loa backup` is writing to {self._folder}.",
                )
            self._sweep()
            with store_errors(self._folder, "tạo", "make"):
                (self._folder / _OBJECTS).mkdir(mode=_OWNER_ONLY, exist_ok=True)
                self._room.mkdir(mode=_OWNER_ONLY, exist_ok=True)
            try:
                yield
            finally:
                self._sweep()

    def room(self, name: str) -> Path:
        """Where a plain file may be written that is to become an object; it is swept away."""
        return part_beside(self._room / name)

    # --- snapshots -----------------------------------------------------------

    def names(self) -> tuple[str, ...]:
        """The snapshots, the oldest first."""
        with store_errors(self._folder, "đọc", "read"):
            found = (each.name for each in (self._folder / _SNAPSHOTS).glob(f"*{ENDING}"))
            names = (each.removesuffix(ENDING) for each in found)
            return tuple(sorted(each for each in names if is_snapshot_name(each)))

    def snapshot(self, name: str | None = None) -> Snapshot:
        """The one of this name, else the newest. Raises NotFoundError and StoreError."""
        names = self.names()
        wanted = name or (names[-1] if names else None)
        if wanted is None or wanted not in names:
            raise NotFoundError(
                f"{self._folder} không có bản sao lưu {name or 'nào'}.",
                f"There is no backup {name or ''} in {self._folder}.".replace("  ", " "),
            )
        path = self._folder / _SNAPSHOTS / f"{wanted}{ENDING}"
        with store_errors(path, "đọc", "read"):
            return read_snapshot(path.read_bytes(), wanted)

    def put_snapshot(self, snapshot: Snapshot) -> None:
        """The snapshot stands from now on; its objects are there."""
        path = self._folder / _SNAPSHOTS / f"{snapshot.name}{ENDING}"
        with store_errors(path):
            write_whole((path, write_snapshot(snapshot)))

    def forget_older(self, keep: int) -> tuple[str, ...]:
        """Only the newest ``keep`` snapshots stand from now on; the names of those that went.

        What no snapshot holds any more is removed, and so is what was broken off. While one of
        them cannot be read, nobody knows what it holds, and all objects stay.
        """
        names = self.names()
        gone = names[: max(0, len(names) - keep)]
        for name in gone:
            remove(self._folder / _SNAPSHOTS / f"{name}{ENDING}")
        try:
            needed = known_digests(self.snapshot(each) for each in self.names())
        except StoreError:
            return gone
        objects = self._folder / _OBJECTS
        with store_errors(objects, "dọn", "tidy"):
            for path in objects.glob("??/*"):
                digest = path.name.partition(".")[0]
                is_bare = self._seal.hides and not path.suffix  # of a time before it did
                if digest not in needed or (is_bare and self.has(digest)):
                    remove(path)
        return gone

    # --- objects -------------------------------------------------------------

    def has(self, digest: str) -> bool:
        """Whether the object is there, as this vault's seal makes it."""
        return self._path(digest).is_file()

    def put(self, parts: Iterable[bytes]) -> tuple[str, int, bool]:
        """Digest and size of what is made of ``parts``, an object now; whether it is a new one.

        Raises what ``parts`` raises.
        """
        plain = self.room("new")
        digest, size = self._copy(parts, plain)
        target = self._path(digest)
        is_new = not target.is_file()
        if is_new:
            with store_errors(target):
                target.parent.mkdir(mode=_OWNER_ONLY, exist_ok=True)
                part = part_beside(self._folder / _OBJECTS / "new")
                self._seal.close(plain, part)
                sync(part)
                replace_whole(part, target)
        remove(plain)
        return digest, size, is_new

    def take(self, file: KeptFile, target: Path) -> None:
        """``target`` has the bytes of the object. Raises StoreError where they are others."""
        held = self._find(file.sha256)
        if held is None:
            raise _damaged(file, self._folder)
        path, seal = held
        with seal.opened(path, target.parent) as plain:
            digest, _ = self._copy(read_parts(plain), target)
        if digest != file.sha256:
            remove(target)
            raise _damaged(file, self._folder)

    def check(self, snapshot: Snapshot, tell: Callable[[int, int], object]) -> tuple[KeptFile, ...]:
        """The files of ``snapshot`` whose objects are lost or damaged; each one seen is told."""
        damaged = []
        with TemporaryDirectory() as scratch:
            for number, file in enumerate(snapshot.all_files, 1):
                if not self._is_whole(file, Path(scratch)):
                    damaged.append(file)
                tell(number, len(snapshot.all_files))
        return tuple(damaged)

    def _is_whole(self, file: KeptFile, scratch: Path) -> bool:
        held = self._find(file.sha256)
        if held is None:
            return False
        path, seal = held
        with store_errors(path, "đọc", "read"), seal.opened(path, scratch) as plain:
            return file_digest(plain) == file.sha256

    def _sweep(self) -> None:
        """Nothing unfinished is left, of this backup or of one that was broken off."""
        for folder in {self._folder / _OBJECTS, self._room}:
            for path in stale_parts(folder, float("inf")):
                remove(path)
        if self._seal.hides:
            with suppress(OSError):
                self._room.rmdir()

    def _copy(self, parts: Iterable[bytes], target: Path) -> tuple[str, int]:
        """Copies the bytes to the disk itself; their digest and number."""
        digest, size = hashlib.sha256(), 0
        with store_errors(target):
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as writing:
            for part in parts:
                digest.update(part)
                size += len(part)
                with store_errors(target):
                    writing.write(part)
            with store_errors(target):
                writing.flush()
                os.fsync(writing.fileno())
        return digest.hexdigest(), size

    def _path(self, digest: str) -> Path:
        return self._path_under(self._seal, digest)

    def _path_under(self, seal: Seal, digest: str) -> Path:
        return self._folder / _OBJECTS / digest[:2] / f"{digest}{seal.ending}"

    def _find(self, digest: str) -> tuple[Path, Seal] | None:
        """Where the object lies, and what opens it."""
        found = ((self._path_under(seal, digest), seal) for seal in self._seals)
        return next((each for each in found if each[0].is_file()), None)


def read_parts(source: Path) -> Iterator[bytes]:
    """The bytes of a file, some at a time.

    Raises FileNotFoundError for one that is gone, StoreError for one that cannot be read.
    """
    try:
        with source.open("rb") as reading:
            while part := reading.read(_AT_ONCE):
                yield part
    except FileNotFoundError:
        raise
    except OSError as e:
        raise StoreError(
            f"Không đọc được {source}: {reason_of(e)}.",
            f"Cannot read {source}: {e.strerror or e}.",
            place=source,
        ) from e


def _damaged(file: KeptFile, folder: Path) -> StoreError:
    return StoreError(
        f"Trong {folder}, bản sao của {file.name} bị mất hoặc hỏng.",
        f"In {folder}, the copy of {file.name} is lost or damaged.",
        place=folder,
    )

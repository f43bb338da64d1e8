"""Published files in a folder of a file system, for one machine or a shared disk."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from service.disk import (
    file_digest,
    replace_whole,
    store_errors,
    sync,
)
from service.errors import StoreError, reason_of
from service.store.media.base import (
    DAMAGED,
    EPOCH,
    Facts,
    Media,
    is_file_name,
    ordered_manifests,
    require_file_name,
    taken,
)
from service.store.media.scratch import SCRATCH, Scratch

_AT_ONCE = 2**20
_PROBE_BYTES = 64 * 1024
"""What a disk must take at least: less may fit into what it keeps in its books alone."""


class MediaFolder(Media):
    """Files below ``folder``. Methods raise StoreError when the disk will not do."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.workroom = Scratch(folder / SCRATCH)

    @property
    def place(self) -> str:
        """The folder."""
        return str(self._folder)

    @property
    def is_far(self) -> bool:
        """No network lies between, as far as can be told."""
        return False

    def publish(self, name: str, source: Path) -> None:
        """The file ``source`` is published as ``name``; it may be moved there.

        A name that is taken keeps its bytes: the same ones are published again
        without effect, others raise StoreError, since a listener's client may be
        in the middle of them.
        """
        target = self._path(name)
        with store_errors(target, "phát hành", "publish"):
            target.parent.mkdir(parents=True, exist_ok=True)
            with self.scratch() as folder:
                beside = folder / target.name
                shutil.copyfile(source, beside)
                sync(beside)
                try:
                    # A link never replaces: of two who publish at once, one is first.
                    os.link(beside, target)
                except FileExistsError:
                    _require_same(name, source, target)
            sync(target.parent)
            sync(self._folder)

    def write(self, name: str, content: bytes, *, private: bool = False) -> None:
        """``name`` has ``content`` from now on; readers see the old or the new, never a part.

        What is ``private`` lies in a folder that opens to its owner alone from the beginning.
        """
        target = self._path(name)
        with store_errors(target):
            target.parent.mkdir(0o700 if private else 0o777, parents=True, exist_ok=True)
            with self.scratch() as folder:
                beside = folder / target.name
                beside.write_bytes(content)
                replace_whole(beside, target)

    def read(self, name: str) -> bytes:
        """The bytes of ``name``. Raises StoreError when it is not there."""
        path = self._path(name)
        with store_errors(path, "đọc", "read"):
            return path.read_bytes()

    def parts(self, name: str) -> Iterator[bytes]:
        """The bytes of ``name`` a few at a time, once. Raises StoreError when it is not there."""
        path = self._path(name)
        with store_errors(path, "đọc", "read"), path.open("rb") as file:
            while part := file.read(_AT_ONCE):
                yield part

    def open(self, name: str, facts: Facts) -> BinaryIO:
        """The file ``name``. Raises FileNotFoundError where it is not there, and StoreError."""
        path = self._path(name)
        try:
            return path.open("rb")
        except FileNotFoundError:
            raise
        except OSError as e:
            raise StoreError(
                f"Không đọc được {path}: {reason_of(e)}.",
                f"Cannot read {path}: {e.strerror or e}.",
                place=path,
            ) from e

    def facts(self, name: str) -> Facts | None:
        """What is known of ``name`` unread, or None when it is not published, or no name."""
        path = self.path(name)
        try:
            return _facts_of(path.stat()) if path else None
        except OSError:  # taken away in between
            return None

    def restore(self, name: str, source: Path) -> None:
        """``name`` has the bytes of ``source`` again, which a scratch folder gives up.

        Whole or not at all, whatever damaged file stood there; readers of that keep it.
        """
        target = self._path(name)
        with store_errors(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            replace_whole(source, target)
            _damaged(target).unlink(missing_ok=True)

    def set_aside(self, name: str) -> None:
        """``name`` is no longer published, but kept beside for who wants to look into it."""
        path = self._path(name)
        with store_errors(path), suppress(FileNotFoundError):
            path.replace(_damaged(path))

    def names(self) -> Iterator[tuple[str, Facts]]:
        """Every file that is published, in the order of their names; none that was set aside."""
        with store_errors(self._folder, "đọc", "read"):
            for step in sorted(_entries(self._folder), key=_in_order):
                for found in sorted(_entries(step)) if step.is_dir() else (step,):
                    name = found.relative_to(self._folder).as_posix()
                    if is_file_name(name) and not name.endswith(DAMAGED):
                        with suppress(FileNotFoundError):  # retired meanwhile
                            yield name, _facts_of(found.stat())

    def manifests(self, episode_id: str) -> tuple[str, ...]:
        """The names of the episode's manifests, in the order of their editions."""
        with store_errors(self._folder, "đọc", "read"):
            found = [path.name for path in (self._folder / episode_id).glob("edition-*.json")]
        return ordered_manifests(episode_id, found)

    def folders(self) -> frozenset[str]:
        """The names of the folders in which something was published, an episode's or another."""
        with store_errors(self._folder, "đọc", "read"):
            if not self._folder.exists():
                return frozenset()
            with os.scandir(self._folder) as found:
                return frozenset(each.name for each in found if each.is_dir())

    def has_folders(self) -> bool:
        """Whether there is any such folder; the others are not listed."""
        with store_errors(self._folder, "đọc", "read"):
            if not self._folder.exists():
                return False
            with os.scandir(self._folder) as found:
                return any(each.is_dir() for each in found)

    def names_after(self, name: str, folder: str, limit: int) -> tuple[str, ...]:
        """The ``limit`` names of ``folder`` that follow one in their order."""
        place = self._folder / folder
        with store_errors(place, "đọc", "read"):
            if not place.exists():
                return ()
            with os.scandir(place) as found:
                names = sorted(f"{folder}/{each.name}" for each in found)
        return tuple(each for each in names if each > name)[:limit]

    def remove(self, name: str) -> None:
        """``name`` is no longer published; one that was not stays so."""
        path = self._path(name)
        with store_errors(path, "xoá", "remove"):
            path.unlink(missing_ok=True)
            _damaged(path).unlink(missing_ok=True)

    def remove_folder(self, name: str) -> None:
        """The folder ``name`` is gone with all that is in it; one that was not there stays so."""
        path = self._path(name)
        with store_errors(path, "xoá", "remove"), suppress(FileNotFoundError):
            shutil.rmtree(path)

    def require_writable(self) -> None:
        """Raises StoreError where the folder takes no file now."""
        with store_errors(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._folder) as probe:
                probe.write(bytes(_PROBE_BYTES))

    def damaged(self) -> tuple[Path, ...]:
        """The files that were set aside."""
        with store_errors(self._folder, "đọc", "read"):
            return tuple(sorted(self._folder.glob(f"*/*{DAMAGED}")))

    def path(self, name: str) -> Path | None:
        """Where ``name`` stands, or None when it is not published or no name at all.

        For who knows that it is a folder, as the web server beside Loa does.
        """
        if not is_file_name(name):
            return None
        path = self._folder / name
        return path if path.is_file() else None

    def _path(self, name: str) -> Path:
        return self._folder / require_file_name(name)


def _facts_of(status: os.stat_result) -> Facts:
    modified = EPOCH + timedelta(microseconds=status.st_mtime_ns // 1_000)
    stamp = f"{status.st_ino}-{status.st_mtime_ns}-{status.st_size}"
    return Facts(status.st_size, modified, stamp)


def _entries(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.exists() else []


def _in_order(step: Path) -> str:
    """What the names that begin with ``step`` are ordered by: «a-b» comes before «a/b»."""
    return f"{step.name}/" if step.is_dir() else step.name


def _damaged(path: Path) -> Path:
    return path.with_name(f"{path.name}{DAMAGED}")


def _require_same(name: str, source: Path, target: Path) -> None:
    if file_digest(source) != file_digest(target):
        raise taken(name)

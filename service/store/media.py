"""The published files: each is whole or not there, and a name means the same bytes for ever."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from service.disk import (
    replace_whole,
    require_space,
    store_errors,
    sync,
)
from service.errors import StoreError
from service.model.published_names import MANIFEST_FILE

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?")
_SCRATCH = ".scratch"

DAMAGED = ".damaged"
"""How a file ends that was set aside, since it was not what had been published."""


class MediaFolder:
    """Files below ``folder``. Methods raise StoreError when the disk will not do."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

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

    def path(self, name: str) -> Path | None:
        """Where ``name`` stands, or None when it is not published or no name at all."""
        if not _NAME.fullmatch(name):
            return None
        path = self._folder / name
        return path if path.is_file() else None

    def exists(self, name: str) -> bool:
        """Whether ``name`` is published."""
        return self.path(name) is not None

    def size(self, name: str) -> int | None:
        """How many bytes ``name`` has, or None when it is not published."""
        path = self.path(name)
        try:
            return path.stat().st_size if path else None
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

    def manifests(self, episode_id: str) -> tuple[str, ...]:
        """The names of the episode's manifests, in the order of their editions."""
        with store_errors(self._folder, "đọc", "read"):
            found = [path.name for path in (self._folder / episode_id).glob("edition-*.json")]
        numbered = [
            (int(each.group(1)), each.group())
            for each in map(MANIFEST_FILE.fullmatch, found)
            if each
        ]
        return tuple(f"{episode_id}/{name}" for _, name in sorted(numbered))

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

    def with_manifest(self, folders: Iterable[str]) -> frozenset[str]:
        """Those of ``folders`` in which a manifest is published: they are episodes'."""
        return frozenset(each for each in folders if self.manifests(each))

    def names_after(self, name: str, folder: str, limit: int) -> tuple[str, ...]:
        """The ``limit`` names of ``folder`` that follow one in their order."""
        place = self._folder / folder
        with store_errors(place, "đọc", "read"):
            if not place.exists():
                return ()
            with os.scandir(place) as found:
                names = sorted(f"{folder}/{each.name}" for each in found)
        return tuple(each for each in names if each > name)[:limit]

    def is_older(self, name: str, moment: datetime) -> bool:
        """Whether ``name`` is published and was written before ``moment``."""
        path = self.path(name)
        with suppress(OSError):  # taken away in between
            return path is not None and path.stat().st_mtime < moment.timestamp()
        return False

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

    def require_space(self, least: int) -> None:
        """Raises StoreError when fewer than ``least`` bytes are free."""
        with store_errors(self._folder, "tạo", "make"):
            self._folder.mkdir(parents=True, exist_ok=True)
        require_space(self._folder, least)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder on the same file system to build in; it goes with what is left in it."""
        room = self._folder / _SCRATCH
        with store_errors(room, "tạo", "make"):
            room.mkdir(parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(dir=room))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def leftovers(self, before: datetime) -> tuple[Path, ...]:
        """What killed programs left unfinished ``before`` some moment, and no one holds."""
        found: list[Path] = []
        with suppress(OSError):
            # Folders only: what else lies there are locks.
            rooms = (path for path in (self._folder / _SCRATCH).iterdir() if path.is_dir())
            found.extend(room for room in rooms if room.stat().st_mtime < before.timestamp())
        return tuple(found)

    def sweep(self, before: datetime) -> int:
        """How many things were removed of what killed programs left ``before`` some moment."""
        found = self.leftovers(before)
        for room in found:
            shutil.rmtree(room, ignore_errors=True)
        return len(found)

    def damaged(self) -> tuple[Path, ...]:
        """The files that were set aside."""
        with store_errors(self._folder, "đọc", "read"):
            return tuple(sorted(self._folder.glob(f"*/*{DAMAGED}")))

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise StoreError(
                f"“{name}” không phải tên tệp phát hành.", f"“{name}” is no name for a file."
            )
        return self._folder / name


def _damaged(path: Path) -> Path:
    return path.with_name(f"{path.name}{DAMAGED}")


def _require_same(name: str, source: Path, target: Path) -> None:
    if source.read_bytes() != target.read_bytes():
        raise StoreError(
            f"Tệp {name} đã phát hành với nội dung khác.",
            f"The file {name} is published with other content.",
        )

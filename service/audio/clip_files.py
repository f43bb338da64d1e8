"""The files of the clip cache: where each key's stand, how they are read and removed."""

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from service.audio.entries import FRAMES, SIDECAR, SPEECH, Entry, measure
from service.audio.sidecars import unpack_clip
from service.disk import remove, store_errors
from service.errors import StoreError
from service.locks import hold_if_free
from service.model import Clip

LOCKS = "locks"


class ClipFiles:
    """The files below ``folder``, by their keys."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read_clip(self, key: str) -> Clip | None:
        """The clip if both its files are there and belong together.

        Raises OSError where one is there and cannot be read.
        """
        try:
            clip = self.read_sidecar(key)
            digest = hashlib.sha256(self.read(key, FRAMES)).hexdigest()
        except FileNotFoundError:
            return None
        return clip if clip and clip.frames_sha256 == digest else None

    def read_sidecar(self, key: str) -> Clip | None:
        """The clip that its sidecar tells of; None where that is broken or another's.

        Raises OSError where it is absent or cannot be read.
        """
        try:
            clip = unpack_clip(self.read(key, SIDECAR))
        except ValueError:
            return None
        return clip if clip.key == key else None

    def discard_broken(self, key: str) -> None:
        """Removes the clip unless somebody is making it, who will overwrite it anyway.

        One that cannot be read just now may be whole, and stays.
        """
        if not self.path(key, SIDECAR).exists():
            return
        with (
            suppress(StoreError, OSError),
            hold_if_free(self.lock_path(key), self._folder) as free,
        ):
            if free and self.read_clip(key) is None:
                self.discard(key)

    def discard(self, key: str) -> None:
        """Removes the clip; what its engine sent stays."""
        for suffix in (SIDECAR, FRAMES):
            remove(self.path(key, suffix))

    def remove(self, paths: Iterable[Path]) -> None:
        """Removes files of one key, the sidecar first: without it there is no clip."""
        with store_errors(self._folder):
            for path in sorted(paths, key=lambda path: path.suffix != SIDECAR):
                path.unlink(missing_ok=True)

    def entries(self) -> list[Entry]:
        """Every key's files, and every file that a crash left unfinished, by name."""
        found: dict[str, list[Path]] = {}
        with store_errors(self._folder):
            for path in self._folder.glob("??/*"):
                whole = path.suffix in (SIDECAR, FRAMES, SPEECH)
                found.setdefault(path.stem if whole else path.name, []).append(path)
        entries = (measure(key, tuple(paths)) for key, paths in sorted(found.items()))
        return [entry for entry in entries if entry.paths]

    def lock_path(self, key: str) -> Path:
        """The lock of who makes the clip."""
        return self._folder / LOCKS / f"{_checked(key)}.lock"

    def read(self, key: str, suffix: str) -> bytes:
        """The bytes of a file of ``key``: an hour has hundreds; a Path and a file object
        would cost as much again as the bytes.
        """
        name = f"{self._folder}/{_checked(key)[:2]}/{key}{suffix}"
        descriptor = os.open(name, os.O_RDONLY)
        try:
            return os.read(descriptor, os.fstat(descriptor).st_size)
        finally:
            os.close(descriptor)

    def path(self, key: str, suffix: str) -> Path:
        """Where the file of ``key`` stands. Raises ValueError for what is no key."""
        return self._folder.joinpath(_checked(key)[:2], f"{key}{suffix}")


def _checked(key: str) -> str:
    if len(key) < 2 or not (key.isascii() and key.isalnum()):
        raise ValueError("a key is made of ASCII letters and digits")
    return key

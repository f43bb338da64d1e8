"""Room on this machine in which files are built before they are published."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from service.disk import require_space, store_errors

SCRATCH = ".scratch"


class Scratch:
    """Folders in ``folder``, one for each who builds. Methods raise StoreError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def room(self) -> Iterator[Path]:
        """A folder to build in; it goes with what is left in it."""
        with store_errors(self._folder, "tạo", "make"):
            self._folder.mkdir(parents=True, exist_ok=True)
            room = Path(tempfile.mkdtemp(dir=self._folder))
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)

    def require_space(self, least: int) -> None:
        """Raises StoreError when fewer than ``least`` bytes are free."""
        with store_errors(self._folder.parent, "tạo", "make"):
            self._folder.parent.mkdir(parents=True, exist_ok=True)
        require_space(self._folder.parent, least)

    def leftovers(self, before: datetime) -> tuple[Path, ...]:
        """What killed programs left unfinished ``before`` some moment, and no one holds."""
        found: list[Path] = []
        with suppress(OSError):
            # Folders only: what else an older Loa left there are locks.
            rooms = (path for path in self._folder.iterdir() if path.is_dir())
            found.extend(room for room in rooms if room.stat().st_mtime < before.timestamp())
        return tuple(found)

    def sweep(self, before: datetime) -> int:
        """How many things were removed of what killed programs left ``before`` some moment."""
        found = self.leftovers(before)
        for room in found:
            shutil.rmtree(room, ignore_errors=True)
        return len(found)

"""Files small enough to answer from memory: the feed, the cover, an episode's companions."""

import gzip
import hashlib
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class ReadyFile:
    """The bytes of a file, and when they were written where that is known.

    What else is asked of them is made once, and only when it is asked.
    """

    plain: bytes
    modified: datetime | None = None

    @cached_property
    def zipped(self) -> bytes:
        """The bytes in gzip's form, the same each time."""
        return gzip.compress(self.plain, mtime=0)

    @cached_property
    def digest(self) -> str:
        """What tells these bytes from all others."""
        return hashlib.sha256(self.plain).hexdigest()[:32]


class ReadyFiles:
    """Files read and compressed once for each time they are replaced."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[Path, tuple[tuple[int, int, int], ReadyFile]] = {}

    def read(self, path: Path) -> ReadyFile:
        """The file at ``path`` as it is now. Raises OSError when it cannot be read."""
        status = path.stat()
        stamp = (status.st_ino, status.st_mtime_ns, status.st_size)
        with self._lock:
            known = self._known.get(path)
            if known is None or known[0] != stamp:
                modified = datetime.fromtimestamp(int(status.st_mtime), UTC)
                known = (stamp, ReadyFile(path.read_bytes(), modified))
                self._known[path] = known
            return known[1]

"""Published files small enough to answer from memory: the feed, the cover."""

import gzip
import hashlib
import threading
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """The bytes of a file, plain and gzipped, with a digest of the plain ones."""

    plain: bytes
    zipped: bytes
    digest: str


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
                known = (stamp, _ready(path.read_bytes()))
                self._known[path] = known
            return known[1]


def _ready(plain: bytes) -> ReadyFile:
    digest = hashlib.sha256(plain).hexdigest()[:32]
    return ReadyFile(plain, gzip.compress(plain, mtime=0), digest)

"""The files of one key in the clip cache, and how much several of them hold."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SIDECAR, FRAMES, SPEECH = ".json", ".frames", ".speech"


@dataclass(frozen=True, slots=True)
class CacheStats:
    """How much there is, or was removed: clips, engines' originals, bytes of all files."""

    clips: int
    originals: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Entry:
    """All files of one key. ``used`` is when it was last wanted, in nanoseconds."""

    key: str
    paths: tuple[Path, ...]
    bytes: int
    used: int

    def holds(self, suffix: str) -> bool:
        return any(path.suffix == suffix for path in self.paths)


def measure(key: str, paths: tuple[Path, ...]) -> Entry:
    there, size, used = [], 0, 0
    for path in paths:
        with suppress(FileNotFoundError):  # removed by another meanwhile
            status = path.stat()
            there.append(path)
            size += status.st_size
            used = max(used, status.st_mtime_ns)
    return Entry(key, tuple(there), size, used)


def count_entries(entries: Iterable[Entry]) -> CacheStats:
    listed = list(entries)
    return CacheStats(
        clips=sum(entry.holds(SIDECAR) for entry in listed),
        originals=sum(entry.holds(SPEECH) for entry in listed),
        bytes=sum(entry.bytes for entry in listed),
    )

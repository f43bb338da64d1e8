"""Clips in a bucket, behind the folder of each machine: what one has made, all can have.

It is a cache behind a cache: what fails there, or is broken, is a clip that is not there.
"""

import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from service.audio.clip_files import ClipFiles
from service.audio.entries import FRAMES, SIDECAR, SPEECH
from service.disk import write_whole
from service.errors import StoreError

if TYPE_CHECKING:
    from service.bucket.bucket import Bucket, Object

_REST_SECONDS = 30.0
"""A store that failed is left alone so long: an article asks for hundreds of clips."""

_ENDINGS = "|".join(map(re.escape, (SIDECAR, FRAMES, SPEECH)))
_FILE = re.compile(rf"([0-9A-Za-z]{{2}})/\1[0-9A-Za-z]*(?:{_ENDINGS})")
_REMOVED_AT_ONCE = 500
_LOG = logging.getLogger(__name__)

T = TypeVar("T")


class FarClips:
    """Files of clips in ``bucket`` by their names («ab/ab12.json»). Safe from any thread."""

    def __init__(self, bucket: "Bucket", clock: Callable[[], float] = time.monotonic) -> None:
        self._bucket = bucket
        self._clock = clock
        self._resting_until = float("-inf")

    def has(self, names: Sequence[str]) -> bool:
        """Whether all of ``names`` are there."""
        return not self.lacking(names)

    def lacking(self, names: Collection[str]) -> frozenset[str]:
        """Those of ``names`` that are not there, as far as can be told."""
        found = self._ask(lambda: self._bucket.heads(names)) or {}
        return frozenset(names) - found.keys()

    def lacking_keys(self, keys: Collection[str]) -> frozenset[str]:
        """Those of ``keys`` whose clips are not there as wholes."""
        return frozenset(
            map(_key_of, self.lacking([name for key in keys for name in clip_names(key)]))
        )

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, or None."""
        return self._ask(partial(self._bucket.read, name))

    def bring(self, key: str, suffixes: Sequence[str], files: ClipFiles) -> bool:
        """Whether the files of ``key`` with these endings were there, and are among ``files`` now.

        What is broken among them is found by who reads them, as what is broken here.
        """
        found = [self.read(name) for name in names_of(key, suffixes)]
        whole = [each for each in found if each is not None]
        if len(whole) < len(found):
            return False
        paths = (files.path(key, suffix) for suffix in suffixes)
        try:
            write_whole(*zip(paths, whole, strict=True))
        except OSError:  # full or read-only: as if it were not there
            return False
        return True

    def send(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Each name has its content there too, if the store takes it; the last names the clip."""
        for name, content in files:
            self._ask(partial(self._bucket.put, name, content))

    def prune(self, limit_bytes: int, kept: Callable[[Sequence[str]], Collection[str]]) -> int:
        """How many bytes went to come down to ``limit_bytes``, what was made first of all first.

        Nothing goes that ``kept`` keeps of the keys it is asked for, some hundreds at once.
        Files are counted by the days they were made on: of millions, no list is in memory.
        What is no clip's file is somebody else's.
        Raises StoreError.
        """
        days: Counter[date] = Counter()
        for each in self._bucket.objects():
            days[each.modified.date()] += each.size if _is_clips(each.key) else 0
        surplus, removed = sum(days.values()) - limit_bytes, 0
        for day in sorted(days):
            made = (
                each
                for each in self._bucket.objects()
                if _is_clips(each.key) and each.modified.date() == day
            )
            while removed < surplus and (some := tuple(islice(made, _REMOVED_AT_ONCE))):
                removed += self._remove(some, kept)
            if removed >= surplus:
                break
        return removed

    def _remove(
        self, found: Sequence["Object"], kept: Callable[[Sequence[str]], Collection[str]]
    ) -> int:
        needed = kept(sorted({_key_of(each.key) for each in found}))
        going = [each for each in found if _key_of(each.key) not in needed]
        if going:
            self._bucket.delete(*(each.key for each in going))
        return sum(each.size for each in going)

    def _ask(self, ask: Callable[[], T]) -> T | None:
        if self._clock() < self._resting_until:
            return None
        try:
            return ask()
        except FileNotFoundError:
            return None
        except StoreError as e:
            self._resting_until = self._clock() + _REST_SECONDS
            _LOG.warning("%s (%s)", e.vi, e.en)
            return None


def clip_names(key: str) -> tuple[str, ...]:
    """What the two files of a clip are called in the bucket."""
    return names_of(key, (SIDECAR, FRAMES))


def names_of(key: str, suffixes: Iterable[str]) -> tuple[str, ...]:
    """What the files of ``key`` with these endings are called in the bucket."""
    return tuple(f"{key[:2]}/{key}{suffix}" for suffix in suffixes)


def _is_clips(name: str) -> bool:
    return _FILE.fullmatch(name) is not None


def _key_of(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]

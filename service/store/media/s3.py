"""Published files in a bucket, for any number of machines."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from mmap import ACCESS_READ, mmap
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from service.bucket.bucket import Bucket, Object
from service.disk import store_errors
from service.errors import StoreError
from service.model.pictures import PICTURE_TYPES
from service.store.media.base import (
    DAMAGED,
    Facts,
    Media,
    is_file_name,
    ordered_manifests,
    require_file_name,
    taken,
)
from service.store.media.scratch import Scratch
from service.store.media.shelf import Shelf

_TYPES = {
    "mp3": "audio/mpeg",
    "opus": "audio/ogg",
    "xml": "application/rss+xml; charset=utf-8",
    "json": "application/json",
    **PICTURE_TYPES,
}
_OTHER = "application/octet-stream"
_REMOVED_AT_ONCE = 500


class MediaBucket(Media):
    """Objects of ``bucket``. What is sent to listeners lies on the ``shelf`` meanwhile.

    Nothing is made of parts in the bucket: an object is there after one request, or it is not.
    """

    def __init__(self, bucket: Bucket, shelf: Shelf, workroom: Scratch) -> None:
        self._bucket = bucket
        self._shelf = shelf
        self.workroom = workroom

    @property
    def place(self) -> str:
        """The bucket and its prefix."""
        return self._bucket.place

    @property
    def is_far(self) -> bool:
        """A network lies between."""
        return True

    # --- writing -------------------------------------------------------------

    def publish(self, name: str, source: Path) -> None:
        """The file ``source`` is published as ``name``, whole or not at all.

        The store itself refuses a name that is taken. What fails may have been done, and only
        the answer lost: then the bytes are there.
        """
        require_file_name(name)
        with _mapped(source) as content:
            try:
                is_first = self._bucket.create(name, content, _type_of(name))
            except StoreError:
                if not self._surely_holds(name, content):
                    raise
                return
            if not is_first and not self._holds(name, content):
                raise taken(name)

    def write(self, name: str, content: bytes, *, private: bool = False) -> None:
        """``name`` has ``content`` from now on. Who has no key to the bucket reads nothing."""
        self._bucket.put(require_file_name(name), content, _type_of(name))

    def restore(self, name: str, source: Path) -> None:
        """``name`` has the bytes of ``source`` again, whatever was there."""
        with _mapped(source) as content:
            self._bucket.put(require_file_name(name), content, _type_of(name))
        self._bucket.delete(_aside(name))

    def set_aside(self, name: str) -> None:
        """``name`` is no longer published, but kept where nothing is published."""
        require_file_name(name)
        try:
            self._bucket.copy(name, _aside(name))
        except FileNotFoundError:
            return
        self._bucket.delete(name)

    def remove(self, name: str) -> None:
        """``name`` is no longer published; one that was not stays so."""
        self._bucket.delete(require_file_name(name), _aside(name))

    def remove_folder(self, name: str) -> None:
        """Nothing whose first step is ``name`` is there."""
        for folder in (require_file_name(name), _aside(name)):
            found = (each.key for each in self._bucket.objects(folder))
            while keys := tuple(islice(found, _REMOVED_AT_ONCE)):
                self._bucket.delete(*keys)

    # --- reading -------------------------------------------------------------

    def read(self, name: str) -> bytes:
        """The bytes of ``name``. Raises StoreError when it is not there."""
        try:
            return self._bucket.read(require_file_name(name))
        except FileNotFoundError as e:
            raise self._not_there(name) from e

    def parts(self, name: str) -> Iterator[bytes]:
        """The bytes of ``name`` a few at a time. Raises StoreError when it is not there."""
        try:
            yield from self._bucket.parts(require_file_name(name))
        except FileNotFoundError as e:
            raise self._not_there(name) from e

    def open(self, name: str, facts: Facts) -> BinaryIO:
        """A copy of ``name`` on this machine. Raises FileNotFoundError, and StoreError."""
        return self._shelf.open(name, facts, lambda: self._bucket.parts(name, facts.stamp))

    def facts(self, name: str) -> Facts | None:
        """What is known of ``name`` unread, or None when it is not published, or no name."""
        found = self._bucket.head(name) if is_file_name(name) else None
        return _facts_of(found) if found else None

    def sizes(self, names: Iterable[str]) -> Mapping[str, int]:
        """How many bytes those of ``names`` have that are published."""
        found = self._bucket.heads(filter(is_file_name, names))
        return {name: each.size for name, each in found.items()}

    def signed(self, name: str, lasting: timedelta) -> str:
        """A URL of the store itself by which anybody may read ``name`` so long."""
        return self._bucket.signed(require_file_name(name), lasting)

    # --- listing -------------------------------------------------------------

    def names(self) -> Iterator[tuple[str, Facts]]:
        """Every file that is published, in the order of their names."""
        for each in self._bucket.objects():
            if is_file_name(each.key):
                yield each.key, _facts_of(each)

    def manifests(self, episode_id: str) -> tuple[str, ...]:
        """The names of the episode's manifests, in the order of their editions."""
        found = self._bucket.objects(require_file_name(episode_id))
        return ordered_manifests(episode_id, (each.key.partition("/")[2] for each in found))

    def folders(self) -> frozenset[str]:
        """The first steps of the names that have two."""
        return frozenset(filter(is_file_name, self._bucket.folders()))

    def has_folders(self) -> bool:
        """Whether there is any such name; the others are not listed."""
        return any("/" in name for name, _ in self.names())

    def names_after(self, name: str, folder: str, limit: int) -> tuple[str, ...]:
        """The ``limit`` names of ``folder`` that follow one in their order."""
        found = self._bucket.objects(require_file_name(folder), after=name or None)
        return tuple(each.key for each in islice(found, limit))

    def damaged(self) -> tuple[object, ...]:
        """The objects that were set aside."""
        found = self._bucket.objects(DAMAGED)
        return tuple(f"{self.place}: {each.key}" for each in found)

    def require_writable(self) -> None:
        """Raises StoreError where nothing can be published or removed, or a taken name is replaced.

        Some stores that say they speak S3 leave out the condition, and silently replace.
        """
        with self.scratch():
            probe = f".probe-{token_hex(8)}"
        try:
            self._bucket.create(probe, b"1")
            if self._bucket.create(probe, b"2"):
                raise StoreError(
                    f"Kho {self.place} ghi đè tệp đã có (không hiểu If-None-Match), nên Loa không "
                    "dùng được. Hãy nâng cấp kho ấy hoặc dùng kho khác.",
                    f"The store {self.place} replaces what is there (it does not know "
                    "If-None-Match), so Loa cannot use it. Upgrade it, or use another.",
                )
        except StoreError:
            with suppress(StoreError):  # what failed first is what is to be told
                self._bucket.delete(probe)
            raise
        # Keys that may not delete would be found out when something has to be withdrawn.
        self._bucket.delete(probe)

    def _surely_holds(self, name: str, content: bytes | mmap) -> bool:
        try:
            return self._holds(name, content)
        except StoreError:
            return False

    def _holds(self, name: str, content: bytes | mmap) -> bool:
        """Whether these are the bytes of ``name``."""
        return self.size(name) == len(content) and self.digest(name) == sha256(content).hexdigest()

    def _not_there(self, name: str) -> StoreError:
        return StoreError(
            f"Không đọc được {name}: không có trong {self.place}.",
            f"Cannot read {name}: it is not in {self.place}.",
        )


@contextmanager
def _mapped(source: Path) -> Iterator[bytes | mmap]:
    """The bytes of a file, of which the system has in memory what it likes."""
    with store_errors(source, "đọc", "read"), source.open("rb") as file:
        if not source.stat().st_size:  # of nothing there is no map
            yield b""
            return
        # Not closed by hand: a request that was given up may still be looking at it.
        yield mmap(file.fileno(), 0, access=ACCESS_READ)


def _aside(name: str) -> str:
    """Where ``name`` is kept when it is set aside: no name of a published file leads there."""
    return f"{DAMAGED}/{name}"


def _type_of(name: str) -> str:
    return _TYPES.get(name.rpartition(".")[2], _OTHER)


def _facts_of(found: Object) -> Facts:
    return Facts(found.size, found.modified, found.stamp)

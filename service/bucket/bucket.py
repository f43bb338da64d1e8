"""The objects of a bucket."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from mmap import mmap
from typing import TYPE_CHECKING, Literal

import obstore
from obstore import exceptions

from service.bucket.address import BucketAddress
from service.bucket.opening import PATIENCE, Patience, open_store
from service.bucket.refusals import bucket_errors

if TYPE_CHECKING:
    from obstore import ObjectMeta
    from obstore.store import S3Store

_PART_BYTES = 2**20
_ASKED_AT_ONCE = 16
_FEW_BYTES = 2**20
_UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Object:
    """What is known of an object unread; the ``stamp`` is another with other bytes."""

    key: str
    size: int
    modified: datetime
    stamp: str


class Bucket:
    """Objects below the prefix of ``address``. Methods raise StoreError.

    May be used from any thread. What fails for a moment is tried again meanwhile.
    """

    def __init__(self, address: BucketAddress, patience: Patience = PATIENCE) -> None:
        self._address = address
        self._store = open_store(address, patience, patience.silent)
        self._patience = patience

    @cached_property
    def _slow(self) -> "S3Store":
        """The client for megabytes, which who only reads never makes."""
        return open_store(self._address, self._patience, self._patience.uploading)

    @property
    def place(self) -> str:
        """The bucket and its prefix, for people."""
        return str(self._address)

    # --- writing -------------------------------------------------------------

    def put(self, key: str, content: bytes | mmap, media_type: str = _UNKNOWN) -> None:
        """``key`` has ``content`` from now on, whatever it had."""
        with bucket_errors(self._named(key)):
            self._put(key, content, media_type, "overwrite")

    def create(self, key: str, content: bytes | mmap, media_type: str = _UNKNOWN) -> bool:
        """Whether ``key`` has ``content`` since now; False where it has some already.

        That may be the same: an answer may be lost after the writing was done. The same holds
        for a StoreError.
        """
        with bucket_errors(self._named(key)):
            try:
                self._put(key, content, media_type, "create")
            except (exceptions.AlreadyExistsError, exceptions.PreconditionError):
                return False
            return True

    def _put(
        self,
        key: str,
        content: bytes | mmap,
        media_type: str,
        mode: Literal["create", "overwrite"],
    ) -> None:
        store = self._store if len(content) <= _FEW_BYTES else self._slow
        # In one request: of parts, whole is only what is put together at the end.
        obstore.put(
            store,
            key,
            content,
            attributes={"Content-Type": media_type},
            mode=mode,
            use_multipart=False,
        )

    def copy(self, key: str, target: str) -> None:
        """``target`` has the bytes of ``key``. Raises FileNotFoundError."""
        with bucket_errors(self._named(key)):
            obstore.copy(self._slow, key, target)

    def delete(self, *keys: str) -> None:
        """None of ``keys`` has anything any more."""
        with ThreadPoolExecutor(_ASKED_AT_ONCE, thread_name_prefix="bucket") as pool:
            for _ in pool.map(self._delete, keys):
                pass

    def _delete(self, key: str) -> None:
        with bucket_errors(self._named(key), "xoá", "remove"), suppress(FileNotFoundError):
            obstore.delete(self._store, key)

    # --- reading -------------------------------------------------------------

    def head(self, key: str) -> Object | None:
        """What is known of ``key``, or None where it has nothing."""
        with bucket_errors(self._named(key), "xem", "look at"):
            try:
                return _object(obstore.head(self._store, key))
            except FileNotFoundError:
                return None

    def heads(self, keys: Iterable[str]) -> dict[str, Object]:
        """What is known of those of ``keys`` that have something, asked for side by side."""
        wanted = list(keys)
        with ThreadPoolExecutor(_ASKED_AT_ONCE, thread_name_prefix="bucket") as pool:
            found = pool.map(self.head, wanted)
            return {key: each for key, each in zip(wanted, found, strict=True) if each}

    def read(self, key: str) -> bytes:
        """The bytes of ``key``. Raises FileNotFoundError."""
        with bucket_errors(self._named(key), "đọc", "read"):
            return obstore.get(self._store, key).bytes().to_bytes()

    def parts(self, key: str, stamp: str | None = None) -> Iterator[bytes]:
        """The bytes of ``key`` a few at a time.

        Raises FileNotFoundError, also where they are not those of this ``stamp`` any more.
        """
        with bucket_errors(self._named(key), "đọc", "read"):
            try:
                wanted = obstore.get(self._store, key, options={"if_match": stamp} if stamp else {})
            except exceptions.PreconditionError as e:
                raise FileNotFoundError(key) from e
            for part in wanted.stream(min_chunk_size=_PART_BYTES):
                yield bytes(part)

    def objects(self, folder: str = "", after: str | None = None) -> Iterator[Object]:
        """The objects in ``folder``, of all or those ``after`` a key, in their order."""
        with bucket_errors(self.place, "liệt kê", "list"):
            for page in obstore.list(self._store, prefix=folder or None, offset=after):
                yield from map(_object, page)

    def folders(self) -> frozenset[str]:
        """The first steps of all keys that have more."""
        with bucket_errors(self.place, "liệt kê", "list"):
            found = obstore.list_with_delimiter(self._store)["common_prefixes"]
            return frozenset(each.rstrip("/") for each in found)

    def signed(self, key: str, lasting: timedelta) -> str:
        """A URL by which anybody may read ``key`` so long."""
        with bucket_errors(self._named(key), "ký địa chỉ cho", "sign an address of"):
            return obstore.sign(self._store, "GET", key, lasting)

    def _named(self, key: str) -> str:
        return f"{self._address.location}/{key}"


def _object(told: "ObjectMeta") -> Object:
    modified = told["last_modified"]
    return Object(told["path"], told["size"], modified, told["e_tag"] or modified.isoformat())

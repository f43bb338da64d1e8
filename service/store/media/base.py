"""What every store of published files can do, whatever its kind."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Protocol

from service.errors import StoreError
from service.model.published_names import MANIFEST_FILE
from service.store.media.scratch import Scratch

DAMAGED = ".damaged"
"""How a file ends that was set aside, since it was not what had been published."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a file unread: its size in bytes, when it was written, and its ``stamp``.

    The stamp is another one as soon as other bytes have the name.
    """

    size: int
    modified: datetime
    stamp: str

    @property
    def modified_ns(self) -> int:
        """When it was written, in nanoseconds since 1970, told to the microsecond."""
        return (self.modified - EPOCH) // timedelta(microseconds=1) * 1_000


class Media(Protocol):
    """Published files by their names. Methods raise StoreError when the store will not do.

    Nobody above knows where they lie. What follows from the rest is the same for every kind.
    """

    workroom: Scratch
    """Where on this machine files are built."""

    @property
    def place(self) -> str:
        """Where they lie, for people."""

    @property
    def is_far(self) -> bool:
        """Whether a network lies between: each question then costs a moment."""

    # --- writing -------------------------------------------------------------

    def publish(self, name: str, source: Path) -> None:
        """The file ``source`` is published as ``name``, whole or not at all.

        A name that is taken keeps its bytes: the same ones are published again
        without effect, others raise StoreError, since a listener's client may be
        in the middle of them.
        """

    def write(self, name: str, content: bytes, *, private: bool = False) -> None:
        """``name`` has ``content`` from now on; readers see the old or the new, never a part.

        What is ``private`` is kept from others on the machine from the beginning.
        """

    def restore(self, name: str, source: Path) -> None:
        """``name`` has the bytes of ``source`` again, which a scratch folder gives up.

        Whole or not at all, whatever damaged file stood there; readers of that keep it.
        """

    def set_aside(self, name: str) -> None:
        """``name`` is no longer published, but kept beside for who wants to look into it."""

    def remove(self, name: str) -> None:
        """``name`` is no longer published; one that was not stays so."""

    def remove_folder(self, name: str) -> None:
        """The folder ``name`` is gone with all that is in it; one that was not there stays so."""

    # --- reading -------------------------------------------------------------

    def read(self, name: str) -> bytes:
        """The bytes of ``name``, a small file. Raises StoreError when it is not there."""

    def parts(self, name: str) -> Iterator[bytes]:
        """The bytes of ``name`` a few at a time, once. Raises StoreError when it is not there."""

    def open(self, name: str, facts: Facts) -> BinaryIO:
        """A file of the bytes that ``name`` had when ``facts`` told of it.

        Each part of it can be read without waiting: it is for who sends it to a slow listener.
        Raises FileNotFoundError where they are not there (any more), and StoreError.
        """

    def facts(self, name: str) -> Facts | None:
        """What is known of ``name`` unread, or None when it is not published, or no name."""

    def sizes(self, names: Iterable[str]) -> Mapping[str, int]:
        """How many bytes those of ``names`` have that are published: many asked for at once."""
        found = {name: self.size(name) for name in names}
        return {name: size for name, size in found.items() if size is not None}

    def exists(self, name: str) -> bool:
        """Whether ``name`` is published."""
        return self.facts(name) is not None

    def size(self, name: str) -> int | None:
        """How many bytes ``name`` has, or None when it is not published."""
        facts = self.facts(name)
        return facts.size if facts else None

    def digest(self, name: str) -> str | None:
        """The SHA-256 of ``name`` (hex digits), or None when it is not published."""
        if not self.exists(name):
            return None
        digest = hashlib.sha256()
        for part in self.parts(name):
            digest.update(part)
        return digest.hexdigest()

    def is_older(self, name: str, moment: datetime) -> bool:
        """Whether ``name`` is published and was written before ``moment``."""
        facts = self.facts(name)
        return facts is not None and facts.modified < moment

    def signed(self, name: str, lasting: timedelta) -> str:
        """A URL by which anybody may read ``name`` so long, where the store answers by itself.

        Raises StoreError where it does not.
        """
        raise StoreError(
            f"{self.place} không tự gửi tệp cho người nghe được.",
            f"{self.place} does not send files to listeners by itself.",
        )

    # --- listing -------------------------------------------------------------

    def names(self) -> Iterator[tuple[str, Facts]]:
        """Every file that is published, in the order of their names; none that was set aside."""

    def manifests(self, episode_id: str) -> tuple[str, ...]:
        """The names of the episode's manifests, in the order of their editions."""

    def folders(self) -> frozenset[str]:
        """The names of the folders in which something was published, an episode's or another."""

    def has_folders(self) -> bool:
        """Whether there is any such folder; the others are not listed."""

    def with_manifest(self, folders: Iterable[str]) -> frozenset[str]:
        """Those of ``folders`` in which a manifest is published: they are episodes'."""
        return frozenset(each for each in folders if self.manifests(each))

    def names_after(self, name: str, folder: str, limit: int) -> tuple[str, ...]:
        """The ``limit`` names of ``folder`` that follow one in their order."""

    def damaged(self) -> tuple[object, ...]:
        """The files that were set aside, as people may look for them."""

    # --- room to build in ----------------------------------------------------

    def require_writable(self) -> None:
        """Raises StoreError where nothing can be published now. Nothing is left of the trial."""

    def require_space(self, least: int) -> None:
        """Raises StoreError when fewer than ``least`` bytes are free to build in."""
        self.workroom.require_space(least)

    def scratch(self) -> AbstractContextManager[Path]:
        """A folder on this machine to build in; it goes with what is left in it."""
        return self.workroom.room()

    def leftovers(self, before: datetime) -> tuple[Path, ...]:
        """What killed programs left unfinished ``before`` some moment."""
        return self.workroom.leftovers(before)

    def sweep(self, before: datetime) -> int:
        """How many things were removed of what killed programs left ``before`` some moment."""
        return self.workroom.sweep(before)


def is_file_name(name: str) -> bool:
    """Whether a file can be called so: one step, or two, that lead nowhere else."""
    return _NAME.fullmatch(name) is not None


def require_file_name(name: str) -> str:
    """``name``. Raises StoreError for what is none."""
    if not is_file_name(name):
        raise StoreError(
            f"“{name}” không phải tên tệp phát hành.", f"“{name}” is no name for a file."
        )
    return name


def ordered_manifests(episode_id: str, files: Iterable[str]) -> tuple[str, ...]:
    """The names of those of an episode's ``files`` that are manifests, by their editions."""
    found = filter(None, map(MANIFEST_FILE.fullmatch, files))
    numbered = sorted((int(each.group(1)), each.group()) for each in found)
    return tuple(f"{episode_id}/{file}" for _, file in numbered)


def taken(name: str) -> StoreError:
    """The error that ``name`` means other bytes already."""
    return StoreError(
        f"Tệp {name} đã phát hành với nội dung khác.",
        f"The file {name} is published with other content.",
    )

"""What a backup holds: the names of an installation's files at one moment, and their digests."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from service.codec import from_json, to_json
from service.errors import StoreError

VERSION = 1
"""Of the form of snapshots; a newer one is refused."""

ENDING = ".json"
_NAME = re.compile(r"\d{8}T\d{6}Z")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file below the data folder: its bytes are the object of this SHA-256 (hex digits).

    ``modified`` (ns since 1970) and ``size`` (bytes) tell the next backup that it is the same.
    """

    name: str
    size: int
    modified: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that ``loa restore`` puts back. ``database`` is no file of the folder: it is
    written out for the backup, by SQLite or by the server that is named in ``kind``.
    """

    version: int
    made: datetime
    loa: str
    kind: str
    database: KeptFile
    files: tuple[KeptFile, ...]

    @property
    def name(self) -> str:
        """What it is called by."""
        return name_of(self.made)

    @property
    def all_files(self) -> tuple[KeptFile, ...]:
        """The files with the database last: what it names is there before it."""
        return (*self.files, self.database)

    @property
    def size(self) -> int:
        """How many bytes it puts back."""
        return sum(each.size for each in self.all_files)


def name_of(made: datetime) -> str:
    """The name of a snapshot made at this moment: its time in UTC."""
    return f"{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def is_snapshot_name(told: str) -> bool:
    """Whether a snapshot can be called so."""
    return _NAME.fullmatch(told) is not None


def write_snapshot(snapshot: Snapshot) -> bytes:
    """The snapshot as its file."""
    return to_json(snapshot).encode()


def read_snapshot(content: bytes, name: str) -> Snapshot:
    """The snapshot that is kept as ``content``. Raises StoreError for a damaged or newer one."""
    try:
        found = from_json(Snapshot, content)
    except ValueError as e:
        raise StoreError(
            f"Bản sao lưu {name} đã hỏng: không đọc được mục lục của nó.",
            f"The backup {name} is damaged: its list cannot be read.",
        ) from e
    if found.version > VERSION:
        raise StoreError(
            f"Bản sao lưu {name} do bản Loa mới hơn tạo ra ({found.loa}). Hãy nâng cấp Loa.",
            f"The backup {name} was made by a newer Loa ({found.loa}). Upgrade Loa.",
        )
    return found


def known_digests(snapshots: Iterable[Snapshot]) -> frozenset[str]:
    """The digests of everything that some of ``snapshots`` hold."""
    return frozenset(each.sha256 for one in snapshots for each in one.all_files)

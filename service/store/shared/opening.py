"""What all programs of an installation share, where its library is: beside it, or on its server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from service.locks import PATIENCE_SECONDS
from service.store.addresses import DatabaseAddress
from service.store.places import LOCKS, STATE
from service.store.postgresql.connecting import connect_for_statements
from service.store.shared.base import Locks, Notes
from service.store.shared.files import FileLocks, FileNotes
from service.store.shared.rows import RowLocks, RowNotes


@dataclass(frozen=True, slots=True)
class Shared:
    """The locks and the small facts of one installation.

    ``paces`` are where it is noted what an engine may be asked: with others, who ask from the
    same address, else among our own notes.
    """

    locks: Locks
    notes: Notes
    paces: Notes | None = None

    @property
    def pace(self) -> Notes:
        """Where the pace of engines is noted."""
        return self.paces or self.notes


def share_files(data: Path, patience: float = PATIENCE_SECONDS) -> Shared:
    """What the programs of one machine share in the folder ``data``; nothing is to be closed."""
    return Shared(FileLocks(data / LOCKS, patience), FileNotes(data / STATE))


@contextmanager
def open_shared(
    data: Path, database: DatabaseAddress, patience: float = PATIENCE_SECONDS
) -> Iterator[Shared]:
    """Files in the folder ``data`` of one machine, or rows where the library is on a server.

    The server is not asked before something is. A lock is waited for ``patience`` seconds.
    """
    if isinstance(database, Path):
        yield share_files(data, patience)
        return
    engine = connect_for_statements(database)
    try:
        yield Shared(RowLocks(database, engine, patience), RowNotes(database, engine))
    finally:
        engine.dispose()

"""Every kind of shared store, each as something that opens it: see ``tests/store/kinds``."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import text

from service.locks import PATIENCE_SECONDS
from service.store.postgresql.address import PostgresAddress
from service.store.postgresql.connecting import connect_for_statements
from service.store.shared.opening import Shared, open_shared


class SharedKind(Protocol):
    """What one installation shares, and how a program of it opens that."""

    def open(self, patience: float = PATIENCE_SECONDS) -> AbstractContextManager[Shared]:
        """What is shared; ``patience`` is how many seconds a lock is waited for."""

    def harm(self, name: str) -> None:
        """Writes over a fact what is no fact."""


@dataclass(frozen=True)
class Files:
    """Files of one machine."""

    folder: Path

    def open(self, patience: float = PATIENCE_SECONDS) -> AbstractContextManager[Shared]:
        return open_shared(self.folder, self.folder / "loa.db", patience)

    def harm(self, name: str) -> None:
        (self.folder / "state" / f"{name}.json").write_bytes(b"{half")


@dataclass(frozen=True)
class Rows:
    """Rows of a schema on a server, which has its tables."""

    folder: Path
    address: PostgresAddress

    def open(self, patience: float = PATIENCE_SECONDS) -> AbstractContextManager[Shared]:
        return open_shared(self.folder, self.address, patience)

    def harm(self, name: str) -> None:
        engine = connect_for_statements(self.address)
        with engine.connect() as connection:
            connection.execute(text("UPDATE facts SET content = '{half'"))
        engine.dispose()

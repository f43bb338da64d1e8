"""Every kind of database and media store, each as something that opens it.

A test of the library or the shelf of media that asks for the fixtures of ``conftest`` runs
for each kind listed here: together they are the contract that a new kind has to keep. What is
opened twice is one store, as two processes see it. A kind can be sent to another process.
"""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import text

from service.bucket.address import BucketAddress
from service.bucket.bucket import Bucket
from service.store.addresses import DatabaseAddress
from service.store.database import Database
from service.store.library import Library, connect_to, open_library
from service.store.media import Media, MediaFolder
from service.store.media.s3 import MediaBucket
from service.store.media.scratch import SCRATCH, Scratch
from service.store.media.shelf import Shelf
from service.store.postgresql.address import PostgresAddress
from tests.first_day import lay_library


class DatabaseKind(Protocol):
    """One database of a library, and how it is opened."""

    @property
    def address(self) -> DatabaseAddress:
        """Where it is."""

    def open(self) -> Library:
        """The library over it, made when there was none."""

    def lay(self) -> None:
        """Makes it, empty, in the least of time."""

    def database(self) -> Database:
        """Its bare transactions, once it was made."""

    def ask(self, statement: str, **values: object) -> list[tuple[object, ...]]:
        """What another program finds, or changes, with a statement of its own."""


class MediaKind(Protocol):
    """One store of published files, and how it is opened."""

    def open(self) -> Media:
        """The store."""


@dataclass(frozen=True)
class SQLiteFile:
    """SQLite in a file."""

    folder: Path

    @property
    def address(self) -> DatabaseAddress:
        return self.folder / "loa.db"

    def open(self) -> Library:
        return open_library(self.folder / "loa.db")

    def lay(self) -> None:
        lay_library(self.folder / "loa.db")

    def database(self) -> Database:
        return connect_to(self.folder / "loa.db")

    def ask(self, statement: str, **values: object) -> list[tuple[object, ...]]:
        return _ask(self.database(), statement, values)


@dataclass(frozen=True)
class PostgreSQL:
    """A schema of its own on a server."""

    address: PostgresAddress

    def open(self) -> Library:
        return open_library(self.address)

    def lay(self) -> None:
        self.open().close()

    def database(self) -> Database:
        return connect_to(self.address)

    def ask(self, statement: str, **values: object) -> list[tuple[object, ...]]:
        return _ask(self.database(), statement, values)


def _ask(
    database: Database, statement: str, values: Mapping[str, object]
) -> list[tuple[object, ...]]:
    with closing(database), database.engine.begin() as connection:
        found = connection.execute(text(statement), values)
        return [tuple(row) for row in found] if found.returns_rows else []


@dataclass(frozen=True)
class Folder:
    """A folder of a file system."""

    folder: Path

    def open(self) -> Media:
        return MediaFolder(self.folder / "media")


@dataclass(frozen=True)
class S3Bucket:
    """A prefix of a bucket, with its folders on this machine below ``folder``."""

    folder: Path
    address: BucketAddress

    def open(self) -> Media:
        shelf = Shelf(self.folder / "shelf", 10 * 2**20)
        return MediaBucket(Bucket(self.address), shelf, Scratch(self.folder / "shelf" / SCRATCH))

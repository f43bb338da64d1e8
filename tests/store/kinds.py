"""Every kind of database and media store, each as something that opens it.

A test of the library or the shelf of media that asks for the fixtures of ``conftest`` runs
for each kind listed here: together they are the contract that a new kind has to keep. What is
opened twice is one store, as two processes see it. A kind can be sent to another process.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from service.store.database import Database
from service.store.library import Library, open_library
from service.store.media import MediaFolder
from tests.first_day import lay_library


class DatabaseKind(Protocol):
    """One database of a library, and how it is opened."""

    def open(self) -> Library:
        """The library over it, made when there was none."""

    def lay(self) -> None:
        """Makes it, empty, in the least of time."""

    def database(self) -> Database:
        """Its bare transactions, once it was made."""


class MediaKind(Protocol):
    """One store of published files, and how it is opened."""

    def open(self, patience: float = 60.0) -> MediaFolder:
        """The store; ``patience`` is how many seconds it waits for a lock."""


@dataclass(frozen=True)
class SQLiteFile:
    """SQLite in a file."""

    folder: Path

    def open(self) -> Library:
        return open_library(self.folder / "loa.db")

    def lay(self) -> None:
        lay_library(self.folder / "loa.db")

    def database(self) -> Database:
        return Database(self.folder / "loa.db")


@dataclass(frozen=True)
class Folder:
    """A folder of a file system."""

    folder: Path

    def open(self, patience: float = 60.0) -> MediaFolder:
        return MediaFolder(self.folder / "media", patience)


DATABASES: Mapping[str, Callable[[Path], DatabaseKind]] = {"sqlite": SQLiteFile}
MEDIA: Mapping[str, Callable[[Path], MediaKind]] = {"folder": Folder}

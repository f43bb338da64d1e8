"""The library: one door to all that must last in the database."""

from pathlib import Path

from service.errors import StoreError
from service.store.access import Access
from service.store.articles import Articles
from service.store.corrections import Corrections
from service.store.database import Database
from service.store.episodes import Episodes
from service.store.facts import Facts
from service.store.files import Files
from service.store.recordings import Recordings
from service.store.sessions import Sessions
from service.store.upgrade import upgrade


class Library(Articles, Episodes, Corrections, Recordings, Sessions, Access, Files, Facts):
    """Articles, episodes, corrections, recordings and access over one database.

    Every method is one transaction and raises StoreError when the database
    fails. Moments are aware.
    """

    def close(self) -> None:
        """Closes idle connections."""
        self._database.close()


def open_library(path: Path) -> Library:
    """The library in the SQLite file ``path``, made or brought up to date as needed.

    Raises StoreError when it cannot be opened, is damaged, or comes from a
    newer Loa.
    """
    database = Database(path)
    try:
        with database.translated():
            upgrade(database.engine, path)
    except StoreError:
        database.close()
        raise
    return Library(database)

"""What SQLite alone does; test_database_contract and test_library have what every one does."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from service.errors import StoreError
from service.store.connections import connect_in_memory
from service.store.database import Database
from service.store.library import Library, connect_to, open_library
from service.store.schema import Table
from tests.store.kinds import DatabaseKind
from tests.store.shelf import NOW, make_revision
from tests.text.lexicons import entry


@pytest.mark.of_sqlite
@pytest.mark.usefixtures("library")
def test_models_and_migrations_agree(tmp_path: Path) -> None:
    database = connect_to(tmp_path / "loa.db")
    with database.engine.connect() as connection:
        opts = {"compare_type": True, "include_name": _is_plain}
        context = MigrationContext.configure(connection, opts=opts)
        differences = compare_metadata(context, Table.metadata)
        # Alembic does not see the direction of an index's columns: these are compared below.
        assert [each for each in differences if each[0] not in ("add_index", "remove_index")] == []
        modelled = connect_in_memory()
        Table.metadata.create_all(modelled)
        with modelled.connect() as other:
            assert _indexes_and_triggers(connection) == _indexes_and_triggers(other)
            # Nor what a table's key is, what refers to what, and how long a text may be.
            for table in Table.metadata.tables:
                assert _shape(connection, table) == _shape(other, table), table
    database.close()
    modelled.dispose()


_MADE = """SELECT sql FROM sqlite_master
    WHERE type IN ('index', 'trigger') OR sql LIKE 'CREATE VIRTUAL %'"""


def _is_plain(name: str | None, kind: str, _parents: object) -> bool:
    """Not an index of words (FTS5), which no model describes: it is compared as it was made."""
    return kind != "table" or not str(name).startswith("words_")


def _indexes_and_triggers(connection: Connection) -> set[str]:
    found = connection.scalars(text(_MADE))
    return {each for each in found if each}


_SHAPES = (
    """SELECT name, type, "notnull", trim(dflt_value, "'"), pk FROM pragma_table_info(?)""",
    """SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)""",
    """SELECT listed.origin, told.name FROM pragma_index_list(?) AS listed,
        pragma_index_info(listed.name) AS told WHERE listed."unique" """,
    "SELECT wr FROM pragma_table_list WHERE name = ?",
)
"""Columns with type, default and place in the key; references; what is unique; row ids."""


def _shape(connection: Connection, table: str) -> list[list[tuple[object, ...]]]:
    found = [connection.exec_driver_sql(query, (table,)) for query in _SHAPES]
    return [sorted(map(tuple, rows), key=repr) for rows in found]


@pytest.mark.usefixtures("library")
def test_connections_follow_the_measured_recipe(tmp_path: Path) -> None:
    database = connect_to(tmp_path / "loa.db")
    with database.reading() as session:
        connection = session.connection()
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
        assert found == ["wal", 2, 1]
        assert int(connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()) >= 5000
    database.close()


def test_a_database_of_a_newer_loa_is_refused(
    library: Library, database_kind: DatabaseKind
) -> None:
    library.close()
    database_kind.ask("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer Loa"):
        database_kind.open()


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "loa.db"
    path.write_bytes(b"not a database at all, " * 100)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a database"):
        open_library(path)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        open_library(tmp_path / "nowhere" / "loa.db")


@pytest.mark.of_sqlite
def test_of_entries_put_together_all_stand_or_none(library: Library, tmp_path: Path) -> None:
    standing = entry("Messi", "Mét")
    library.put_lexicon_entry(standing)
    with closing(sqlite3.connect(tmp_path / "loa.db")) as beside:
        beside.execute(
            "CREATE TRIGGER full BEFORE INSERT ON lexicon WHEN new.id LIKE '%Ronaldo%' "
            "BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
        beside.commit()
    with pytest.raises(StoreError):
        library.put_lexicon_entries(
            [replace(standing, alias="Mét-xi"), entry("Neymar", "Nây-ma"), entry("Ronaldo", "Rô")]
        )
    assert library.lexicon_entries() == (standing,)


@pytest.mark.of_sqlite
def test_a_full_database_is_told_and_keeps_what_it_had(library: Library, tmp_path: Path) -> None:
    article, _ = library.take_in(make_revision(), b"", NOW)
    database = connect_to(tmp_path / "loa.db")
    with pytest.raises(StoreError, match="the disk is full"):
        _overfill(database)
    database.close()
    assert library.article(article.id) == article


def _overfill(database: Database) -> None:
    with database.writing() as session:
        connection = session.connection()
        connection.exec_driver_sql("PRAGMA max_page_count=1")
        connection.exec_driver_sql("INSERT INTO channels VALUES (hex(zeroblob(200000)), '')")

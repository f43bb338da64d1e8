"""Databases of every schema Loa ever had, from rows that a person can read.

``NNNN.sql`` beside this file holds what a Loa of that schema wrote, as it wrote it; it never
changes afterwards. For a new schema, ``python -m tests.store.schemas NNNN`` prints what the
rows of the one before become; review them, add rows for what is new, and keep them.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from service.store.upgrade import MIGRATIONS

HERE = Path(__file__).parent

Rows = Mapping[str, list[dict[str, Any]]]
"""The rows of each table, each by its columns."""


def schemas() -> list[str]:
    """All schemas by their migrations, the first one first."""
    script = ScriptDirectory(str(MIGRATIONS))
    return [each.revision for each in reversed(list(script.walk_revisions()))]


def write_schema(path: Path, schema: str) -> None:
    """``path`` becomes a database of ``schema`` with the rows that are kept of it."""
    migrate(path, schema)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((HERE / f"{schema}.sql").read_text("utf-8"))
        connection.commit()


def migrate(path: Path, schema: str) -> None:
    """The database goes up or down to ``schema``, as ``open_library`` goes up to the newest."""
    present = _version(path)
    if present == schema:
        return
    down = present is not None and (schema == "base" or present > schema)
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, schema)
    engine.dispose()


def read_rows(path: Path) -> Rows:
    """All that the database holds, without the version of its schema."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608
            for table in _tables(connection)
        }


def damages(path: Path) -> list[Any]:
    """References to nothing, and what else SQLite finds wrong."""
    with closing(sqlite3.connect(path)) as connection:
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        return broken + [
            row for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"
        ]


def _version(path: Path) -> str | None:
    with closing(sqlite3.connect(path)) as connection:
        if "alembic_version" not in _tables(connection, but=""):
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None


def _tables(connection: sqlite3.Connection, but: str = "alembic_version") -> list[str]:
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        # An index of words (FTS5) keeps itself in tables of its own, made of article_words.
        "AND name NOT LIKE 'words\\_%' ESCAPE '\\'"
    )
    return sorted(name for (name,) in found if name != but)

"""Connections to the queue's SQLite file that never lose an update."""

from pathlib import Path
from typing import TypeAlias

import sqlalchemy as sa

DatabaseFailure: TypeAlias = sa.exc.SQLAlchemyError
"""What is raised, here and by dbos, when the file cannot be read or written."""


def connect(database: Path) -> sa.Engine:
    """An engine whose transactions hold the write lock from their first moment.

    With the execution option ``reading`` they hold none, and see one state throughout.
    """
    engine = sa.create_engine(f"sqlite:///{database}", connect_args={"timeout": 30.0})

    @sa.event.listens_for(engine, "connect")
    def _set_up(connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
        # The driver's own BEGIN comes too late to keep two writers apart.
        connection.isolation_level = None
        cursor = connection.cursor()
        # Kept in the file: dbos's connections use the write-ahead log as well.
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine

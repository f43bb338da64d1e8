"""Prints what the rows of the schema before become: ``python -m tests.store.schemas NNNN``."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.store.schemas import migrate, schemas, write_schema


def main(schema: str) -> None:
    """Statements that a person reviews before they are kept."""
    before = schemas()[schemas().index(schema) - 1]
    with TemporaryDirectory() as folder:
        path = Path(folder, "loa.db")
        write_schema(path, before)
        migrate(path, schema)
        with closing(sqlite3.connect(path)) as connection:
            for statement in connection.iterdump():
                if statement.startswith("INSERT") and "alembic_version" not in statement:
                    sys.stdout.write(f"{statement}\n")


if __name__ == "__main__":
    main(sys.argv[1])

"""Whether a database file is sound: asked of SQLite itself, and nothing is written."""

import sqlite3
from contextlib import closing
from pathlib import Path

_MOST_TOLD = 20


def damages(path: Path) -> tuple[str, ...]:
    """What SQLite finds wrong with the file, in its own words; nothing for a sound one.

    Every page is read (PRAGMA integrity_check), and every reference between tables
    followed (foreign_key_check).
    """
    if not path.is_file():
        return ("no such file",)
    try:
        reading = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(reading, uri=True)) as connection:
            found = connection.execute(f"PRAGMA integrity_check({_MOST_TOLD})").fetchall()
            broken = connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST_TOLD)
    except sqlite3.Error as e:
        return (str(e),)
    told = [str(row[0]) for row in found if row[0] != "ok"]
    return (
        *told,
        *(f"{table} row {row} refers to nothing in {to}" for table, row, to, _ in broken),
    )

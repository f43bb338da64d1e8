"""What SQLite finds wrong with a file is told in its words, and nothing is written."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from service.store.integrity import damages
from service.store.library import open_library


def test_a_sound_library_has_no_damages(tmp_path: Path) -> None:
    open_library(tmp_path / "loa.db").close()
    assert damages(tmp_path / "loa.db") == ()


def test_a_file_that_is_not_there_or_is_none_of_sqlites_is_told(tmp_path: Path) -> None:
    assert damages(tmp_path / "loa.db") == ("no such file",)
    (tmp_path / "loa.db").write_bytes(b"no database at all" * 1000)
    assert damages(tmp_path / "loa.db") == ("file is not a database",)


def test_a_reference_to_nothing_is_told_with_its_row(tmp_path: Path) -> None:
    open_library(tmp_path / "loa.db").close()
    with closing(sqlite3.connect(tmp_path / "loa.db")) as connection, connection:
        connection.execute("INSERT INTO channels VALUES ('main', 'x')")
        connection.execute(
            "INSERT INTO overrides VALUES (7, 'nobody', 's1', 'a', 'b', 'An', '2026', NULL)"
        )
    assert damages(tmp_path / "loa.db") == ("overrides row 7 refers to nothing in articles",)


@pytest.mark.parametrize(("broken", "told"), [(19, 19), (20, 20), (21, 20)])
def test_of_many_damages_twenty_are_told(tmp_path: Path, broken: int, told: int) -> None:
    open_library(tmp_path / "loa.db").close()
    with closing(sqlite3.connect(tmp_path / "loa.db")) as connection, connection:
        connection.executemany(
            "INSERT INTO overrides VALUES (?, 'nobody', 's1', 'a', 'b', 'An', '2026', NULL)",
            [(number,) for number in range(broken)],
        )
    assert len(damages(tmp_path / "loa.db")) == told

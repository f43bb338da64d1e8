"""What every connection to Loa's SQLite files can do, however old the system's SQLite is."""

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from service.store.connections import connect, connect_briefly


@pytest.mark.parametrize("open_engine", [connect, connect_briefly])
def test_the_database_tells_the_time_in_fractions_of_a_second(
    open_engine: Callable[[Path], Engine], tmp_path: Path
) -> None:
    engine = open_engine(tmp_path / "loa.db")
    before = time.time()
    with engine.begin() as connection:
        told = connection.exec_driver_sql("SELECT unixepoch('subsec')").scalar_one()
    after = time.time()
    engine.dispose()
    assert isinstance(told, float)
    # SQLite cuts its own answer off after the thousandth.
    assert before - 0.001 <= told <= after


def test_a_brief_connection_closes_with_its_transaction(tmp_path: Path) -> None:
    with connect_briefly(tmp_path / "loa.db").begin() as connection:
        opened = connection.connection.dbapi_connection
    assert opened is not None
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened.cursor()


def test_a_brief_transaction_that_only_reads_keeps_no_writer_out(tmp_path: Path) -> None:
    brief, writer = connect_briefly(tmp_path / "loa.db"), connect(tmp_path / "loa.db")
    with brief.begin() as reading, writer.begin() as writing:
        writing.exec_driver_sql("CREATE TABLE news (title TEXT)")
        assert reading.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    writer.dispose()


@pytest.mark.parametrize("open_engine", [connect, connect_briefly])
def test_who_comes_while_another_makes_the_file_waits_for_it(
    open_engine: Callable[[Path], Engine], tmp_path: Path
) -> None:
    file = tmp_path / "loa.db"
    maker = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    maker.execute("CREATE TABLE made (x)")
    # Without a write-ahead log yet: SQLite refuses to change that at once, and calls no handler.
    maker.execute("BEGIN IMMEDIATE")
    maker.execute("INSERT INTO made VALUES (1)")
    ending = threading.Timer(0.3, maker.execute, ["COMMIT"])
    ending.start()
    engine = open_engine(file)
    with engine.begin() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        made = connection.exec_driver_sql("SELECT x FROM made").scalar_one()
    ending.join()
    maker.close()
    engine.dispose()
    assert (mode, made) == ("wal", 1)

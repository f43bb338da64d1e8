"""What every connection to Loa's SQLite files can do, however old the system's SQLite is."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from service.store.connections import (
    connect,
    connect_briefly,
    connect_for_reading,
    connect_in_memory,
)
from service.store.patience import waiting_at_most
from service.store.reading import READING


@pytest.fixture(params=["file", "immutable", "memory"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Engines whose transactions Loa begins itself, beside that of ``connect``."""
    connect(tmp_path / "loa.db").connect().close()
    opened = (
        connect_in_memory()
        if request.param == "memory"
        else connect_for_reading(tmp_path / "loa.db", immutable=request.param == "immutable")
    )
    yield opened
    opened.dispose()


def patience_of(engine: Engine) -> int:
    """How many milliseconds a transaction that begins now gives a busy database."""
    with engine.begin() as connection:
        return int(connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one())


def make_and_fail(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE lost (title TEXT)")
        raise KeyError


def open_files() -> set[Path]:
    links = Path("/proc/self/fd").iterdir()
    return {link.readlink() for link in links if link.is_symlink()}


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


@pytest.mark.parametrize("open_engine", [connect, connect_briefly])
def test_every_connection_syncs_fully_keeps_references_and_little_of_the_file(
    open_engine: Callable[[Path], Engine], tmp_path: Path
) -> None:
    engine = open_engine(tmp_path / "loa.db")
    with engine.begin() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "cache_size")
        }
    engine.dispose()
    assert told == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "cache_size": -512,
    }


@pytest.mark.parametrize("open_engine", [connect, connect_briefly])
def test_a_new_file_is_its_owners_alone(
    open_engine: Callable[[Path], Engine], tmp_path: Path
) -> None:
    open_engine(tmp_path / "loa.db").dispose()
    assert (tmp_path / "loa.db").stat().st_mode & 0o777 == 0o600


def test_a_busy_database_is_given_half_a_minute_or_what_who_answers_can_wait(
    engine: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "loa.db"
    standing = connect(file)
    assert [patience_of(each) for each in (standing, connect_briefly(file), engine)] == [30_000] * 3
    with waiting_at_most(0.25):
        # A brief connection is a new one each time; the others begin anew on one they had.
        assert [patience_of(each) for each in (standing, connect_briefly(file), engine)] == [
            250
        ] * 3
    assert patience_of(standing) == 30_000
    standing.dispose()


def test_a_writer_that_comes_late_waits_no_longer_than_it_may(tmp_path: Path) -> None:
    first, late = connect(tmp_path / "loa.db"), connect(tmp_path / "loa.db")
    with first.begin() as writing:
        with (
            waiting_at_most(0.05),
            pytest.raises(OperationalError, match="locked"),
            late.begin(),
        ):
            pass
        with late.execution_options(**READING).begin() as reading:
            assert reading.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
        writing.exec_driver_sql("CREATE TABLE news (title TEXT)")
    first.dispose()
    late.dispose()


@pytest.mark.parametrize("open_engine", [connect, connect_briefly])
def test_who_may_not_wait_for_the_maker_of_the_file_is_told_and_leaves_nothing_open(
    open_engine: Callable[[Path], Engine], tmp_path: Path
) -> None:
    file = tmp_path / "loa.db"
    maker = sqlite3.connect(file, isolation_level=None)
    maker.execute("CREATE TABLE made (x)")
    maker.execute("BEGIN IMMEDIATE")
    engine = open_engine(file)
    with waiting_at_most(0.05), pytest.raises(OperationalError, match="locked") as refused:
        engine.connect()
    maker.close()
    assert file not in open_files()
    assert refused.value.orig is not None
    engine.dispose()


@pytest.mark.parametrize("open_engine", [connect, connect_briefly])
def test_what_no_waiting_mends_is_told_at_once(
    open_engine: Callable[[Path], Engine], tmp_path: Path
) -> None:
    engine = open_engine(tmp_path / "loa.db")
    (tmp_path / "loa.db-wal").mkdir()
    with waiting_at_most(3_600), pytest.raises(OperationalError, match="disk I/O error"):
        engine.connect()
    engine.dispose()


@pytest.mark.parametrize("immutable", [False, True])
def test_who_opens_for_reading_changes_nothing(tmp_path: Path, *, immutable: bool) -> None:
    folder = tmp_path / "Bản sao #1?"
    folder.mkdir()
    made = connect(folder / "loa.db")
    with made.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE news (title TEXT)")
    made.dispose()
    reader = connect_for_reading(folder / "loa.db", immutable=immutable)
    with reader.execution_options(**READING).begin() as reading:
        assert reading.exec_driver_sql("SELECT count(*) FROM news").scalar() == 0
        beside = {each.name for each in folder.iterdir()} - {"loa.db"}
    with pytest.raises(OperationalError, match="readonly"), reader.begin() as writing:
        writing.exec_driver_sql("INSERT INTO news VALUES ('x')")
    reader.dispose()
    assert bool(beside) is not immutable, "a disk that takes no file beside it is read all the same"


def test_who_reads_a_file_that_others_write_sees_one_state_throughout(tmp_path: Path) -> None:
    writer = connect(tmp_path / "loa.db")
    with writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE news (title TEXT)")
    reader = connect_for_reading(tmp_path / "loa.db", immutable=False)
    with reader.execution_options(**READING).begin() as reading:
        assert reading.exec_driver_sql("SELECT count(*) FROM news").scalar() == 0
        with writer.begin() as connection:
            connection.exec_driver_sql("INSERT INTO news VALUES ('x')")
        assert reading.exec_driver_sql("SELECT count(*) FROM news").scalar() == 0
    reader.dispose()
    writer.dispose()


def test_threads_take_turns_at_the_one_database_that_is_in_memory() -> None:
    engine, asking = connect_in_memory(), threading.Event()

    def count_tables() -> object:
        asking.set()
        with engine.begin() as connection:
            return connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()

    with ThreadPoolExecutor(1) as pool:
        with engine.begin() as connection:
            counted = pool.submit(count_tables)
            asking.wait()
            connection.exec_driver_sql("CREATE TABLE news (title TEXT)")
            assert not counted.done()
        assert counted.result() == 1
    with pytest.raises(KeyError):
        make_and_fail(engine)
    assert count_tables() == 1, "what fails is undone here too"
    engine.dispose()

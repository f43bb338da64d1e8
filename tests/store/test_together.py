"""Several writings and readings as one transaction: all of them stand, or none does."""

import threading
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest

from service.errors import StoreError
from service.store.database import Database
from service.store.library import Library
from service.store.schema import ChannelRow
from tests.store.kinds import DatabaseKind

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def database(library: Library, database_kind: DatabaseKind) -> Iterator[Database]:
    with closing(database_kind.database()) as opened:
        yield opened


def write(database: Database, name: str) -> None:
    with database.writing() as session:
        session.add(ChannelRow(name=name, guid="x"))


def names(database: Database) -> set[str]:
    with database.reading() as session:
        return {row.name for row in session.query(ChannelRow)}


def write_all(database: Database, *all_names: str) -> None:
    with database.together():
        for name in all_names:
            write(database, name)


def write_and_fail(database: Database, name: str) -> None:
    with database.writing() as session:
        session.add(ChannelRow(name=name, guid="x"))
        session.flush()
        raise KeyError(name)


def write_all_and_fail(database: Database, *all_names: str) -> None:
    with database.together():
        write_all(database, *all_names)
        raise KeyError


def write_then_fail(database: Database, first: str, second: str) -> None:
    with database.together():
        write(database, first)
        write_and_fail(database, second)


def test_what_is_written_together_stands_when_all_of_it_does(database: Database) -> None:
    with database.together():
        write(database, "a")
        with database.together():
            write(database, "b")
        assert names(database) == {"a", "b"}, "who reads inside sees what was written inside"
    assert names(database) == {"a", "b"}


def test_an_error_undoes_all_that_was_written_together(database: Database) -> None:
    with pytest.raises(KeyError):
        write_all_and_fail(database, "a", "b")
    assert names(database) == set()
    write(database, "c")
    assert names(database) == {"c"}, "the next writing is on its own again"


def test_a_writing_that_fails_undoes_what_was_written_before_it(database: Database) -> None:
    with pytest.raises(KeyError):
        write_then_fail(database, "a", "b")
    assert names(database) == set()


def test_of_a_failure_that_is_taken_care_of_inside_only_its_own_writing_is_undone(
    database: Database,
) -> None:
    with database.together():
        write(database, "a")
        with suppress(KeyError):
            write_and_fail(database, "b")
        with suppress(StoreError):
            write(database, "a")
        write(database, "c")
    assert names(database) == {"a", "c"}


def test_others_see_nothing_of_it_until_it_stands(
    database: Database, database_kind: DatabaseKind
) -> None:
    with closing(database_kind.database()) as other:
        with database.together():
            write(database, "a")
            assert names(other) == set()
        assert names(other) == {"a"}


def test_another_thread_is_no_part_of_it(database: Database) -> None:
    seen: list[set[str]] = []
    with database.together():
        write(database, "a")
        reader = threading.Thread(target=lambda: seen.append(names(database)))
        reader.start()
        reader.join()
        writer = threading.Thread(target=write, args=(database, "b"))
        writer.start()  # it waits for the lock, and is no part of what is undone or kept here
        assert names(database) == {"a"}
    writer.join()
    assert seen == [set()]
    assert names(database) == {"a", "b"}


def test_two_threads_that_each_write_together_lose_nothing(database: Database) -> None:
    threads = [
        threading.Thread(target=write_all, args=(database, f"{each}1", f"{each}2"))
        for each in "abcd"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names(database) == {f"{each}{number}" for each in "abcd" for number in "12"}


def test_what_is_written_together_in_one_database_is_not_in_another(
    database: Database, database_kind: DatabaseKind
) -> None:
    with closing(database_kind.database()) as other, database.together():
        assert names(other) == set()
        write(database, "a")
        assert names(other) == set()

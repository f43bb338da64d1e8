"""What only a server does with locks: it may be away, and it knows since when a lock is held."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.errors import StoreError
from service.store.library import open_library
from service.store.postgresql.address import PostgresAddress, parse_address
from service.store.postgresql.connecting import connect_for_statements
from service.store.shared.opening import open_shared
from service.store.shared.rows import RowLocks
from tests.servers.postgresql import PostgreSQL, postgresql

pytestmark = pytest.mark.servers


@pytest.fixture
def own_server() -> Iterator[PostgreSQL]:
    """A server of this test alone, which may be stopped."""
    with postgresql() as server:
        yield server


def test_a_lock_is_free_after_the_server_was_started_anew_and_its_holder_is_told(
    own_server: PostgreSQL, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    address = parse_address(own_server.address)
    open_library(address).close()
    with open_shared(tmp_path, address) as mine, open_shared(tmp_path, address, 5.0) as theirs:
        with caplog.at_level(logging.WARNING), mine.locks.exclusive("feed"):
            own_server.stop()
            with pytest.raises(StoreError, match="không trả lời"), theirs.locks.exclusive("feed"):
                pass
            with pytest.raises(StoreError, match="không trả lời"):
                theirs.notes.read("google")
            own_server.start()
            with theirs.locks.exclusive("feed"):
                pass
        assert "a lock was lost" in caplog.text
        with mine.locks.exclusive("feed"):
            pass


def test_how_long_a_lock_is_held_is_known_to_who_waits_for_it(
    postgresql_server: str,
) -> None:
    address: PostgresAddress = parse_address(postgresql_server)
    engine = connect_for_statements(address)
    locks = RowLocks(address, engine)
    with locks.turn("one") as is_held, engine.connect() as connection:
        assert is_held
        assert locks.seconds_held(connection, "one") is not None
        assert locks.seconds_held(connection, "another") is None
    engine.dispose()


def test_who_waited_in_vain_leaves_a_connection_as_it_was(postgresql_server: str) -> None:
    address = parse_address(postgresql_server)
    engine = connect_for_statements(address)
    with RowLocks(address, engine).turn("one"):
        with RowLocks(address, engine, 0.05).turn("one") as is_held:
            assert not is_held
        with engine.connect() as connection:
            assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "5s"
    engine.dispose()

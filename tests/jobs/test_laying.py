"""A new queue on a server: the tables are dbos's own, and nobody else's work is waited for."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from dbos import DBOS
from sqlalchemy import text

from service.jobs.keeping import migrate
from service.store.postgresql.address import PostgresAddress, parse_address
from service.store.postgresql.connecting import connect_briefly
from tests.servers.postgresql import programs

pytestmark = pytest.mark.servers


def address_in(server: str) -> PostgresAddress:
    return parse_address(f"{server}?schema=q{uuid4().hex}")


def described(address: PostgresAddress) -> list[str]:
    """The schema as pg_dump tells it, in any order, its own name left out."""
    url = address.url.set(drivername="postgresql").render_as_string(hide_password=False)
    command = [str(programs() / "pg_dump"), url, f"--schema={address.schema}", "--inserts"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lines = told.replace(address.schema, "schema").splitlines()
    return sorted(line.rstrip(",") for line in lines if not line.startswith(("--", "\\")))


@contextmanager
def old_transaction(address: PostgresAddress) -> Iterator[None]:
    """Another newsroom's, which has begun and goes on."""
    engine = connect_briefly(address)
    with engine.connect() as connection:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        connection.execute(text("SELECT count(*) FROM pg_class"))
        yield
    engine.dispose()


def test_what_is_laid_at_once_is_what_dbos_makes_step_by_step(postgresql_server: str) -> None:
    ours, theirs = address_in(postgresql_server), address_in(postgresql_server)
    migrate(ours)
    url = theirs.url.render_as_string(hide_password=False)
    DBOS.migrate(url, schema=theirs.schema)
    assert described(ours) == described(theirs)
    migrate(ours)
    migrate(theirs)
    assert described(ours) == described(theirs)


def test_a_first_start_waits_for_no_transaction_of_another_newsroom(
    postgresql_server: str,
) -> None:
    with old_transaction(address_in(postgresql_server)):
        migrate(address_in(postgresql_server))  # dbos by itself would wait here for ever

"""How long newsrooms take for their first start on one busy server: by dbos alone, and as Loa does.

``python -m bench.first_starts`` needs Debian's postgresql. Four other programs read in
transactions of half a second all the while.
"""

import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from uuid import uuid4

from dbos import DBOS
from sqlalchemy import text

from service.jobs.keeping import migrate
from service.store.postgresql.address import PostgresAddress, parse_address
from service.store.postgresql.connecting import connect_briefly
from tests.servers.postgresql import postgresql

_OTHERS, _AT_ONCE = 4, 8


def lay_by_dbos(address: PostgresAddress) -> None:
    """The queue's tables, one migration after another."""
    DBOS.migrate(address.url.render_as_string(hide_password=False), schema=address.schema)


WAYS: Mapping[str, Callable[[PostgresAddress], None]] = {"dbos": lay_by_dbos, "Loa": migrate}


def _address(server: str) -> PostgresAddress:
    return parse_address(f"{server}?schema=q{uuid4().hex}")


def _read_on(address: PostgresAddress, stopped: threading.Event) -> None:
    engine = connect_briefly(address)
    while not stopped.is_set():
        with engine.connect() as connection:
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            connection.execute(text("SELECT count(*), pg_sleep(0.5) FROM pg_class LIMIT 1"))
    engine.dispose()


@contextmanager
def busy(server: str) -> Iterator[None]:
    """While this lasts, others read."""
    stopped = threading.Event()
    others = [
        threading.Thread(target=_read_on, args=(_address(server), stopped)) for _ in range(_OTHERS)
    ]
    for each in others:
        each.start()
    try:
        yield
    finally:
        stopped.set()
        for each in others:
            each.join()


def _seconds(server: str, lay: Callable[[PostgresAddress], None]) -> float:
    begun = time.monotonic()
    lay(_address(server))
    return time.monotonic() - begun


def main() -> int:
    """Prints seconds; 0."""
    with postgresql() as server, busy(server.address), ThreadPoolExecutor(_AT_ONCE) as threads:
        for name, lay in WAYS.items():
            alone = _seconds(server.address, lay)
            all_of_them = threads.map(partial(_seconds, server.address), [lay] * _AT_ONCE)
            last = max(all_of_them)
            sys.stdout.write(f"{name}: one {alone:.1f} s, the last of {_AT_ONCE} {last:.1f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

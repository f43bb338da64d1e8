"""Which workers are alive, by their heartbeats: one small table beside dbos's own."""

import os
import socket
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TypeAlias

import sqlalchemy as sa

from service.jobs.keeping import insert_into
from service.jobs.moment import moment

Opened: TypeAlias = Callable[[], AbstractContextManager[sa.Connection]]
"""Opens a connection to the queue's database, for reading or for writing."""

TABLES = sa.MetaData()

_WORKER = sa.Table(
    "loa_worker",
    TABLES,
    sa.Column("executor_id", sa.Text, primary_key=True),
    sa.Column("host", sa.Text, nullable=False),
    sa.Column("pid", sa.Integer, nullable=False),
    sa.Column("seen", sa.Float, nullable=False),
    sa.Column("heir_until", sa.Float, nullable=False, default=0.0),
)


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds without a heartbeat after which a worker counts as dead.

    ``gone`` holds where the system says that its program has ended, ``silent``
    everywhere else (another host, or a number the system has given away again).
    """

    gone: float
    silent: float


class Workers:
    """The workers of all programs that share the queue."""

    def __init__(self, reading: Opened, writing: Opened, timeouts: Timeouts) -> None:
        self._reading = reading
        self._writing = writing
        self._timeouts = timeouts

    def beat(self, executor_id: str) -> None:
        """Notes that this worker, which runs in this very program, is alive."""
        with self._writing() as connection:
            alive = {"seen": moment(connection), "heir_until": 0.0}
            statement = insert_into(connection, _WORKER).values(
                executor_id=executor_id, host=socket.gethostname(), pid=os.getpid(), **alive
            )
            connection.execute(
                statement.on_conflict_do_update(index_elements=["executor_id"], set_=alive)
            )

    def forget(self, executor_id: str) -> None:
        """Drops a worker that has left nothing behind."""
        with self._writing() as connection:
            connection.execute(sa.delete(_WORKER).where(_WORKER.c.executor_id == executor_id))

    def count_living(self) -> int:
        """How many workers are alive.

        One whose program has ended is not, from that moment: whoever asks would
        otherwise rely on it. To take over from it needs more certainty.
        """
        with self._reading() as connection:
            now = moment(connection)
            rows = connection.execute(sa.select(_WORKER)).all()
        return sum(
            not self._is_dead(row, now)
            and (row.pid == os.getpid() or not _has_ended(row.host, row.pid))
            for row in rows
        )

    def note_strangers(self, executor_ids: Iterable[str]) -> None:
        """Notes workers that hold jobs but were never seen, so that they too can be found dead."""
        with self._writing() as connection:
            seen = moment(connection)
            for executor_id in executor_ids:
                connection.execute(
                    insert_into(connection, _WORKER)
                    .values(executor_id=executor_id, host="", pid=0, seen=seen)
                    .on_conflict_do_nothing()
                )

    def inherit(self, heir: str) -> list[str]:
        """The dead workers whose jobs ``heir``, and for a while nobody else, may take over."""
        with self._writing() as connection:
            now = moment(connection)
            others = sa.select(_WORKER).where(
                _WORKER.c.executor_id != heir, _WORKER.c.heir_until < now
            )
            dead = [
                row.executor_id
                for row in connection.execute(others).all()
                if self._is_dead(row, now)
            ]
            connection.execute(
                sa.update(_WORKER)
                .where(_WORKER.c.executor_id.in_(dead))
                .values(heir_until=now + self._timeouts.silent)
            )
        return dead

    def _is_dead(self, row: sa.Row[tuple[object, ...]], now: float) -> bool:
        silence = now - row.seen
        return silence > self._timeouts.silent or (
            silence > self._timeouts.gone and _has_ended(row.host, row.pid)
        )


def seen_lately(connection: sa.Connection, seconds: float, *, but_on: str) -> frozenset[str]:
    """The workers on other hosts than ``but_on`` whose hearts beat within ``seconds``."""
    since = moment(connection) - seconds
    query = sa.select(_WORKER.c.executor_id).where(
        _WORKER.c.seen > since, _WORKER.c.host.not_in(("", but_on))
    )
    return frozenset(connection.execute(query).scalars())


def _has_ended(host: str, pid: int) -> bool:
    if host != socket.gethostname():
        return False
    if pid == os.getpid():
        # A container starts its program under the same number each time.
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False

"""What dbos does not keep: how far each job is, and which workers are alive.

Two small tables beside dbos's own, in the same SQLite file, whose write lock is
also what makes several acts one. The database's clock dates every row, so that
all programs that share the file share a clock.
"""

import os
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from service.jobs import roll
from service.jobs.programs import Identity
from service.model import Progress
from service.store.connections import READING, DatabaseFailure, connect

_TABLES = sa.MetaData()

_PROGRESS = sa.Table(
    "loa_progress",
    _TABLES,
    sa.Column("job_id", sa.Text, primary_key=True),
    sa.Column("done", sa.Integer, nullable=False, default=0),
    sa.Column("total", sa.Integer, nullable=False, default=0),
    sa.Column("stage", sa.Text, nullable=False, default="Đang chuẩn bị"),
    sa.Column("noted", sa.Float, nullable=False),
    sa.Column("starts", sa.Integer, nullable=False, default=0),
)

_WORKER = sa.Table(
    "loa_worker",
    _TABLES,
    sa.Column("executor_id", sa.Text, primary_key=True),
    sa.Column("host", sa.Text, nullable=False),
    sa.Column("pid", sa.Integer, nullable=False),
    sa.Column("seen", sa.Float, nullable=False),
    sa.Column("heir_until", sa.Float, nullable=False, default=0.0),
)

_NOW = sa.text("SELECT (julianday('now') - 2440587.5) * 86400.0")


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds without a heartbeat after which a worker counts as dead.

    ``gone`` holds where the system says that its program has ended, ``silent``
    everywhere else (another host, or a number the system has given away again).
    """

    gone: float
    silent: float


@dataclass(frozen=True, slots=True)
class Noted:
    """A job's progress and when it was noted (seconds since 1970)."""

    progress: Progress
    noted: float


class Ledger:
    """The two tables; safe to use from several threads and programs at once."""

    def __init__(self, database: Path, patience: Patience) -> None:
        self._engine = connect(database)
        self._patience = patience
        try:
            with self.writing() as connection:
                _TABLES.create_all(connection)
                roll.TABLES.create_all(connection)
                roll.enrol(connection, _now(connection))
        except DatabaseFailure:
            self.close()
            raise

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that holds the file's write lock from its first moment."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._engine.connect() as connection:
            yield connection.execution_options(**READING)

    # --- progress ------------------------------------------------------------

    def note_progress(self, job_id: str, progress: Progress) -> None:
        """Notes how far the job is."""
        fields = {"done": progress.done, "total": progress.total, "stage": progress.stage}
        with self.writing() as connection:
            _upsert_progress(connection, job_id, fields)

    def progress_of(self, job_ids: Iterable[str]) -> dict[str, Noted]:
        """The last noted progress of those jobs that have any."""
        query = sa.select(_PROGRESS).where(_PROGRESS.c.job_id.in_(list(job_ids)))
        with self._reading() as connection:
            return {
                row.job_id: Noted(Progress(row.done, row.total, row.stage), row.noted)
                for row in connection.execute(query)
            }

    def last_progress(self) -> float:
        """When a job last got on, in seconds since 1970; 0 when none ever did.

        What was noted while the clock was ahead says nothing.
        """
        with self._reading() as connection:
            past = sa.select(sa.func.max(_PROGRESS.c.noted)).where(
                _PROGRESS.c.noted <= _now(connection)
            )
            return float(connection.execute(past).scalar() or 0.0)

    def count_deaths(self, job_id: str) -> int:
        """How many starts of the job did not end in an orderly way: their programs died."""
        with self._reading() as connection:
            starts = connection.execute(
                sa.select(_PROGRESS.c.starts).where(_PROGRESS.c.job_id == job_id)
            ).scalar()
        return int(starts or 0)

    def note_start(self, job_id: str) -> None:
        """The job is begun; unless ``note_end`` follows, its program dies with it."""
        with self.writing() as connection:
            _upsert_progress(connection, job_id, {})
            connection.execute(
                sa.update(_PROGRESS)
                .where(_PROGRESS.c.job_id == job_id)
                .values(starts=_PROGRESS.c.starts + 1)
            )

    def note_end(self, job_id: str) -> None:
        """The start that was noted last ended in an orderly way, whatever came of the job."""
        with self.writing() as connection:
            connection.execute(
                sa.update(_PROGRESS)
                .where(_PROGRESS.c.job_id == job_id, _PROGRESS.c.starts > 0)
                .values(starts=_PROGRESS.c.starts - 1)
            )

    def forget_jobs(self, job_ids: list[str]) -> None:
        """Drops the progress of jobs that are no longer kept."""
        with self.writing() as connection:
            connection.execute(sa.delete(_PROGRESS).where(_PROGRESS.c.job_id.in_(job_ids)))

    # --- programs ------------------------------------------------------------

    def programs(self) -> frozenset[Identity]:
        """Every program that opened this queue, with or without a worker, dead or alive."""
        with self._reading() as connection:
            return roll.programs(connection)

    # --- workers -------------------------------------------------------------

    def now(self) -> float:
        """The database's clock, in seconds since 1970."""
        with self._reading() as connection:
            return _now(connection)

    def beat(self, executor_id: str) -> None:
        """Notes that this worker, which runs in this very program, is alive."""
        with self.writing() as connection:
            alive = {"seen": _now(connection), "heir_until": 0.0}
            statement = sqlite.insert(_WORKER).values(
                executor_id=executor_id, host=socket.gethostname(), pid=os.getpid(), **alive
            )
            connection.execute(
                statement.on_conflict_do_update(index_elements=["executor_id"], set_=alive)
            )

    def forget_worker(self, executor_id: str) -> None:
        """Drops a worker that has left nothing behind."""
        with self.writing() as connection:
            connection.execute(sa.delete(_WORKER).where(_WORKER.c.executor_id == executor_id))

    def count_living(self) -> int:
        """How many workers are alive.

        One whose program has ended is not, from that moment: whoever asks would
        otherwise rely on it. To take over from it needs more certainty.
        """
        with self._reading() as connection:
            now = _now(connection)
            rows = connection.execute(sa.select(_WORKER)).all()
        return sum(
            not self._is_dead(row, now)
            and (row.pid == os.getpid() or not _has_ended(row.host, row.pid))
            for row in rows
        )

    def note_strangers(self, executor_ids: Iterable[str]) -> None:
        """Notes workers that hold jobs but were never seen, so that they too can be found dead."""
        with self.writing() as connection:
            seen = _now(connection)
            for executor_id in executor_ids:
                connection.execute(
                    sqlite.insert(_WORKER)
                    .values(executor_id=executor_id, host="", pid=0, seen=seen)
                    .on_conflict_do_nothing()
                )

    def inherit(self, heir: str) -> list[str]:
        """The dead workers whose jobs ``heir``, and for a while nobody else, may take over."""
        with self.writing() as connection:
            now = _now(connection)
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
                .values(heir_until=now + self._patience.silent)
            )
        return dead

    def _is_dead(self, row: sa.Row[tuple[object, ...]], now: float) -> bool:
        silence = now - row.seen
        return silence > self._patience.silent or (
            silence > self._patience.gone and _has_ended(row.host, row.pid)
        )


def seen_lately(connection: sa.Connection, seconds: float, *, but_on: str) -> frozenset[str]:
    """The workers on other hosts than ``but_on`` whose hearts beat within ``seconds``."""
    since = _now(connection) - seconds
    query = sa.select(_WORKER.c.executor_id).where(
        _WORKER.c.seen > since, _WORKER.c.host.not_in(("", but_on))
    )
    return frozenset(connection.execute(query).scalars())


def _upsert_progress(connection: sa.Connection, job_id: str, fields: dict[str, object]) -> None:
    values = {**fields, "noted": _now(connection)}
    statement = sqlite.insert(_PROGRESS).values(job_id=job_id, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["job_id"], set_=values))


def _now(connection: sa.Connection) -> float:
    return float(connection.execute(_NOW).scalar_one())


def _has_ended(host: str, pid: int) -> bool:
    if os.name != "posix" or host != socket.gethostname():
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

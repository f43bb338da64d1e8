"""What dbos does not keep: how far each job is; with ``workers`` and ``roll``, who is there.

Small tables beside dbos's own, in the same database, whose lock of writers is also
what makes several acts one.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import sqlalchemy as sa

from service.jobs import roll, workers
from service.jobs.keeping import connect, insert_into
from service.jobs.moment import moment
from service.jobs.programs import Identity
from service.jobs.workers import Timeouts, Workers
from service.model import Progress, Stage
from service.store.addresses import DatabaseAddress
from service.store.connections import DatabaseFailure
from service.store.patience import waiting_at_most
from service.store.reading import READING

_OPENINGS = roll.Openings()
_LEAVING_S = 2.0
"""Who ends does not wait for long to say so: a program that has ended is seen to have."""

_TABLES = sa.MetaData()

_PROGRESS = sa.Table(
    "loa_progress",
    _TABLES,
    sa.Column("job_id", sa.Text, primary_key=True),
    sa.Column("done", sa.Integer, nullable=False, default=0),
    sa.Column("total", sa.Integer, nullable=False, default=0),
    sa.Column("stage", sa.Text, nullable=False, default=Stage.PREPARING.value),
    sa.Column("noted", sa.Float, nullable=False),
    sa.Column("starts", sa.Integer, nullable=False, default=0),
)

_FAILURE = sa.Table(
    "loa_failure",
    _TABLES,
    sa.Column("job_id", sa.Text, primary_key=True),
    sa.Column("noted", sa.Float, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True)
class Noted:
    """A job's progress and when it was noted (seconds since 1970)."""

    progress: Progress
    noted: float


class Ledger:
    """Its tables; safe to use from several threads and programs at once."""

    def __init__(self, database: DatabaseAddress, timeouts: Timeouts) -> None:
        self._engine = connect(database)
        self._queue = str(database)
        self._is_enrolled = False
        self.workers = Workers(self._reading, self.writing, timeouts)
        try:
            with self.writing() as connection:
                _TABLES.create_all(connection)
                workers.TABLES.create_all(connection)
                roll.TABLES.create_all(connection)
                roll.enrol(connection, moment(connection))
            _OPENINGS.begin(self._queue)
            self._is_enrolled = True
        except DatabaseFailure:
            self.close()
            raise

    def close(self) -> None:
        """Closes every connection; this program is not there any more, if it can still say so."""
        if self._is_enrolled and _OPENINGS.end(self._queue):
            with (
                suppress(DatabaseFailure),
                waiting_at_most(_LEAVING_S),
                self.writing() as roll_call,
            ):
                roll.leave(roll_call)
        self._is_enrolled = False
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that holds the lock of writers from its first moment."""
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
                _PROGRESS.c.noted <= moment(connection)
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

    def note_failure(self, job_id: str) -> None:
        """The job failed; dbos tells a failure from a success by its outcome alone."""
        with self.writing() as connection:
            values = {"job_id": job_id, "noted": moment(connection)}
            connection.execute(
                insert_into(connection, _FAILURE).values(values).on_conflict_do_nothing()
            )

    def failures(self, prefix: str, limit: int, offset: int) -> tuple[str, ...]:
        """The jobs that failed, whose ids begin with ``prefix``, the last first."""
        newest = sa.select(_FAILURE.c.job_id).order_by(_FAILURE.c.noted.desc())
        if prefix:
            newest = newest.where(_FAILURE.c.job_id.startswith(prefix, autoescape=True))
        with self._reading() as connection:
            return tuple(connection.execute(newest.limit(limit).offset(offset)).scalars())

    def forget_jobs(self, job_ids: list[str]) -> None:
        """Drops the progress of jobs that are no longer kept."""
        with self.writing() as connection:
            for table in (_PROGRESS, _FAILURE):
                connection.execute(sa.delete(table).where(table.c.job_id.in_(job_ids)))

    # --- programs ------------------------------------------------------------

    def programs(self) -> frozenset[Identity]:
        """Every program that opened this queue, with or without a worker, dead or alive."""
        with self._reading() as connection:
            return roll.programs(connection)

    def now(self) -> float:
        """The database's clock, in seconds since 1970."""
        with self._reading() as connection:
            return moment(connection)


def _upsert_progress(connection: sa.Connection, job_id: str, fields: dict[str, object]) -> None:
    values = {**fields, "noted": moment(connection)}
    statement = insert_into(connection, _PROGRESS).values(job_id=job_id, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["job_id"], set_=values))

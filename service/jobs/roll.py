"""Which programs opened this queue: only those may be ended when they stand in others' way."""

import os
import threading
from collections import Counter

import sqlalchemy as sa

from service.jobs.keeping import insert_into
from service.jobs.programs import Identity, identify

TABLES = sa.MetaData()

_PROGRAM = sa.Table(
    "loa_program",
    TABLES,
    sa.Column("host", sa.Text, primary_key=True),
    sa.Column("boot", sa.Text, primary_key=True),
    sa.Column("pid", sa.Integer, primary_key=True),
    sa.Column("started", sa.Integer, primary_key=True),
    sa.Column("opened", sa.Float, nullable=False),
)

_KEPT_SECONDS = 366 * 86400.0
"""How long the programs of other machines are kept: whether they live cannot be seen from here."""


def enrol(connection: sa.Connection, now: float) -> None:
    """This program is on the roll; those of this machine that have ended no longer are."""
    me = identify(os.getpid())
    if me is None:
        return
    for who in programs(connection):
        if who.host == me.host and identify(who.pid) != who:
            connection.execute(sa.delete(_PROGRAM).where(*_is(who)))
    connection.execute(sa.delete(_PROGRAM).where(_PROGRAM.c.opened < now - _KEPT_SECONDS))
    mine = insert_into(connection, _PROGRAM).values(
        host=me.host, boot=me.boot, pid=me.pid, started=me.started, opened=now
    )
    connection.execute(mine.on_conflict_do_nothing())


def leave(connection: sa.Connection) -> None:
    """This program is not on the roll any more."""
    me = identify(os.getpid())
    if me is not None:
        connection.execute(sa.delete(_PROGRAM).where(*_is(me)))


class Openings:
    """How often this program has each queue open: it leaves the roll with the last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()

    def begin(self, queue: str) -> None:
        """It is opened once more."""
        with self._lock:
            self._counts[queue] += 1

    def end(self, queue: str) -> bool:
        """It is open once less; whether that was the last."""
        with self._lock:
            self._counts[queue] -= 1
            return self._counts[queue] <= 0


def programs(connection: sa.Connection) -> frozenset[Identity]:
    """All on the roll, dead or alive."""
    rows = connection.execute(sa.select(_PROGRAM)).all()
    return frozenset(Identity(row.host, row.boot, row.pid, row.started) for row in rows)


def _is(who: Identity) -> tuple[sa.ColumnElement[bool], ...]:
    columns = _PROGRAM.c
    return (
        columns.host == who.host,
        columns.boot == who.boot,
        columns.pid == who.pid,
        columns.started == who.started,
    )

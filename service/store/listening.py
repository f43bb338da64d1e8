"""Listening figures: totals for ever, and for one day who already counts, as digests.

What could tell of a person (the day's salt, the digests made with it) is deleted soon after the
day, overwritten where the database can do that, and left out of backups.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import BigInteger, LargeBinary, String, Text, delete, or_, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.model.listening import Figure, Listener, Received
from service.store.database import OnDatabase
from service.store.schema import Moment, Table

KEPT = timedelta(hours=2)
"""So long after its end a day's listeners are told apart: logs are read a little later."""

_LONGEST_KEPT = timedelta(days=2)
"""No salt is kept for longer than a day and ``KEPT``, also not one of a clock that ran ahead."""

_APP_CHARACTERS = 60


class ListeningSaltRow(Table):
    """What the clients of a day (UTC, 2026-11-29) are named with."""

    __tablename__ = "listening_salts"

    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    kept_until: Mapped[datetime] = mapped_column(Moment)


class ListeningClientRow(Table):
    """What a client of a day has of an episode: spans of bytes as JSON, until it counts."""

    __tablename__ = "listening_clients"
    __table_args__ = ({"sqlite_with_rowid": False},)

    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    client: Mapped[str] = mapped_column(String(32), primary_key=True)
    article_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    spans: Mapped[str] = mapped_column(Text)
    is_counted: Mapped[bool]


class ListeningFigureRow(Table):
    """A total of a day. It outlives its article: it is nobody's."""

    __tablename__ = "listening_figures"
    __table_args__ = ({"sqlite_with_rowid": False},)

    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    article_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    app: Mapped[str] = mapped_column(String(_APP_CHARACTERS), primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)


class ListeningLogRow(Table):
    """How far a web server's log was read; ``log`` is a digest of how it begins."""

    __tablename__ = "listening_logs"

    log: Mapped[str] = mapped_column(String(64), primary_key=True)
    read_bytes: Mapped[int] = mapped_column(BigInteger)


class Listening(OnDatabase):
    """What is counted of listeners as they come; ``Figures`` tells of it."""

    def listening_salt(self, day: date, now: datetime) -> bytes:
        """The salt of a day, made when it has none; with it the same client has the same name."""
        with self._database.writing() as session:
            row = session.get(ListeningSaltRow, day.isoformat())
            if row is None:
                end = datetime.combine(day + timedelta(days=1), time(), UTC)
                row = ListeningSaltRow(
                    day=day.isoformat(),
                    salt=secrets.token_bytes(32),
                    kept_until=max(end, now) + KEPT,
                )
                session.add(row)
            return row.salt

    def received(self, listeners: Iterable[Listener]) -> dict[Listener, Received]:
        """What each of the listeners has, as far as anything is known of it."""
        with self._database.reading() as session:
            rows = ((each, session.get(ListeningClientRow, _key(each))) for each in listeners)
            return {each: _received(row) for each, row in rows if row is not None}

    def keep_listening(
        self, received: Mapping[Listener, Received], figures: Mapping[Figure, int]
    ) -> None:
        """The listeners have so much now, and each figure is so much higher."""
        with self._database.writing() as session:
            for listener, has in received.items():
                day, client, article_id = _key(listener)
                session.merge(
                    ListeningClientRow(
                        day=day,
                        client=client,
                        article_id=article_id,
                        spans=json.dumps(has.spans),
                        is_counted=has.is_counted,
                    )
                )
            for figure, more in figures.items():
                _add(session, figure, more)

    def log_read(self, log: str) -> int:
        """How many bytes of the log with this digest were read."""
        with self._database.reading() as session:
            row = session.get(ListeningLogRow, log)
            return row.read_bytes if row else 0

    def keep_log_read(self, log: str, read_bytes: int) -> None:
        """So many bytes of the log were read."""
        with self._database.writing() as session:
            session.merge(ListeningLogRow(log=log, read_bytes=read_bytes))

    def forget_listeners(self, now: datetime) -> int:
        """How many days' salts and digests were deleted: those that are over."""
        over = or_(
            ListeningSaltRow.kept_until < now, ListeningSaltRow.kept_until > now + _LONGEST_KEPT
        )
        with self._database.reading() as session:
            if not (days := session.scalars(select(ListeningSaltRow.day).where(over)).all()):
                return 0
        with self._database.writing() as session:
            if self._database.dialect == "sqlite":
                session.execute(text("PRAGMA secure_delete=ON"))
            for row in (ListeningClientRow, ListeningSaltRow):
                session.execute(delete(row).where(row.day.in_(days)))
        return len(days)


def _key(listener: Listener) -> tuple[str, str, str]:
    return listener.day.isoformat(), listener.client, listener.episode_id


def _received(row: ListeningClientRow) -> Received:
    return Received(tuple((begin, end) for begin, end in json.loads(row.spans)), row.is_counted)


def _add(session: Session, figure: Figure, more: int) -> None:
    key = (figure.day.isoformat(), figure.kind.value, figure.episode_id[:64], figure.app)
    row = session.get(ListeningFigureRow, key)
    if row is None:
        day, kind, article_id, app = key
        session.add(
            ListeningFigureRow(day=day, kind=kind, article_id=article_id, app=app, count=more)
        )
        session.flush()
    else:
        row.count += more

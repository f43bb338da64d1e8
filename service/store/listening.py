"""Listening figures: totals for ever, and for one day who already counts, as digests.

What could tell of a person (the day's salt, the digests made with it) is deleted soon after the
day, overwritten where the database can do that, and left out of backups.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import BigInteger, LargeBinary, String, Text, delete, or_, select, text
from sqlalchemy.orm import Mapped, mapped_column

from service.model.listening import Figure, Listener, Received, Span
from service.store.database import ASKED_AT_ONCE, OnDatabase
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


# As bare statements, for many rows at once: a crowd of listeners is rows by the hundred.
_KEEP = text(
    "INSERT INTO listening_clients (day, client, article_id, spans, is_counted) "
    "VALUES (:day, :client, :article, :spans, :counted) "
    "ON CONFLICT (day, client, article_id) "
    "DO UPDATE SET spans = excluded.spans, is_counted = excluded.is_counted"
)
_ADD = text(
    "INSERT INTO listening_figures (day, kind, article_id, app, count) "
    "VALUES (:day, :kind, :article, :app, :more) "
    "ON CONFLICT (day, kind, article_id, app) "
    "DO UPDATE SET count = listening_figures.count + excluded.count"
)


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
        asked, row = set(listeners), ListeningClientRow
        clients = sorted({each.client for each in asked})
        found: dict[Listener, Received] = {}
        with self._database.reading() as session:
            for begin in range(0, len(clients), ASKED_AT_ONCE):
                told = select(row.day, row.client, row.article_id, row.spans, row.is_counted).where(
                    row.client.in_(clients[begin : begin + ASKED_AT_ONCE]),
                    row.day.in_({each.day.isoformat() for each in asked}),
                )
                for day, client, article_id, spans, is_counted in session.execute(told):
                    listener = Listener(date.fromisoformat(day), client, article_id)
                    found[listener] = Received(_spans(spans), bool(is_counted))
        return {each: has for each, has in found.items() if each in asked}

    def keep_listening(
        self, received: Mapping[Listener, Received], figures: Mapping[Figure, int]
    ) -> None:
        """The listeners have so much now, and each figure is so much higher."""
        clients = [
            {
                "day": each.day.isoformat(),
                "client": each.client,
                "article": each.episode_id,
                "spans": json.dumps(has.spans),
                "counted": has.is_counted,
            }
            for each, has in received.items()
        ]
        totals = [
            {
                "day": each.day.isoformat(),
                "kind": each.kind.value,
                "article": each.episode_id,
                "app": each.app,
                "more": more,
            }
            for each, more in figures.items()
        ]
        with self._database.writing() as session:
            for statement, values in ((_KEEP, clients), (_ADD, totals)):
                if values:
                    session.execute(statement, values)

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


def _spans(written: str) -> tuple[Span, ...]:
    return tuple((begin, end) for begin, end in json.loads(written))

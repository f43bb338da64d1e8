"""Who sits at the desk: one-time sign-in links, and the sessions they open."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Session

from service.errors import NotFoundError
from service.model import CLOCK_STEP, SESSION_LIFE, DeskSession
from service.store.access import digest_of
from service.store.database import OnDatabase
from service.store.schema import AuditRow, SessionRow, SignInRow

_AGENT_LENGTH = 200
_REMEMBERED = timedelta(days=90)
"""Rows of sessions that ended and of links that nobody can use any more are kept so long."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session with the ``key`` that its cookie carries, told this once."""

    key: str
    session: DeskSession


class Sessions(OnDatabase):
    """Keys are random and long; only their SHA-256 is kept, and looked up by it."""

    def make_sign_in(self, now: datetime, expires: datetime) -> str:
        """The secret of a new link that signs in once, before ``expires``."""
        secret = secrets.token_urlsafe(32)
        with self._database.writing() as session:
            session.add(SignInRow(digest=digest_of(secret), created=now, expires=expires))
        return secret

    def sign_in(
        self, secret: str, now: datetime, *, agent: str = "", replaced: str | None = None
    ) -> SignedIn | None:
        """The session that a link opens; None for a link that is unknown, used or expired.

        Using the link up, beginning the session and writing it down are one
        transaction: a failure uses nothing up. The session of the key ``replaced``,
        that the same browser had until now, ends.
        """
        if not self._would_open(secret, now):
            return None  # without taking the write lock for everybody's guesses
        key = secrets.token_urlsafe(32)
        with self._database.writing() as session:
            link = session.get(SignInRow, digest_of(secret))
            if link is None or not _is_usable(link, now):
                return None
            link.redeemed = now
            if replaced:
                _end(session, SessionRow.digest == digest_of(replaced), now)
            _forget(session, now - _REMEMBERED)
            editor = f"biên tập {link.digest[:6]}"
            row = SessionRow(
                digest=digest_of(key),
                editor=editor,
                agent=agent[:_AGENT_LENGTH],
                created=now,
                last_seen=now,
                expires=now + SESSION_LIFE,
            )
            session.add(row)
            session.add(
                AuditRow(at=now, action="sign-in", subject="desk", who=editor, detail=row.agent)
            )
            session.flush()
            return SignedIn(key, _desk_session(row))

    def desk_session(self, key: str, now: datetime) -> DeskSession | None:
        """The session of this key, while it is open."""
        of_key = select(SessionRow).where(SessionRow.digest == digest_of(key))
        with self._database.reading() as session:
            row = session.scalars(of_key).one_or_none()
            return _desk_session(row) if row and _is_open(row, now) else None

    def desk_sessions(self, now: datetime) -> tuple[DeskSession, ...]:
        """The sessions that are open, the last seen first."""
        newest = select(SessionRow).where(SessionRow.ended.is_(None), SessionRow.expires > now)
        with self._database.reading() as session:
            rows = session.scalars(newest.order_by(SessionRow.last_seen.desc()))
            return tuple(_desk_session(row) for row in rows if _is_open(row, now))

    def note_session(self, number: int, now: datetime) -> None:
        """Writes down that the session was used."""
        with self._database.writing() as session:
            row = session.get(SessionRow, number)
            if row is not None:
                row.last_seen = now

    def end_session(self, number: int, now: datetime) -> None:
        """The session's cookie opens nothing any more. Raises NotFoundError for one not open."""
        with self._database.writing() as session:
            if not _end(session, SessionRow.id == number, now):
                raise NotFoundError(
                    f"Không có phiên đăng nhập số {number} nào đang mở.",
                    f"There is no open session {number}.",
                )

    def end_sessions(self, now: datetime, *, but: int | None = None) -> int:
        """How many sessions this ended: all, or all but the one of number ``but``."""
        with self._database.writing() as session:
            return _end(session, SessionRow.id != (but or 0), now)

    def has_signed_in(self) -> bool:
        """Whether anybody ever signed in."""
        used = select(SignInRow.digest).where(SignInRow.redeemed.is_not(None))
        begun = select(SessionRow.id)
        with self._database.reading() as session:
            return bool(session.scalar(select(exists(used) | exists(begun))))

    def _would_open(self, secret: str, now: datetime) -> bool:
        with self._database.reading() as session:
            link = session.get(SignInRow, digest_of(secret))
            return link is not None and _is_usable(link, now)


def _is_usable(link: SignInRow, now: datetime) -> bool:
    return link.redeemed is None and link.created - CLOCK_STEP <= now < link.expires


def _is_open(row: SessionRow, now: datetime) -> bool:
    return row.ended is None and _desk_session(row).is_open(now)


def _desk_session(row: SessionRow) -> DeskSession:
    return DeskSession(row.id, row.editor, row.agent, row.created, row.last_seen, row.expires)


def _end(session: Session, which: ColumnElement[bool], now: datetime) -> int:
    """How many open sessions this ended."""
    rows = session.scalars(select(SessionRow).where(which, SessionRow.ended.is_(None))).all()
    ended = [row for row in rows if _is_open(row, now)]
    for row in ended:
        row.ended = now
    return len(ended)


def _forget(session: Session, before: datetime) -> None:
    session.execute(delete(SessionRow).where(SessionRow.expires < before))
    unused = SignInRow.redeemed.is_(None)
    session.execute(delete(SignInRow).where(SignInRow.expires < before, unused))

"""Who sits at the desk: one-time links, and the sessions that they and passwords open."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from service.errors import NotFoundError
from service.model import (
    CLOCK_STEP,
    FIRST_ADMIN,
    SESSION_IDLE,
    SESSION_LIFE,
    Act,
    DeskSession,
    Person,
    Role,
    person_actor,
)
from service.store.access import digest_of
from service.store.access_rows import PersonRow, SessionRow, SignInRow
from service.store.audit import note_act
from service.store.database import OnDatabase
from service.store.person_rows import (
    is_anybody_there,
    new_person,
    person_of,
    standing_person,
)

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

    def make_sign_in(self, now: datetime, expires: datetime, person_id: int | None = None) -> str:
        """The secret of a new link that signs a person in once, before ``expires``.

        Without a person it sets the installation up: it makes the first admin, and opens
        nothing once there is anybody.
        """
        secret = secrets.token_urlsafe(32)
        row = SignInRow(digest=digest_of(secret), created=now, expires=expires, person_id=person_id)
        with self._database.writing() as session:
            session.add(row)
        return secret

    def is_set_up_link(self, secret: str, now: datetime) -> bool:
        """Whether a link would make the first person."""
        with self._database.reading() as session:
            link = session.get(SignInRow, digest_of(secret))
            return link is not None and link.person_id is None and _opens(session, link, now)

    def sign_in(
        self,
        secret: str,
        now: datetime,
        *,
        agent: str = "",
        replaced: str | None = None,
        name: str = FIRST_ADMIN,
    ) -> SignedIn | None:
        """The session that a link opens; None for a link that is unknown, used or expired.

        Using the link up, making the first person (called ``name``), beginning the session
        and writing it down are one transaction: a failure uses nothing up. The session of
        the key ``replaced``, that the same browser had until now, ends.
        """
        if not self._would_open(secret, now):
            return None  # without taking the write lock for everybody's guesses
        with self._database.writing() as session:
            link = session.get(SignInRow, digest_of(secret))
            if link is None or not _opens(session, link, now):
                return None
            link.redeemed = now
            person = standing_person(session, link.person_id)
            if person is None:
                person = new_person(session, name, Role.ADMIN, (), now)
                actor = person_actor(person_of(person))
                note_act(session, Act.PERSON, name, actor, now, person.role)
            return _begin(session, person, now, agent, replaced)

    def link_person(self, secret: str, now: datetime) -> Person | None:
        """Whom a link that opens lets in; None for one that sets up, and for one that opens not."""
        with self._database.reading() as session:
            link = session.get(SignInRow, digest_of(secret))
            if link is None or link.person_id is None or not _opens(session, link, now):
                return None
            return person_of(session.get_one(PersonRow, link.person_id))

    def begin_session(
        self, person_id: int, now: datetime, *, agent: str = "", replaced: str | None = None
    ) -> SignedIn | None:
        """The session of a person who proved to be one; None for one who was removed."""
        with self._database.writing() as session:
            person = standing_person(session, person_id)
            return _begin(session, person, now, agent, replaced) if person else None

    def desk_session(self, key: str, now: datetime) -> DeskSession | None:
        """The session of this key, while it is open."""
        of_key = select(SessionRow).where(SessionRow.digest == digest_of(key))
        with self._database.reading() as session:
            row = session.scalars(of_key).one_or_none()
            return _open_session(session, row, now) if row else None

    def desk_sessions(self, now: datetime, *, of: int | None = None) -> tuple[DeskSession, ...]:
        """The sessions that are open, of all or of one person, the last seen first."""
        newest = select(SessionRow).where(SessionRow.ended.is_(None), SessionRow.expires > now)
        if of is not None:
            newest = newest.where(SessionRow.person_id == of)
        with self._database.reading() as session:
            rows = session.scalars(newest.order_by(SessionRow.last_seen.desc())).all()
            return tuple(filter(None, (_open_session(session, row, now) for row in rows)))

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

    def end_sessions(self, now: datetime, *, but: int | None = None, of: int | None = None) -> int:
        """How many sessions this ended: all or one person's, but the one of number ``but``."""
        which = SessionRow.id != (but or 0)
        with self._database.writing() as session:
            return _end(session, which & (SessionRow.person_id == of) if of else which, now)

    def _would_open(self, secret: str, now: datetime) -> bool:
        with self._database.reading() as session:
            link = session.get(SignInRow, digest_of(secret))
            return link is not None and _opens(session, link, now)


def _opens(session: Session, link: SignInRow, now: datetime) -> bool:
    if link.redeemed is not None or not link.created - CLOCK_STEP <= now < link.expires:
        return False
    if link.person_id is None:
        return not is_anybody_there(session)
    return standing_person(session, link.person_id) is not None


def _begin(
    session: Session, person: PersonRow, now: datetime, agent: str, replaced: str | None
) -> SignedIn:
    """A new session of ``person``, written down."""
    key = secrets.token_urlsafe(32)
    if replaced:
        _end(session, SessionRow.digest == digest_of(replaced), now)
    _forget(session, now - _REMEMBERED)
    row = SessionRow(
        digest=digest_of(key),
        editor=person.name,
        agent=agent[:_AGENT_LENGTH],
        created=now,
        last_seen=now,
        expires=now + SESSION_LIFE,
        person_id=person.id,
    )
    session.add(row)
    note_act(session, Act.SIGN_IN, "desk", person_actor(person_of(person)), now, row.agent)
    session.flush()
    return SignedIn(key, _desk_session(row, person))


def _open_session(session: Session, row: SessionRow, now: datetime) -> DeskSession | None:
    """The session of ``row``, while it is open and its person may come in."""
    person = standing_person(session, row.person_id)
    return _desk_session(row, person) if person is not None and _is_open(row, now) else None


def _is_open(row: SessionRow, now: datetime) -> bool:
    seen_lately = abs(now - row.last_seen) < SESSION_IDLE
    lasts = row.created - CLOCK_STEP <= now < row.expires
    return row.ended is None and seen_lately and lasts


def _desk_session(row: SessionRow, person: PersonRow) -> DeskSession:
    return DeskSession(
        row.id, person_of(person), row.agent, row.created, row.last_seen, row.expires
    )


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

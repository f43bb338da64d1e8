"""The persons of an installation: who they are, and what they may do."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.codec import to_json
from service.errors import AccessError, NotFoundError
from service.model import Person, Role
from service.store.access_rows import PersonRow, SessionRow, SignInRow, TokenRow
from service.store.database import OnDatabase
from service.store.person_rows import (
    fold_name,
    is_anybody_there,
    new_person,
    person_of,
    standing_person,
)


class People(OnDatabase):
    """Persons are never deleted: what they did names them. Of those who stand no two bear a name.

    There is always an admin who stands, once there is anybody.
    """

    def people(self) -> tuple[Person, ...]:
        """All persons there ever were: those who stand first, by their names."""
        order = (PersonRow.removed.is_not(None), PersonRow.folded, PersonRow.id)
        with self._database.reading() as session:
            return tuple(map(person_of, session.scalars(select(PersonRow).order_by(*order))))

    def has_people(self) -> bool:
        """Whether anybody is set up who may come in."""
        with self._database.reading() as session:
            return is_anybody_there(session)

    def person(self, person_id: int) -> Person | None:
        """The person of this number, who may have been removed; or None."""
        with self._database.reading() as session:
            row = session.get(PersonRow, person_id)
            return person_of(row) if row else None

    def person_called(self, name: str) -> Person | None:
        """The person of this name who stands, or None."""
        with self._database.reading() as session:
            row = _called(session, name)
            return person_of(row) if row else None

    def add_person(self, name: str, role: Role, sections: Iterable[str], now: datetime) -> Person:
        """A new person. Raises AccessError where somebody who stands is called so."""
        with self._database.writing() as session:
            _require_free(session, name)
            return person_of(new_person(session, name, role, tuple(sections), now))

    def rename_person(self, person_id: int, name: str) -> Person:
        """The person under another name. Raises AccessError, and NotFoundError for nobody."""
        with self._database.writing() as session:
            row = _require(session, person_id)
            _require_free(session, name, but=person_id)
            row.name, row.folded = name, fold_name(name)
            return person_of(row)

    def change_person(self, person_id: int, role: Role, sections: Iterable[str]) -> Person:
        """The person with this role, for these sections; none are all.

        Raises AccessError where no admin for all sections would be left, NotFoundError.
        """
        with self._database.writing() as session:
            row = _require(session, person_id)
            kept = tuple(sections)
            if role is not Role.ADMIN or kept:
                _require_another_admin(session, row)
            row.role, row.sections = role.value, to_json(kept)
            return person_of(row)

    def remove_person(self, person_id: int, now: datetime) -> Person:
        """The person, whose sessions, links and tokens open nothing any more.

        Raises AccessError for the last admin, NotFoundError for nobody who stands.
        """
        with self._database.writing() as session:
            row = _require(session, person_id)
            _require_another_admin(session, row)
            row.removed = now
            _end_all(session, row.id, now)
            return person_of(row)

    def restore_person(self, person_id: int) -> Person:
        """The person who was removed, back with name and role. Old tokens stay revoked.

        Raises AccessError where somebody else bears the name by now, NotFoundError.
        """
        with self._database.writing() as session:
            row = session.get(PersonRow, person_id)
            if row is None or row.removed is None:
                raise NotFoundError("Không có người nào như thế đã bị gỡ.", "Nobody to restore.")
            _require_free(session, row.name)
            row.removed = None
            return person_of(row)


def _called(session: Session, name: str) -> PersonRow | None:
    return session.scalar(
        select(PersonRow).where(PersonRow.folded == fold_name(name), PersonRow.removed.is_(None))
    )


def _require(session: Session, person_id: int) -> PersonRow:
    row = standing_person(session, person_id)
    if row is None:
        raise NotFoundError("Không có người này.", "There is no such person.")
    return row


def _require_free(session: Session, name: str, but: int | None = None) -> None:
    other = _called(session, name)
    if other is not None and other.id != but:
        raise AccessError(
            f"Đã có người tên “{other.name}”. Hãy thêm tên đệm, chức danh hoặc phòng ban để phân "
            "biệt.",
            f"Somebody is called “{other.name}” already.",
        )


def _require_another_admin(session: Session, row: PersonRow) -> None:
    """Raises AccessError where ``row`` is the only admin for all sections."""
    whole = (
        PersonRow.role == Role.ADMIN.value,
        PersonRow.removed.is_(None),
        PersonRow.sections == to_json(()),
    )
    others = select(func.count()).select_from(PersonRow).where(*whole, PersonRow.id != row.id)
    if row.role == Role.ADMIN.value and not session.scalar(others):
        raise AccessError(
            f"“{row.name}” là quản trị viên duy nhất. Hãy thêm một quản trị viên khác trước.",
            f"“{row.name}” is the only admin. Add another one first.",
        )


def _end_all(session: Session, person_id: int, now: datetime) -> None:
    for session_row in session.scalars(
        select(SessionRow).where(SessionRow.person_id == person_id, SessionRow.ended.is_(None))
    ):
        session_row.ended = now
    session.execute(
        delete(SignInRow).where(SignInRow.person_id == person_id, SignInRow.redeemed.is_(None))
    )
    for token in session.scalars(
        select(TokenRow).where(TokenRow.person_id == person_id, TokenRow.revoked.is_(None))
    ):
        token.revoked = now

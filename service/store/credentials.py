"""What persons prove themselves by: passwords, second factors and the codes that stand in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.errors import NotFoundError
from service.model import Person
from service.store.access import digest_of
from service.store.access_rows import PersonRow, RecoveryCodeRow
from service.store.database import OnDatabase
from service.store.person_rows import fold_name, person_of, standing_person


@dataclass(frozen=True, slots=True)
class Credentials:
    """A person with what proves to be one: never shown, never logged.

    ``totp_secret`` is sealed (``desk/sealing``); ``totp_step`` is the last step of time whose
    code was used.
    """

    person: Person
    password: str | None
    totp_secret: str | None
    totp_step: int | None

    def __repr__(self) -> str:
        return f"Credentials({self.person.name!r})"


class CredentialStore(OnDatabase):
    """Of a password what argon2 made of it is kept, of a recovery code its digest."""

    def credentials_of(self, name: str) -> Credentials | None:
        """Those of the person called ``name`` who stands, or None."""
        called = select(PersonRow).where(
            PersonRow.folded == fold_name(name), PersonRow.removed.is_(None)
        )
        with self._database.reading() as session:
            row = session.scalar(called)
            return _credentials(row) if row else None

    def credentials(self, person_id: int) -> Credentials:
        """Those of a person who stands. Raises NotFoundError."""
        with self._database.reading() as session:
            return _credentials(_require(session, person_id))

    def set_password(self, person_id: int, made: str | None) -> None:
        """The person's password is the one that argon2 ``made`` this of; or there is none."""
        with self._database.writing() as session:
            _require(session, person_id).password = made

    def set_second_factor(
        self, person_id: int, secret: str | None, codes: Iterable[str] = (), step: int | None = None
    ) -> None:
        """The person's second factor, and the recovery ``codes`` in place of earlier ones.

        Codes up to ``step`` are used up already. Without a ``secret`` there is none.
        """
        with self._database.writing() as session:
            row = _require(session, person_id)
            row.totp_secret, row.totp_step = secret, step
            _replace_codes(session, person_id, codes)

    def keep_sealed(self, person_id: int, bare: str, sealed: str) -> None:
        """The person's secret is kept ``sealed``, where it is still the ``bare`` one."""
        with self._database.writing() as session:
            row = _require(session, person_id)
            if row.totp_secret == bare:
                row.totp_secret = sealed

    def renew_recovery_codes(self, person_id: int, codes: Iterable[str]) -> None:
        """The person's recovery codes are these; earlier ones open nothing."""
        with self._database.writing() as session:
            _require(session, person_id)
            _replace_codes(session, person_id, codes)

    def use_step(self, person_id: int, step: int) -> bool:
        """Whether the code of this step of time was not used before; now it is."""
        with self._database.writing() as session:
            row = standing_person(session, person_id)
            if row is None or (row.totp_step is not None and row.totp_step >= step):
                return False
            row.totp_step = step
            return True

    def use_recovery_code(self, person_id: int, code: str, now: datetime) -> bool:
        """Whether this was one of the person's codes, unused until now."""
        with self._database.writing() as session:
            row = session.get(RecoveryCodeRow, (person_id, digest_of(code)))
            if row is None or row.used is not None:
                return False
            row.used = now
            return True

    def recovery_codes_left(self, person_id: int) -> int:
        """How many of the person's codes are unused."""
        unused = (RecoveryCodeRow.person_id == person_id, RecoveryCodeRow.used.is_(None))
        with self._database.reading() as session:
            counted = select(func.count()).select_from(RecoveryCodeRow).where(*unused)
            return session.scalar(counted) or 0


def _require(session: Session, person_id: int) -> PersonRow:
    row = standing_person(session, person_id)
    if row is None:
        raise NotFoundError("Không có người này.", "There is no such person.")
    return row


def _credentials(row: PersonRow) -> Credentials:
    return Credentials(person_of(row), row.password, row.totp_secret, row.totp_step)


def _replace_codes(session: Session, person_id: int, codes: Iterable[str]) -> None:
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.person_id == person_id))
    session.add_all(RecoveryCodeRow(person_id=person_id, digest=digest_of(code)) for code in codes)

"""Rows of persons within a transaction that does more."""

import unicodedata
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.codec import from_json, to_json
from service.model import Person, Role
from service.store.access_rows import PersonRow


def fold_name(name: str) -> str:
    """What two names have in common that are one to whoever signs in."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def person_of(row: PersonRow) -> Person:
    """The person of this row."""
    return Person(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        sections=from_json(tuple[str, ...], row.sections),
        created=row.created,
        removed=row.removed,
        has_password=row.password is not None,
        has_second_factor=row.totp_secret is not None,
    )


def new_person(
    session: Session, name: str, role: Role, sections: tuple[str, ...], now: datetime
) -> PersonRow:
    """The row of a new person of this name, which nobody who stands bears."""
    row = PersonRow(
        name=name,
        folded=fold_name(name),
        role=role.value,
        sections=to_json(sections),
        created=now,
    )
    session.add(row)
    session.flush()
    return row


def is_anybody_there(session: Session) -> bool:
    """Whether there is a person at all."""
    return (
        session.scalar(select(PersonRow.id).where(PersonRow.removed.is_(None)).limit(1)) is not None
    )


def standing_person(session: Session, person_id: int | None) -> PersonRow | None:
    """The row of a person who was not removed."""
    row = session.get(PersonRow, person_id) if person_id is not None else None
    return row if row is not None and row.removed is None else None

"""The tables of who comes in, and of what everybody did."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, desc, text
from sqlalchemy.orm import Mapped, mapped_column

from service.model import UNTIL_NOW
from service.store.schema import Moment, Table, listen_for_sqlite


class PersonRow(Table):
    """A person; see ``Person``. ``folded`` is what the name is looked up by, ``sections`` JSON.

    ``password`` is what argon2 made of it. ``totp_secret`` is that of the second factor, and
    ``totp_step`` the last step of time whose code was used.
    """

    __tablename__ = "persons"
    __table_args__ = (
        Index(
            "persons_by_name",
            "folded",
            unique=True,
            sqlite_where=text("removed IS NULL"),
            postgresql_where=text("removed IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(16))
    sections: Mapped[str] = mapped_column(Text)
    password: Mapped[str | None] = mapped_column(String(200))
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_step: Mapped[int | None]
    created: Mapped[datetime] = mapped_column(Moment)
    removed: Mapped[datetime | None] = mapped_column(Moment)


class RecoveryCodeRow(Table):
    """A code that stands in for a person's second factor once, by its digest."""

    __tablename__ = "recovery_codes"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    used: Mapped[datetime | None] = mapped_column(Moment)


class TokenRow(Table):
    """A token of the API, by its digest: the token itself is not kept.

    Without ``person_id`` it is a system's. ``scopes`` are words between spaces.
    """

    __tablename__ = "tokens"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    label: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Moment)
    expires: Mapped[datetime | None] = mapped_column(Moment)
    last_used: Mapped[datetime | None] = mapped_column(Moment)
    revoked: Mapped[datetime | None] = mapped_column(Moment)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    scopes: Mapped[str] = mapped_column(String(60), server_default=" ".join(UNTIL_NOW))


class SignInRow(Table):
    """A one-time sign-in link, by the digest of its secret.

    Without ``person_id`` it sets the installation up: it makes the first person.
    """

    __tablename__ = "sign_ins"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    created: Mapped[datetime] = mapped_column(Moment)
    expires: Mapped[datetime] = mapped_column(Moment)
    redeemed: Mapped[datetime | None] = mapped_column(Moment)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))


class SessionRow(Table):
    """A sign-in at the desk, by the digest of what its cookie carries.

    One without ``person_id`` is an older Loa's, and opens nothing.
    """

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    editor: Mapped[str] = mapped_column(String(200))
    agent: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Moment)
    last_seen: Mapped[datetime] = mapped_column(Moment)
    expires: Mapped[datetime] = mapped_column(Moment)
    ended: Mapped[datetime | None] = mapped_column(Moment)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))


class AuditRow(Table):
    """Who did what, when. Rows are added, and never changed or removed: triggers refuse it."""

    __tablename__ = "audit"
    __table_args__ = (
        Index("audit_of_subject", "subject", desc("id")),
        Index("audit_of_person", "person_id", desc("id")),
        Index("audit_of_who", "who", desc("id")),
        Index("audit_of_action", "action", desc("id")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(200))
    who: Mapped[str] = mapped_column(String(200))
    detail: Mapped[str] = mapped_column(Text)
    kind: Mapped[str | None] = mapped_column(String(16))
    person_id: Mapped[int | None]


def triggers() -> tuple[str, ...]:
    """What refuses to change, remove or replace a row, once it is written.

    REPLACE removes a row without being asked by the trigger of removals (SQLite, "recursive
    triggers"). A row that is added without a number has none of another's here.
    """
    is_known = "WHEN NEW.id IN (SELECT id FROM audit)"
    refused = "BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END"
    return (
        f"CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit {refused}",
        f"CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit {refused}",
        f"CREATE TRIGGER audit_is_never_replaced BEFORE INSERT ON audit {is_known} {refused}",
    )


listen_for_sqlite(triggers())

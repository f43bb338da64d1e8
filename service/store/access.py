"""Tokens of the API: a system's, or a person's."""

import hashlib
import secrets
from collections.abc import Iterable, Set
from datetime import datetime
from itertools import chain, count

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from service.errors import AccessError, NotFoundError
from service.model import UNTIL_NOW, ApiToken, Scope
from service.store.access_rows import PersonRow, TokenRow
from service.store.database import OnDatabase
from service.store.person_rows import person_of

TOKEN_PREFIX = "loa_"  # noqa: S105 - it marks a token in a log, it is none

_NAME = "api"
_NAME_LENGTH = 60


class Access(OnDatabase):
    """Tokens are random and long; only their SHA-256 is kept, and looked up by it."""

    def make_token(
        self,
        name: str | None,
        now: datetime,
        expires: datetime | None = None,
        *,
        scopes: Iterable[Scope] = UNTIL_NOW,
        person_id: int | None = None,
    ) -> str:
        """A new API token, told this once; without a ``name`` it is given one.

        It is a person's, or else a system's. Raises AccessError for a name that cannot be
        used or that another token bears.
        """
        token = TOKEN_PREFIX + secrets.token_urlsafe(32)
        with self._database.writing() as session:
            borne = {row.label for row in session.scalars(select(TokenRow)) if _stands(row, now)}
            label = _free_name(borne) if name is None else _checked_name(name, borne)
            session.add(
                TokenRow(
                    digest=digest_of(token),
                    label=label,
                    created=now,
                    expires=expires,
                    scopes=" ".join(scope for scope in Scope if scope in set(scopes)),
                    person_id=person_id,
                )
            )
        return token

    def check_token(self, token: str, now: datetime) -> ApiToken | None:
        """A token that stands at ``now``, or None."""
        with self._database.reading() as session:
            row = session.get(TokenRow, digest_of(token))
            if row is None or not _stands(row, now):
                return None
            found = _token(session, row)
            return None if found.person and found.person.removed else found

    def note_token(self, token: str, now: datetime) -> None:
        """Writes down that the token was used."""
        with self._database.writing() as session:
            row = session.get(TokenRow, digest_of(token))
            if row is not None:
                row.last_used = now

    def tokens(self, *, of: int | None = None) -> tuple[ApiToken, ...]:
        """All tokens there ever were, or all of one person, the newest first."""
        newest = select(TokenRow).order_by(TokenRow.created.desc(), TokenRow.label)
        if of is not None:
            newest = newest.where(TokenRow.person_id == of)
        with self._database.reading() as session:
            return tuple(_token(session, row) for row in session.scalars(newest))

    def token_called(self, name: str) -> ApiToken | None:
        """The token of this name that was not revoked, or None."""
        called = select(TokenRow).where(TokenRow.label == name, TokenRow.revoked.is_(None))
        with self._database.reading() as session:
            row = session.scalars(called.order_by(TokenRow.created.desc())).first()
            return _token(session, row) if row else None

    def revoke_token(self, name: str, now: datetime) -> str:
        """The name of the token that is called so, or is this secret: it opens nothing any more.

        Raises NotFoundError when none that stands is called so.
        """
        called = or_(TokenRow.label == name, TokenRow.digest == digest_of(name))
        with self._database.writing() as session:
            rows = session.scalars(select(TokenRow).where(called, TokenRow.revoked.is_(None))).all()
            if not rows:
                # A name only: what begins as a token may be one, mistyped, and is not repeated.
                shown = "" if name.startswith(TOKEN_PREFIX) else f" “{name}”"
                raise NotFoundError(
                    f"Không có mã truy cập{shown} nào đang dùng được. Xem bằng “loa token list”.",
                    f"There is no such token{shown}; see “loa token list”.",
                )
            for row in rows:
                row.revoked = now
            return rows[0].label


def digest_of(secret: str) -> str:
    """What is kept of a secret: its SHA-256, in hex digits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _token(session: Session, row: TokenRow) -> ApiToken:
    person = session.get(PersonRow, row.person_id) if row.person_id is not None else None
    return ApiToken(
        name=row.label,
        created=row.created,
        expires=row.expires,
        last_used=row.last_used,
        revoked=row.revoked,
        scopes=frozenset(map(Scope, row.scopes.split())),
        person=person_of(person) if person else None,
    )


def _stands(row: TokenRow, now: datetime) -> bool:
    return row.revoked is None and (row.expires is None or now < row.expires)


def _free_name(borne: Set[str]) -> str:
    """The first of api, api-2, api-3 … that no standing token bears."""
    numbered = (f"{_NAME}-{number}" for number in count(2))
    return next(name for name in chain([_NAME], numbered) if name not in borne)


def _checked_name(name: str, borne: Set[str]) -> str:
    name = name.strip()
    if (
        not name.isprintable()
        or not 1 <= len(name) <= _NAME_LENGTH
        or name.startswith(TOKEN_PREFIX)
    ):
        raise AccessError(
            f"Tên của mã truy cập phải có từ 1 đến {_NAME_LENGTH} ký tự, nằm trên một dòng "
            f"và không bắt đầu bằng “{TOKEN_PREFIX}”.",
            f"A token's name has 1 to {_NAME_LENGTH} characters on one line and does not "
            f"begin with “{TOKEN_PREFIX}”.",
        )
    if name in borne:
        raise AccessError(
            f"Đã có mã truy cập tên “{name}” đang dùng được. Hãy đặt tên khác, hoặc thu hồi mã cũ.",
            f"A token “{name}” stands already. Choose another name, or revoke the old one.",
        )
    return name

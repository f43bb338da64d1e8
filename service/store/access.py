"""Tokens of the API; and what everybody who came in did."""

import hashlib
import secrets
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count

from sqlalchemy import or_, select

from service.errors import AccessError, NotFoundError
from service.model import ApiToken
from service.store.database import OnDatabase
from service.store.schema import AuditRow, TokenRow

TOKEN_PREFIX = "loa_"  # noqa: S105 - it marks a token in a log, it is none

_NAME = "api"
_NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that somebody did."""

    at: datetime
    action: str
    subject: str
    who: str
    detail: str


class Access(OnDatabase):
    """Tokens are random and long; only their SHA-256 is kept, and looked up by it."""

    def make_token(self, name: str | None, now: datetime, expires: datetime | None = None) -> str:
        """A new API token, told this once; without a ``name`` it is given one.

        Raises AccessError for a name that cannot be used or that another token bears.
        """
        token = TOKEN_PREFIX + secrets.token_urlsafe(32)
        with self._database.writing() as session:
            borne = {row.label for row in session.scalars(select(TokenRow)) if _stands(row, now)}
            label = _free_name(borne) if name is None else _checked_name(name, borne)
            row = TokenRow(digest=digest_of(token), label=label, created=now, expires=expires)
            session.add(row)
        return token

    def check_token(self, token: str, now: datetime) -> ApiToken | None:
        """A token that stands at ``now``, or None."""
        with self._database.reading() as session:
            row = session.get(TokenRow, digest_of(token))
            return _token(row) if row and _stands(row, now) else None

    def note_token(self, token: str, now: datetime) -> None:
        """Writes down that the token was used."""
        with self._database.writing() as session:
            row = session.get(TokenRow, digest_of(token))
            if row is not None:
                row.last_used = now

    def tokens(self) -> tuple[ApiToken, ...]:
        """All tokens there ever were, the newest first."""
        newest = select(TokenRow).order_by(TokenRow.created.desc(), TokenRow.label)
        with self._database.reading() as session:
            return tuple(_token(row) for row in session.scalars(newest))

    def revoke_token(self, name: str, now: datetime) -> None:
        """The token of this name, or the one that is this secret, opens nothing any more.

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

    def record(self, action: str, subject: str, who: str, now: datetime, detail: str = "") -> None:
        """Writes down who did what to which subject."""
        with self._database.writing() as session:
            session.add(AuditRow(at=now, action=action, subject=subject, who=who, detail=detail))

    def audit(self, limit: int = 100) -> tuple[AuditEntry, ...]:
        """What was done, the newest first."""
        newest = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
        with self._database.reading() as session:
            return tuple(
                AuditEntry(row.at, row.action, row.subject, row.who, row.detail)
                for row in session.scalars(newest)
            )


def digest_of(secret: str) -> str:
    """What is kept of a secret: its SHA-256, in hex digits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _token(row: TokenRow) -> ApiToken:
    return ApiToken(row.label, row.created, row.expires, row.last_used, row.revoked)


def _stands(row: TokenRow, now: datetime) -> bool:
    return _token(row).is_open(now)


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

"""Who may come in: API tokens, one-time sign-in links; and what they did."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from service.errors import NotFoundError
from service.store.database import Database
from service.store.schema import AuditRow, SignInRow, TokenRow

TOKEN_PREFIX = "loa_"  # noqa: S105 - it marks a token in a log, it is none


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that somebody did."""

    at: datetime
    action: str
    subject: str
    who: str
    detail: str


class Access:
    """Tokens and links are random and long; only their SHA-256 is kept, and looked up by it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make_token(self, label: str, now: datetime) -> str:
        """A new API token, told this once."""
        token = TOKEN_PREFIX + secrets.token_urlsafe(32)
        with self._database.writing() as session:
            session.add(TokenRow(digest=_digest(token), label=label, created=now))
        return token

    def check_token(self, token: str) -> str | None:
        """The label of a token that stands, or None."""
        with self._database.reading() as session:
            row = session.get(TokenRow, _digest(token))
            return row.label if row and row.revoked is None else None

    def revoke_token(self, token: str, now: datetime) -> None:
        """The token opens nothing any more. Raises NotFoundError for an unknown one."""
        with self._database.writing() as session:
            row = session.get(TokenRow, _digest(token))
            if row is None:
                raise NotFoundError("Không có mã truy cập này.", "There is no such token.")
            row.revoked = row.revoked or now

    def make_sign_in(self, now: datetime, expires: datetime) -> str:
        """The secret of a new link that signs in once, before ``expires``."""
        secret = secrets.token_urlsafe(32)
        with self._database.writing() as session:
            session.add(SignInRow(digest=_digest(secret), created=now, expires=expires))
        return secret

    def redeem_sign_in(self, secret: str, now: datetime) -> str | None:
        """The editor's name, once; None for a link that is unknown, used or expired."""
        with self._database.writing() as session:
            row = session.get(SignInRow, _digest(secret))
            if row is None or row.redeemed is not None or row.expires <= now:
                return None
            row.redeemed = now
            return f"biên tập {row.digest[:6]}"

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


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

"""Answers that are given again where the same request comes twice (Idempotency-Key)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Index, LargeBinary, String, Text, delete
from sqlalchemy.orm import Mapped, mapped_column

from service.codec import from_json, to_json
from service.store.database import OnDatabase
from service.store.schema import Moment, Table

ANSWER_LIFE = timedelta(hours=24)
"""How long an answer is given again; after that the same key is another request."""

UNDER_WAY = timedelta(minutes=2)
"""A request that began longer ago and has no answer lost its program."""


class AnswerRow(Table):
    """What was answered to a request, by the digest of who asked for what with which key.

    ``request`` is the digest of what was sent; ``status`` is None while it is worked on.
    ``headers`` is JSON.
    """

    __tablename__ = "answers"
    __table_args__ = (Index("answers_by_time", "at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    request: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)
    status: Mapped[int | None]
    headers: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What was answered, or is still to be (``status`` None), to the request of this digest."""

    request: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    content: bytes


class Answers(OnDatabase):
    """A row a key. Keys are digests: what a system sends as its key is nobody's business."""

    def claim_answer(self, key: str, request: str, now: datetime) -> KeptAnswer | None:
        """What stands under ``key``; None where nothing did, and the caller is to answer now."""
        with self._database.writing() as session:
            row = session.get(AnswerRow, key)
            if row is not None and _stands(row, now):
                headers = from_json(tuple[tuple[str, str], ...], row.headers)
                return KeptAnswer(row.request, row.status, headers, row.content)
            session.merge(
                AnswerRow(key=key, request=request, at=now, status=None, headers="[]", content=b"")
            )
            return None

    def keep_answer(
        self, key: str, status: int, headers: tuple[tuple[str, str], ...], content: bytes
    ) -> None:
        """What was answered under ``key``, which was claimed."""
        with self._database.writing() as session:
            row = session.get(AnswerRow, key)
            if row is not None:
                row.status, row.headers, row.content = status, to_json(headers), content

    def drop_answer(self, key: str) -> None:
        """Nothing stands under ``key``: the request may come again and be done."""
        with self._database.writing() as session:
            session.execute(delete(AnswerRow).where(AnswerRow.key == key))

    def forget_answers(self, now: datetime) -> None:
        """What nobody is answered with any more is gone."""
        with self._database.writing() as session:
            session.execute(delete(AnswerRow).where(AnswerRow.at < now - ANSWER_LIFE))


def _stands(row: AnswerRow, now: datetime) -> bool:
    """A row from the future is of a clock that was set back, and does not."""
    age = now - row.at
    return abs(age) < (UNDER_WAY if row.status is None else ANSWER_LIFE)

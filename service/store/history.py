"""What became of an article: texts that were kept, editions that were made, acts that were done."""

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import TypeAlias

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from service.errors import ArticleDamagedError, NotFoundError
from service.model import (
    DoneAct,
    Edition,
    HistoryEvent,
    HistoryPage,
    HistoryPlace,
    KeptText,
    MadeEdition,
    Revision,
)
from service.store.access_rows import AuditRow
from service.store.damage import damage_told_as
from service.store.database import OnDatabase
from service.store.editions import read_edition
from service.store.episode_rows import PUBLISHED, EditionRow, EpisodeRow
from service.store.portable import json_text
from service.store.revision_rows import read_revision
from service.store.schema import RevisionRow

_Found: TypeAlias = tuple[HistoryEvent, HistoryPlace]
"""An event, and where its own kind has come to with it."""


class Histories(OnDatabase):
    """Pages of a history: each goes on where the one before ended, whatever was added since."""

    def history(self, article_id: str, place: HistoryPlace, limit: int) -> HistoryPage:
        """The ``limit`` events that lie before ``place``."""
        with self._database.reading() as session:
            kinds = (
                _acts(session, article_id, place, limit + 1),
                _editions(session, article_id, place, limit + 1),
                _texts(session, article_id, place, limit + 1),
            )
            found = list(islice(merge(*kinds, key=_age), limit + 1))
        events = tuple(event for event, _ in found[:limit])
        if len(found) <= limit:
            return HistoryPage(events, None)
        for event, reached in found[:limit]:
            place = _step(place, event, reached)
        return HistoryPage(events, place)

    def texts_and_editions(self, article_id: str, most: int) -> tuple[KeptText | MadeEdition, ...]:
        """The newest of both, without the acts."""
        start = HistoryPlace()
        with self._database.reading() as session:
            kinds = (
                _editions(session, article_id, start, most),
                _texts(session, article_id, start, most),
            )
            found = [event for event, _ in islice(merge(*kinds, key=_age), most)]
        return tuple(each for each in found if not isinstance(each, DoneAct))

    def kept_revision(self, article_id: str, revision_id: str) -> Revision:
        """A text of the article. Raises NotFoundError, ArticleDamagedError."""
        damage = ArticleDamagedError("Văn bản này đã hỏng.", "This text is damaged.")
        with self._database.reading() as session, damage_told_as(damage):
            if session.get(RevisionRow, (article_id, revision_id)) is None:
                raise NotFoundError("Bài không có bản chữ này.", "There is no such revision.")
            return read_revision(session, article_id, revision_id)

    def kept_edition(self, article_id: str, number: int) -> Edition:
        """An edition of the article. Raises NotFoundError, EpisodeDamagedError."""
        with self._database.reading() as session:
            if session.get(EditionRow, (article_id, number)) is None:
                raise NotFoundError("Bài không có bản đọc này.", "There is no such edition.")
            return read_edition(session, article_id, number)


def _age(found: _Found) -> float:
    return -found[0].at.timestamp()


def _step(place: HistoryPlace, event: HistoryEvent, reached: HistoryPlace) -> HistoryPlace:
    match event:
        case DoneAct():
            return HistoryPlace(reached.act, place.edition, place.revision_id)
        case MadeEdition():
            return HistoryPlace(place.act, reached.edition, place.revision_id)
    return HistoryPlace(place.act, place.edition, reached.revision_id)


def _acts(session: Session, article_id: str, place: HistoryPlace, limit: int) -> Iterator[_Found]:
    rows = select(AuditRow).where(AuditRow.subject == article_id)
    if place.act:
        rows = rows.where(AuditRow.id < place.act)
    for row in session.scalars(rows.order_by(AuditRow.id.desc()).limit(limit)):
        event = DoneAct(row.at, row.id, row.action, row.who, row.detail)
        yield event, HistoryPlace(act=row.id)


def _editions(
    session: Session, article_id: str, place: HistoryPlace, limit: int
) -> Iterator[_Found]:
    row = EditionRow
    # A row that is damaged tells no moment; its text does, which is older.
    told = json_text(row.content, "created")
    kept = select(RevisionRow.created).where(
        RevisionRow.article_id == article_id, RevisionRow.id == row.revision_id
    )
    rows = select(row.number, row.revision_id, told, kept.scalar_subquery()).where(
        row.episode_id == article_id
    )
    if place.edition:
        rows = rows.where(row.number < place.edition)
    public = session.scalar(
        select(EpisodeRow.number).where(EpisodeRow.id == article_id, EpisodeRow.state == PUBLISHED)
    )
    for number, revision_id, at, text_at in session.execute(
        rows.order_by(row.number.desc()).limit(limit)
    ):
        moment = _moment(at) or text_at
        if moment is not None:
            event = MadeEdition(moment, number, revision_id, number == public)
            yield event, HistoryPlace(edition=number)


def _texts(session: Session, article_id: str, place: HistoryPlace, limit: int) -> Iterator[_Found]:
    row = RevisionRow
    title = json_text(row.content, "title")
    rows = select(row.created, row.id, title).where(row.article_id == article_id)
    if place.revision_id:
        last = select(row.created).where(row.article_id == article_id, row.id == place.revision_id)
        moment = session.scalar(last)
        if moment is not None:
            rows = rows.where(
                or_(row.created < moment, and_(row.created == moment, row.id < place.revision_id))
            )
    for at, revision_id, told in session.execute(
        rows.order_by(row.created.desc(), row.id.desc()).limit(limit)
    ):
        yield KeptText(at, revision_id, str(told or "")), HistoryPlace(revision_id=revision_id)


def _moment(told: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(told))
    except ValueError:
        return None
    return found if found.tzinfo else None

"""From made to public and back: each step one transaction that decides who was first."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from service.errors import StoreError
from service.model import Edition, EventKind, HoldReason, episode_guid
from service.model.release import PendingRelease, PublicCorrection, Withdrawal
from service.model.release_reason import ReleaseReason
from service.store.article_listing import list_voice
from service.store.channel_guids import own_guid
from service.store.database import OnDatabase
from service.store.editions import (
    edition_row,
    read_edition,
    replace_file,
    stand_file,
    tell_card,
    tell_uses,
)
from service.store.episode_rows import PUBLISHED, WITHDRAWN, EditionRow, EpisodeRow
from service.store.facet_rows import next_sequence, note_episode, tell_facets
from service.store.release_rows import (
    PendingRow,
    WithdrawalRow,
    add_correction,
    note_untold,
    put_pending,
    put_withdrawal,
    read_pending,
    tell_waiting_uses,
)
from service.store.schema import ArticleRow
from service.store.webhook_rows import put_event

_AT_ONCE = 100


class Releases(OnDatabase):
    """What waits of an article (one edition at most), and what becomes public of it.

    What a step changes for the public, the media folder is to tell too: see ``untold_releases``.
    """

    def keep_edition(self, edition: Edition, pending: PendingRelease, uses: Iterable[str]) -> None:
        """``edition`` is made and waits as ``pending`` says, in place of what waited.

        It needs ``uses`` of the cache. Raises StoreError, and changes nothing, when its number
        is not the next or the article has a newer revision.
        """
        with self._database.writing() as session:
            _keep(session, edition, pending)
            tell_waiting_uses(session, edition.episode_id, frozenset(uses))

    def publish_edition(self, edition: Edition, now: datetime, uses: Iterable[str]) -> None:
        """As ``keep_edition``, and released in the same transaction."""
        pending = PendingRelease(edition.episode_id, edition.number, (), now)
        with self._database.writing() as session:
            _keep(session, edition, pending)
            _release(session, edition, now, frozenset(uses))

    def release_edition(
        self,
        pending: PendingRelease,
        now: datetime,
        uses: Iterable[str],
        correction: PublicCorrection | None = None,
        edition: Edition | None = None,
    ) -> bool:
        """Whether the public has the edition from ``now`` on; it needs ``uses`` of the cache.

        False, and nothing changes, where something else waits by now, somebody was first, or
        the article is withdrawn. ``edition`` is the copy of one whose row is damaged. Raises
        EpisodeDamagedError without one.
        """
        article_id = pending.article_id
        with self._database.writing() as session:
            row = session.get(PendingRow, article_id)
            if row is None or read_pending(row) != pending or _is_withdrawn(session, article_id):
                return False
            known = edition or read_edition(session, article_id, pending.number)
            note = correction.note if correction is not None else ""
            _release(session, known, now, frozenset(uses), note)
            if correction is not None:
                add_correction(session, correction)
            return True

    def pending(self, article_id: str) -> PendingRelease | None:
        """What of the article is made and waits, or None."""
        with self._database.reading() as session:
            row = session.get(PendingRow, article_id)
            return read_pending(row) if row else None

    def pending_of(self, article_ids: Iterable[str]) -> dict[str, PendingRelease]:
        """What of some articles waits, by the article's id."""
        wanted = select(PendingRow).where(PendingRow.article_id.in_(list(article_ids)))
        with self._database.reading() as session:
            return {row.article_id: read_pending(row) for row in session.scalars(wanted)}

    def change_pending(self, before: PendingRelease, after: PendingRelease) -> bool:
        """Whether ``before`` still waited: it waits as ``after`` says from now on."""
        with self._database.writing() as session:
            row = session.get(PendingRow, before.article_id)
            if row is None or read_pending(row) != before:
                return False
            put_pending(session, after)
            return True

    def due_releases(self, now: datetime) -> tuple[PendingRelease, ...]:
        """What goes by itself ``now``, some at once; what waits longest first."""
        due = select(PendingRow).where(PendingRow.goes_at <= now).order_by(PendingRow.goes_at)
        with self._database.reading() as session:
            return tuple(map(read_pending, session.scalars(due.limit(_AT_ONCE))))

    def waiting_fallbacks(self, limit: int) -> tuple[PendingRelease, ...]:
        """What waits of editions that another voice speaks than was wished, the first first."""
        fallen = (
            select(PendingRow)
            .join(EditionRow, EditionRow.episode_id == PendingRow.article_id)
            .where(EditionRow.number == PendingRow.number, EditionRow.fell_back.is_(True))
            .order_by(PendingRow.since)
        )
        with self._database.reading() as session:
            return tuple(map(read_pending, session.scalars(fallen.limit(limit))))

    def withdraw_episode(self, withdrawal: Withdrawal) -> bool:
        """Whether the public had the article's episode, which it has no more."""
        with self._database.writing() as session:
            row = session.get(EpisodeRow, withdrawal.article_id)
            if row is None or row.state != PUBLISHED:
                return False
            row.state = WITHDRAWN
            put_withdrawal(session, withdrawal)
            waiting = session.get(PendingRow, row.id)
            if waiting is not None:  # or its time would come, and come again, to nothing
                put_pending(session, read_pending(waiting).with_reasons(ReleaseReason.WITHDRAWN))
            note_episode(session, row.id)
            note_untold(session, row.id)
            told = withdrawal.notice
            put_event(session, EventKind.EPISODE_WITHDRAWN, row.id, withdrawal.at, note=told)
            return True

    def restore_withdrawn(self, article_id: str, now: datetime) -> bool:
        """Whether the article's episode was withdrawn, and the public has it again."""
        with self._database.writing() as session:
            row = session.get(EpisodeRow, article_id)
            if row is None or row.state != WITHDRAWN:
                return False
            row.state, row.updated = PUBLISHED, now
            kind, number, file = EventKind.EPISODE_RELEASED, row.number, row.file
            put_event(session, kind, article_id, now, edition=number, file=file)
            session.execute(delete(WithdrawalRow).where(WithdrawalRow.article_id == article_id))
            note_episode(session, article_id)
            note_untold(session, article_id)
            return True


def _keep(session: Session, edition: Edition, pending: PendingRelease) -> None:
    article_id = edition.episode_id
    _require_next(session, edition)
    session.add(edition_row(edition))
    session.flush()
    stand_file(session, edition)
    before, episode = session.get(PendingRow, article_id), session.get(EpisodeRow, article_id)
    if before is not None:
        kept = {edition.enclosure.name, episode.file if episode else ""}
        replace_file(session, article_id, before.number, edition.created, kept)
    put_pending(session, pending)
    list_voice(session, edition)
    put_event(session, EventKind.EDITION_READY, article_id, pending.since, edition=edition.number)
    tell_waiting(session, pending)


def _release(
    session: Session, edition: Edition, now: datetime, uses: frozenset[str], note: str = ""
) -> None:
    article_id = edition.episode_id
    row = session.get(EpisodeRow, article_id)
    is_first = row is None
    if row is None:
        sequence, guid = next_sequence(session), episode_guid(article_id, own_guid(session))
        row = EpisodeRow(id=article_id, guid=guid, first_published=now, sequence=sequence)
        session.add(row)
    else:
        replace_file(session, article_id, row.number, now, {edition.enclosure.name})
    row.updated = now
    tell_card(row, edition)
    session.flush()
    tell_facets(session, row, edition)
    stand_file(session, edition)
    own = (EditionRow.episode_id == article_id, EditionRow.number == edition.number)
    session.execute(update(EditionRow).where(*own).values(released=now))
    kind = EventKind.EPISODE_RELEASED if is_first else EventKind.EPISODE_CORRECTED
    number, file = edition.number, edition.enclosure.name
    put_event(session, kind, article_id, now, edition=number, file=file, note=note or None)
    tell_uses(session, row, uses)
    tell_waiting_uses(session, article_id, frozenset())
    session.execute(delete(PendingRow).where(PendingRow.article_id == article_id))
    note_episode(session, article_id)
    note_untold(session, article_id)


def tell_waiting(session: Session, pending: PendingRelease) -> None:
    """Whoever subscribes is told that somebody must decide, and why."""
    standing = pending.standing_reasons
    if standing:
        reasons = [HoldReason(each.value, each.vi, each.en) for each in standing]
        kind, number = EventKind.REVIEW_NEEDED, pending.number
        put_event(session, kind, pending.article_id, pending.since, edition=number, reasons=reasons)


def _is_withdrawn(session: Session, article_id: str) -> bool:
    row = session.get(EpisodeRow, article_id)
    return row is not None and row.state == WITHDRAWN


def newest_number(session: Session, article_id: str) -> int:
    """The number of the article's newest edition, released or not; 0 without one."""
    numbers = select(func.max(EditionRow.number)).where(EditionRow.episode_id == article_id)
    return session.scalar(numbers) or 0


def _require_next(session: Session, edition: Edition) -> None:
    article = session.get(ArticleRow, edition.episode_id)
    if article is None or article.revision_id != edition.revision.id:
        raise StoreError(
            "Bài đã có bản sửa mới hơn; bản thu này không được phát.",
            "The article has a newer revision; this edition is not published.",
        )
    number = newest_number(session, edition.episode_id) + 1
    if edition.number != number:
        raise StoreError(
            f"Bản {edition.number} đến không đúng lượt; lượt này là bản {number}.",
            f"Edition {edition.number} is out of turn; the next one is {number}.",
        )

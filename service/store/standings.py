"""What articles are at this moment, from their rows alone: no text is read."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.fingerprint import fingerprint
from service.model import Standing
from service.store.database import OnDatabase
from service.store.episode_rows import WITHDRAWN, EpisodeRow
from service.store.hold_rows import HoldRow
from service.store.release_rows import PendingRow
from service.store.schema import ArticleRow, OverrideRow, RecordingRow
from service.store.table_choices import TableChoiceRow

_ADDED: tuple[type[OverrideRow | RecordingRow | TableChoiceRow], ...] = (
    OverrideRow,
    RecordingRow,
    TableChoiceRow,
)
"""What editors add to an article; a row that was taken back says when."""


class Standings(OnDatabase):
    """Asked inside the transaction of an act, the answer holds until the act is done."""

    def standing(self, article_id: str) -> Standing | None:
        """What the article is now, or None where there is none."""
        with self._database.reading() as session:
            row = session.get(ArticleRow, article_id)
            if row is None:
                return None
            episode, hold = session.get(EpisodeRow, row.id), session.get(HoldRow, row.id)
            pending = session.get(PendingRow, row.id)
            return Standing(
                article_id=row.id,
                revision_id=row.revision_id,
                corrections=_corrections(session, row.id),
                edition=episode.number if episode else 0,
                is_withdrawn=episode is not None and episode.state == WITHDRAWN,
                waiting=pending.number if pending else None,
                release=_release(pending) if pending else "",
                held=hold.revision_id if hold else None,
                updated=row.updated,
            )


def _release(row: PendingRow) -> str:
    """The digest of what an edition waits for."""
    at = row.release_at.isoformat() if row.release_at else None
    return fingerprint("release/1", row.number, row.reasons, at, row.approved_by)


def _corrections(session: Session, article_id: str) -> str:
    """The digest of what stands of overrides, recordings and choices: what a row says stays."""
    return fingerprint(
        "corrections/1",
        *(
            list(
                session.scalars(
                    select(rows.id)
                    .where(rows.article_id == article_id, rows.removed.is_(None))
                    .order_by(rows.id)
                )
            )
            for rows in _ADDED
        ),
    )

"""What lists tell of editions: a few fields of each row, without a sentence of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from service.codec import from_json
from service.model import ClipSpec, EditionCard, Enclosure
from service.store.database import OnDatabase
from service.store.episode_rows import PUBLISHED, EditionRow, EpisodeRow


@dataclass(frozen=True, slots=True)
class _Told:
    """The fields of an edition that its card tells."""

    created: datetime
    enclosure: Enclosure
    spec: ClipSpec
    fallback_reason: str | None = None


class EditionCards(OnDatabase):
    """A row that cannot be read is told by its number alone."""

    def edition_cards(
        self, article_id: str, limit: int, before: int | None = None
    ) -> tuple[EditionCard, ...]:
        """The newest editions of an article, or those from before the number ``before``."""
        newest = select(EditionRow).where(EditionRow.episode_id == article_id)
        if before is not None:
            newest = newest.where(EditionRow.number < before)
        with self._database.reading() as session:
            episode = session.get(EpisodeRow, article_id)
            public = episode.number if episode and episode.state == PUBLISHED else 0
            rows = session.scalars(newest.order_by(EditionRow.number.desc()).limit(limit))
            return tuple(_card(row, public) for row in rows)


def _card(row: EditionRow, public: int) -> EditionCard:
    try:
        told = from_json(_Told, row.content)
    except ValueError:
        return EditionCard(row.number, row.revision_id, row.number == public, row.released)
    return EditionCard(
        number=row.number,
        revision_id=row.revision_id,
        is_public=row.number == public,
        released=row.released,
        created=told.created,
        duration=told.enclosure.duration,
        voice=told.spec.voice.label,
        fallback_reason=told.fallback_reason,
    )

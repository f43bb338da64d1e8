"""Editors' own recordings of sentences, with their sound."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.errors import NotFoundError
from service.model import Recording
from service.store.database import OnDatabase
from service.store.schema import RecordingRow, SoundRow


class Recordings(OnDatabase):
    """What editors recorded. One that was taken back is kept, sound and all: undo needs it."""

    def set_recording(self, recording: Recording, sound: bytes) -> None:
        """``recording`` is its sentence's from now on; the one before stays in the history."""
        with self._database.writing() as session:
            _take_back(session, recording.article_id, recording.segment_id, recording.created)
            if session.get(SoundRow, recording.digest) is None:
                session.add(SoundRow(digest=recording.digest, content=sound))
                session.flush()
            session.add(
                RecordingRow(
                    article_id=recording.article_id,
                    segment_id=recording.segment_id,
                    printed=recording.printed,
                    digest=recording.digest,
                    name=recording.name,
                    author=recording.author,
                    created=recording.created,
                )
            )

    def remove_recording(self, article_id: str, segment_id: str, now: datetime) -> Recording | None:
        """The recording that was taken back, or None where there was none."""
        with self._database.writing() as session:
            return _take_back(session, article_id, segment_id, now)

    def recordings(self, article_id: str) -> tuple[Recording, ...]:
        """The recordings of an article that stand, the oldest first."""
        standing = (
            select(RecordingRow)
            .where(RecordingRow.article_id == article_id, RecordingRow.removed.is_(None))
            .order_by(RecordingRow.id)
        )
        with self._database.reading() as session:
            return tuple(_recording(row) for row in session.scalars(standing))

    def removed_recordings(self, article_id: str) -> tuple[Recording, ...]:
        """The recordings of an article that were taken back, the newest first."""
        removed = (
            select(RecordingRow)
            .where(RecordingRow.article_id == article_id, RecordingRow.removed.is_not(None))
            .order_by(RecordingRow.id.desc())
        )
        with self._database.reading() as session:
            return tuple(_recording(row) for row in session.scalars(removed))

    def first_prints(self, article_id: str) -> Mapping[str, str]:
        """What was printed when each recording of an article was made, by its digest."""
        every = (
            select(RecordingRow.digest, RecordingRow.printed)
            .where(RecordingRow.article_id == article_id)
            .order_by(RecordingRow.id.desc())
        )
        with self._database.reading() as session:
            return {row.digest: row.printed for row in session.execute(every)}

    def recorded_sound(self, digest: str) -> bytes:
        """The file of this digest as it was uploaded. Raises NotFoundError."""
        with self._database.reading() as session:
            sound = session.get(SoundRow, digest)
            if sound is None:
                raise NotFoundError(
                    "Không còn bản thu này.", "There is no such recording any more."
                )
            return sound.content


def _take_back(
    session: Session, article_id: str, segment_id: str, now: datetime
) -> Recording | None:
    row = session.scalar(
        select(RecordingRow).where(
            RecordingRow.article_id == article_id,
            RecordingRow.segment_id == segment_id,
            RecordingRow.removed.is_(None),
        )
    )
    if row is None:
        return None
    row.removed = now
    return _recording(row)


def _recording(row: RecordingRow) -> Recording:
    return Recording(
        row.article_id,
        row.segment_id,
        row.printed,
        row.digest,
        row.name,
        row.author,
        row.created,
    )

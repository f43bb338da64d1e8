"""An episode put back as it was published, into a library that lost it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from service.model import Edition, episode_guid
from service.store.article_listing import list_revision, list_voice
from service.store.articles import revision_row
from service.store.database import OnDatabase
from service.store.editions import edition_row, supersede, tell_card
from service.store.episode_rows import EpisodeRow
from service.store.facts import note_change
from service.store.pictures import put_picture
from service.store.schema import ArticleRow, ChannelRow, RevisionRow

_CHANNEL = "main"


class Restoring(OnDatabase):
    """What was published comes back under its own ids, guids and dates."""

    def restore_episode(self, editions: Sequence[tuple[Edition, bytes]]) -> bool:
        """The episode of these editions (the first one first, each with its original) is there.

        All in one transaction. False, and nothing changes, where the article is known.
        """
        (first, _), (newest, _) = editions[0], editions[-1]
        with self._database.writing() as session:
            if session.get(ArticleRow, newest.episode_id) is not None:
                return False
            session.add(
                ArticleRow(
                    id=newest.episode_id,
                    source_id=newest.revision.source_id,
                    revision_id=newest.revision.id,
                    title=newest.revision.title,
                    published=newest.revision.published,
                    created=first.created,
                    updated=newest.created,
                )
            )
            session.flush()
            _add_editions(session, editions)
            row = EpisodeRow(
                id=newest.episode_id,
                guid=episode_guid(newest.episode_id),
                first_published=first.created,
                updated=newest.created,
            )
            tell_card(row, newest)
            session.add(row)
            list_revision(session, newest.episode_id, newest.revision)
            list_voice(session, newest)
            note_change(session)
            return True

    def freeze_channel_guid(self, guid: str) -> None:
        """The podcast:guid is ``guid``, as subscribers know it, unless it is frozen already."""
        with self._database.writing() as session:
            if session.get(ChannelRow, _CHANNEL) is None:
                session.add(ChannelRow(name=_CHANNEL, guid=guid))


def _add_editions(session: Session, editions: Sequence[tuple[Edition, bytes]]) -> None:
    for edition, original in editions:
        revision = edition.revision
        if session.get(RevisionRow, (edition.episode_id, revision.id)) is None:
            row = revision_row(edition.episode_id, revision, original, edition.created)
            session.add(row)
            session.flush()
        for taken in edition.pictures:
            put_picture(session, edition.episode_id, taken, edition.created)
        session.add(edition_row(edition))
        supersede(session, edition)

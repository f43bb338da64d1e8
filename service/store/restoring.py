"""An episode put back as it was published, into a library that lost it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.model import Edition, episode_guid
from service.model.release import PendingRelease, Publication, Publicity, Released
from service.model.release_reason import ReleaseReason
from service.store.article_listing import list_revision, list_voice
from service.store.database import OnDatabase
from service.store.editions import edition_row, replace_file, stand_file, tell_card
from service.store.episode_rows import PUBLISHED, WITHDRAWN, EditionRow, EpisodeRow
from service.store.facet_rows import next_sequence, note_episode, tell_facets
from service.store.pictures import put_picture
from service.store.release_rows import put_pending, put_withdrawal, tell_waiting_uses
from service.store.revision_rows import revision_row
from service.store.schema import ArticleRow, RevisionRow


class Restoring(OnDatabase):
    """What was published comes back under its own ids, guids and dates."""

    def restore_episode(
        self,
        editions: Sequence[tuple[Edition, bytes]],
        publication: Publication | None = None,
        uses: Iterable[str] = (),
    ) -> bool:
        """The episode of these editions (the first one first, each with its original) is there.

        All in one transaction. The public has of it what ``publication`` says; without one, which
        an older Loa did not keep, all that was made. A newer edition waits, and needs ``uses``
        of the cache. False, and nothing changes, where the article is known.
        """
        told = publication or _all_released([each for each, _ in editions])
        made = {each.number: each for each, _ in editions}
        newest = editions[-1][0]
        with self._database.writing() as session:
            if session.get(ArticleRow, newest.episode_id) is not None:
                return False
            session.add(_article_row(editions[0][0], newest))
            session.flush()
            _add_editions(session, editions)
            _add_releases(session, told.releases, newest.episode_id)
            had = [each.number for each in told.releases if each.number in made]
            if had:
                _add_episode(session, made[had[-1]], editions[0][0], told)
            list_revision(session, newest.episode_id, newest.revision)
            list_voice(session, newest)
            if newest.number not in had:
                pending = PendingRelease(
                    newest.episode_id, newest.number, (ReleaseReason.REBUILT,), newest.created
                )
                put_pending(session, pending)
                tell_waiting_uses(session, newest.episode_id, frozenset(uses))
            note_episode(session, newest.episode_id)
            return True


def _all_released(editions: Sequence[Edition]) -> Publication:
    releases = tuple(Released(each.number, each.enclosure.name, each.created) for each in editions)
    first = editions[0]
    return Publication(first.episode_id, Publicity.PUBLISHED, releases, first.created)


def _article_row(first: Edition, newest: Edition) -> ArticleRow:
    return ArticleRow(
        id=newest.episode_id,
        source_id=newest.revision.source_id,
        revision_id=newest.revision.id,
        title=newest.revision.title,
        published=newest.revision.published,
        created=first.created,
        updated=newest.created,
    )


def _add_episode(session: Session, current: Edition, first: Edition, told: Publication) -> None:
    is_withdrawn = told.publicity is Publicity.WITHDRAWN
    row = EpisodeRow(
        id=current.episode_id,
        guid=told.guid or episode_guid(current.episode_id, None),
        first_published=told.first_published or first.created,
        updated=next(each.at for each in told.releases[::-1] if each.number == current.number),
        state=WITHDRAWN if is_withdrawn else PUBLISHED,
        sequence=_sequence(session, told.sequence),
    )
    tell_card(row, current)
    session.add(row)
    session.flush()
    tell_facets(session, row, current)
    stand_file(session, current)
    if is_withdrawn and told.withdrawal is not None:
        put_withdrawal(session, told.withdrawal)


def _sequence(session: Session, told: int | None) -> int:
    """The place that the episode had, unless none was told or another one has it by now."""
    taken = select(EpisodeRow.id).where(EpisodeRow.sequence == told)
    return told if told and session.scalar(taken) is None else next_sequence(session)


def _add_releases(session: Session, releases: Sequence[Released], article_id: str) -> None:
    for each in releases:
        own = (EditionRow.episode_id == article_id, EditionRow.number == each.number)
        session.execute(update(EditionRow).where(*own).values(released=each.at))


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
    session.flush()
    for (before, _), (after, _) in pairwise(editions):
        kept = {after.enclosure.name}
        replace_file(session, before.episode_id, before.number, after.created, kept)
        stand_file(session, after)

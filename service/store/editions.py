"""The rows of editions and their episodes, and what is done about one that is damaged."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from service.codec import from_json, to_json
from service.errors import EpisodeDamagedError
from service.model import Edition, Episode, card_of
from service.store.damage import damage_told_as
from service.store.episode_rows import ClipUseRow, EditionRow, EpisodeRow
from service.store.revision_rows import read_revision


def edition_row(edition: Edition) -> EditionRow:
    """The row of ``edition``, whose revision stands in its own."""
    return EditionRow(
        episode_id=edition.episode_id,
        number=edition.number,
        revision_id=edition.revision.id,
        content=to_json(edition, without="revision"),
        fell_back=edition.fallback_reason is not None,
        file=edition.enclosure.name,
        file_length=edition.enclosure.length,
        file_sha256=edition.enclosure.sha256,
    )


def tell_card(row: EpisodeRow, edition: Edition) -> None:
    """The columns of ``row``, which has its dates, say what its current ``edition`` says."""
    episode = Episode(row.id, row.guid, edition, row.first_published, row.updated)
    card = card_of(episode)
    row.number, row.revision_id, row.published = card.number, card.revision_id, card.published
    row.title, row.lead = card.title, card.lead
    row.section, row.author, row.fallback_reason = card.section, card.author, card.fallback_reason
    row.file, row.file_type = card.enclosure.name, card.enclosure.type
    row.file_length, row.file_sha256 = card.enclosure.length, card.enclosure.sha256
    row.duration = card.enclosure.duration


def tell_uses(session: Session, row: EpisodeRow, keys: Iterable[str]) -> None:
    """The episode's current edition needs ``keys`` of the cache, and nothing else."""
    session.execute(delete(ClipUseRow).where(ClipUseRow.episode_id == row.id))
    uses = [{"episode_id": row.id, "key": key} for key in sorted(set(keys))]
    if uses:
        session.execute(insert(ClipUseRow), uses)
    row.uses_number = row.number


def stand_file(session: Session, edition: Edition) -> None:
    """The file of ``edition`` does not wait to be retired, whatever edition had it before."""
    own = update(EditionRow).where(EditionRow.episode_id == edition.episode_id)
    session.execute(own.where(EditionRow.file == edition.enclosure.name).values(superseded=None))


def replace_file(
    session: Session, episode_id: str, number: int, now: datetime, kept: Collection[str]
) -> None:
    """The file of edition ``number`` is to be retired since ``now``, if it is none of ``kept``."""
    old = update(EditionRow).where(
        EditionRow.episode_id == episode_id,
        EditionRow.number == number,
        EditionRow.file.not_in(kept),
    )
    session.execute(old.values(superseded=now))


def read_edition(session: Session, episode_id: str, number: int) -> Edition:
    """The edition of this number, which is there. Raises EpisodeDamagedError."""
    with damage_told_as(_damage(episode_id, number)):
        row = session.get_one(EditionRow, (episode_id, number))
        revision = read_revision(session, episode_id, row.revision_id)
        return from_json(Edition, row.content, revision=revision)


def _damage(episode_id: str, number: int) -> EpisodeDamagedError:
    return EpisodeDamagedError(
        f"Bản ghi của tập {episode_id}, bản {number}, trong cơ sở dữ liệu đã hỏng. Dừng Loa "
        "rồi chạy `loa rebuild --force`: bản kê của tập trong media cho biết nó ra sao.",
        f"The row of episode {episode_id}, edition {number}, is damaged. Stop Loa and run "
        "`loa rebuild --force`: the manifest in media tells what it was.",
    )

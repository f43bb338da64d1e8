"""The rows of editions, and what is done about one that is damaged."""

from sqlalchemy.orm import Session

from service.codec import from_json, to_json
from service.errors import EpisodeDamagedError
from service.model import Edition
from service.store.articles import read_revision
from service.store.damage import damage_told_as
from service.store.episode_rows import EditionRow


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

"""Which files were published, and what each must be: read without reading whole editions."""

from dataclasses import dataclass

from sqlalchemy import Row, Select, select

from service.model import Edition
from service.model.published_names import episode_of
from service.store.database import OnDatabase
from service.store.episode_rows import EditionRow, EpisodeRow, newest_of
from service.store.release_rows import PendingRow

_CURRENT = (EpisodeRow.id, EpisodeRow.file, EpisodeRow.file_length, EpisodeRow.file_sha256)
"""Of the card: the content of an edition, which stands before its columns, is never passed."""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """``name`` lies below the media root, ``length`` is in bytes, ``sha256`` in hex digits."""

    episode_id: str
    name: str
    length: int
    sha256: str


def file_of(edition: Edition) -> PublishedFile:
    """The file of ``edition``, as the edition itself tells."""
    told = edition.enclosure
    return PublishedFile(edition.episode_id, told.name, told.length, told.sha256)


class Files(OnDatabase):
    """The files of editions; one that was kept by a later edition is still one file."""

    def newest_files(self, limit: int) -> tuple[PublishedFile, ...]:
        """The current files of the ``limit`` episodes published last, the newest first."""
        newest = newest_of(*_CURRENT).where(EpisodeRow.file != "")
        return self._read(newest.limit(limit))

    def files_after(self, episode_id: str, limit: int) -> tuple[PublishedFile, ...]:
        """The current files of the ``limit`` episodes that follow one in the order of ids."""
        following = _current().where(EpisodeRow.id > episode_id).order_by(EpisodeRow.id)
        return self._read(following.limit(limit))

    def current_file(self, episode_id: str) -> PublishedFile | None:
        """The file of the episode's current edition, or None where there is no episode."""
        found = self._read(_current().where(EpisodeRow.id == episode_id))
        return found[0] if found else None

    def is_file_needed(self, name: str) -> bool:
        """Whether ``name`` is the file of what the public has or had last, or of what waits."""
        current = select(EpisodeRow.id).where(EpisodeRow.file == name)
        waits = (
            select(EditionRow.number)
            .join(PendingRow, PendingRow.article_id == EditionRow.episode_id)
            .where(EditionRow.number == PendingRow.number, EditionRow.file == name)
        )
        own = EpisodeRow.id == episode_of(name)
        with self._database.reading() as session:
            return (
                session.scalar(current.where(own)) is not None
                or session.scalar(waits.limit(1)) is not None
            )

    def file(self, name: str) -> PublishedFile | None:
        """The file that was published as ``name``, now or once; None where none was."""
        named = _files().where(EditionRow.file == name).limit(1)
        found = self._read(named)
        return found[0] if found else None

    def every_file(self) -> tuple[PublishedFile, ...]:
        """The files of all editions, also replaced ones, in the order of their names."""
        return self._read(_files().order_by(EditionRow.file, EditionRow.number))

    def _read(self, query: Select[str, str, int, str]) -> tuple[PublishedFile, ...]:
        with self._database.reading() as session:
            return tuple(_file(row) for row in session.execute(query))


def _files() -> Select[str, str, int, str]:
    return select(
        EditionRow.episode_id, EditionRow.file, EditionRow.file_length, EditionRow.file_sha256
    ).where(EditionRow.file != "")


def _current() -> Select[str, str, int, str]:
    return select(*_CURRENT).where(EpisodeRow.file != "")


def _file(row: Row[str, str, int, str]) -> PublishedFile:
    episode_id, name, length, sha256 = row
    return PublishedFile(episode_id, name, length, sha256)

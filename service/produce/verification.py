"""A published edition is built again from its clips and compared, byte by byte."""

from dataclasses import dataclass

from service.disk import file_digest
from service.errors import NotFoundError
from service.produce.doers import Doers
from service.produce.publishing import build_file


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of an edition: digests (hex SHA-256) and what is missing.

    ``published`` is None when the file is gone, ``rebuilt`` None when clips are
    missing, which are named by the segments they spoke.
    """

    episode_id: str
    number: int
    recorded: str
    published: str | None
    rebuilt: str | None
    missing: tuple[str, ...]

    @property
    def is_intact(self) -> bool:
        """Whether the published file is the one that was recorded."""
        return self.published == self.recorded

    @property
    def is_reproduced(self) -> bool:
        """Whether the clips give the same file again."""
        return self.rebuilt == self.recorded


def verify_episode(episode_id: str, doers: Doers) -> Verdict:
    """What the episode's current edition is found to be. Raises NotFoundError."""
    episode = doers.library.episode(episode_id)
    if episode is None:
        raise NotFoundError(
            f"Không có tập nào mang mã “{episode_id}”.", f"There is no episode “{episode_id}”."
        )
    edition = episode.edition
    keys = {passage.segment.id: passage.clip_key for passage in edition.passages}
    missing = tuple(
        segment_id for segment_id, key in keys.items() if key and doers.cache.find(key) is None
    )
    published = doers.media.path(edition.enclosure.name)
    rebuilt = None
    if not missing:
        with doers.media.scratch() as folder:
            rebuilt = build_file(
                folder / "rebuilt.mp3", edition.revision, edition.passages, doers
            ).sha256
    return Verdict(
        episode_id=episode_id,
        number=edition.number,
        recorded=edition.enclosure.sha256,
        published=file_digest(published) if published else None,
        rebuilt=rebuilt,
        missing=missing,
    )

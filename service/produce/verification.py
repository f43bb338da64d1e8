"""A published edition is built again from its clips and compared, byte by byte."""

from dataclasses import dataclass

from service.disk import file_digest
from service.errors import NotFoundError
from service.model import Edition, Episode
from service.plan import digest_recipe
from service.produce.doers import Doers
from service.produce.publishing import build_file


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of an edition: digests (hex SHA-256) and what is missing.

    ``published`` is None when the file is gone. ``rebuilt`` is None when clips are
    missing, which are named by the segments they spoke, or when it is not
    comparable: pauses, cover or the station's name are others than they were.
    """

    episode_id: str
    number: int
    recorded: str
    published: str | None
    rebuilt: str | None
    missing: tuple[str, ...]
    is_comparable: bool

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
    episode = find_episode(episode_id, doers)
    edition = first_with_file(episode, doers)
    keys = {passage.segment.id: passage.clip_key for passage in edition.passages}
    missing = tuple(
        segment_id for segment_id, key in keys.items() if key and doers.cache.find(key) is None
    )
    is_comparable = _recipe_today(edition, doers) == edition.recipe
    published = doers.media.path(edition.enclosure.name)
    return Verdict(
        episode_id=episode_id,
        number=episode.edition.number,
        recorded=edition.enclosure.sha256,
        published=file_digest(published) if published else None,
        rebuilt=_rebuild(edition, doers) if is_comparable and not missing else None,
        missing=missing,
        is_comparable=is_comparable,
    )


def find_episode(episode_id: str, doers: Doers) -> Episode:
    """The episode of this id. Raises NotFoundError."""
    episode = doers.library.episode(episode_id)
    if episode is None:
        raise NotFoundError(
            f"Không có tập nào mang mã “{episode_id}”.", f"There is no episode “{episode_id}”."
        )
    return episode


def first_with_file(episode: Episode, doers: Doers) -> Edition:
    """The edition that made the current file: later ones may have kept it (``keeps_sound``)."""
    name = episode.edition.enclosure.name
    editions = doers.library.editions(episode.id)
    return next(edition for edition in editions if edition.enclosure.name == name)


def _recipe_today(edition: Edition, doers: Doers) -> str:
    """The recipe that the edition's own clips would have under today's settings."""
    return digest_recipe(
        edition.revision,
        [passage.segment for passage in edition.passages],
        [passage.clip_key for passage in edition.passages],
        surroundings=doers.studio.surroundings,
    )


def _rebuild(edition: Edition, doers: Doers) -> str:
    with doers.media.scratch() as folder:
        target = folder / "rebuilt.mp3"
        audio = edition.spec.format
        return build_file(target, edition.revision, edition.passages, audio, doers).sha256

"""A published edition is built again from its clips and compared, byte by byte."""

from dataclasses import dataclass

from service.errors import NotFoundError
from service.making.assembly import Assembler, rebuild_file
from service.making.edition import has_manifest
from service.making.mending import is_whole
from service.making.studio import Studio
from service.model import Clip, Edition, Episode, Passage
from service.plan.keys import digest_older_recipe, digest_recipe
from service.plan.notice import notice_of
from service.store.library import Library


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of an edition: digests (hex SHA-256) and what is missing.

    ``published`` is None when the file is gone. ``rebuilt`` is None when clips are
    ``missing`` or ``different`` (made again, and with another sound), which are named by
    the segments they spoke. ``lost_forms`` are the names of other forms of its file that are not
    as they were published. ``is_comparable`` is False when it differs because pauses,
    cover or the names of station and publisher are others than they were.
    """

    episode_id: str
    number: int
    recorded: str
    published: str | None
    rebuilt: str | None
    missing: tuple[str, ...]
    different: tuple[str, ...]
    is_comparable: bool
    has_manifest: bool
    lost_forms: tuple[str, ...] = ()

    @property
    def is_intact(self) -> bool:
        """Whether the published file is the one that was recorded, and its manifest is there."""
        return self.published == self.recorded and self.has_manifest

    @property
    def is_reproduced(self) -> bool:
        """Whether the clips give the same file again."""
        return self.rebuilt == self.recorded


def verify_episode(episode_id: str, library: Library, assembler: Assembler) -> Verdict:
    """What the episode's current edition is found to be. Raises NotFoundError."""
    episode = find_episode(episode_id, library)
    edition = first_with_file(episode, library)
    heard = [each for each in edition.played if each.clip_key]
    clips = {each.segment.id: assembler.cache.find(each.clip_key or "") for each in heard}
    missing = tuple(name for name, clip in clips.items() if clip is None)
    different = tuple(
        each.segment.id
        for each in heard
        if (clip := clips[each.segment.id]) and not _is_what_was_heard(clip, each, edition)
    )
    rebuilt = None if missing or different else _rebuild(edition, assembler)
    recorded = edition.enclosure.sha256
    return Verdict(
        episode_id=episode_id,
        number=episode.edition.number,
        recorded=recorded,
        published=assembler.media.digest(edition.enclosure.name),
        rebuilt=rebuilt,
        missing=missing,
        different=different,
        is_comparable=rebuilt in (None, recorded) or _is_made_so_today(edition, assembler.studio),
        has_manifest=has_manifest(episode.edition, assembler.media),
        lost_forms=tuple(
            each.file.name
            for each in episode.edition.alternates
            if not is_whole(each.file, assembler.media)
        ),
    )


def find_episode(episode_id: str, library: Library) -> Episode:
    """The episode of this id. Raises NotFoundError."""
    episode = library.episode(episode_id)
    if episode is None:
        raise NotFoundError(
            f"Không có tập nào mang mã “{episode_id}”.", f"There is no episode “{episode_id}”."
        )
    return episode


def first_with_file(episode: Episode, library: Library) -> Edition:
    """The edition that made the current file: later ones may have kept it (``keeps_sound``)."""
    name = episode.edition.enclosure.name
    editions = library.editions(episode.id)
    return next(edition for edition in editions if edition.enclosure.name == name)


def _is_what_was_heard(clip: Clip, passage: Passage, edition: Edition) -> bool:
    span = passage.clip_span
    length = clip.frame_count * edition.spec.format.frame_samples
    fills = span is not None and length == span.end - span.begin
    return fills and passage.frames_sha256 in (None, clip.frames_sha256)


def _is_made_so_today(edition: Edition, studio: Studio) -> bool:
    """Whether the edition's own clips would have its sound and tag under today's settings."""
    segments = [passage.segment for passage in edition.passages]
    keys = [passage.clip_key for passage in edition.passages]
    endings = {segment.ending for segment in segments}
    if not edition.tagging:
        around = studio.older_surroundings(endings)
        older = digest_older_recipe(edition.revision, segments, keys, surroundings=around)
        return older == edition.recipe
    around, told = studio.surroundings(endings), edition.notice
    place = notice_of(edition)
    notice = (place.place.value, told.clip_key or "") if place and told else None
    recipe = digest_recipe(segments, keys, surroundings=around, notice=notice)
    return (recipe, studio.tagging) == (edition.recipe, edition.tagging)


def _rebuild(edition: Edition, assembler: Assembler) -> str:
    with assembler.media.scratch() as folder:
        target = folder / "rebuilt.mp3"
        return rebuild_file(target, edition, assembler).sha256

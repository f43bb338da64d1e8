"""A library made anew from what lies in the media folder: manifests, originals, the feed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from service.errors import OutputError
from service.making.originals import read_lexicon, read_original, read_sound, recorded_digests
from service.model import Edition, Override, Recording
from service.model.published_names import episode_of, release_name
from service.model.release import Publication, Publicity
from service.outputs.manifest_reading import is_complete, read_manifest
from service.outputs.release_note import read_publication
from service.plan.keys import kept_keys
from service.releasing.belonging import Testimony
from service.releasing.covers import adopt_covers
from service.store.channel_guids import is_lasting_address
from service.store.library import Library
from service.store.media import Media

_NOBODY = "loa rebuild"
"""Stands for the editor whose name went with the library."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """One episode: its title, how many editions, and what could not be had (Vietnamese)."""

    episode_id: str
    title: str
    editions: int
    lacking: tuple[str, ...] = field(default=())

    @property
    def is_there(self) -> bool:
        """Whether the library has the episode."""
        return self.editions > 0


def rebuild(testimony: Testimony, media: Media, library: Library) -> Iterator[Rebuilt]:
    """Every episode of the media folder, put into the empty ``library`` one by one.

    Ids, guids, dates and addresses are those that were published. Run again it finds
    what is there. Raises StoreError.
    """
    told = testimony.feed
    if told.channel_guid and is_lasting_address(told.address):
        library.freeze_channel_guid(told.channel_guid)
    for entry in read_lexicon(media):
        library.put_lexicon_entry(entry)
    current = {episode_of(name): name for name in testimony.feed.files}
    for episode_id in _in_sequence(testimony.episode_ids, media):
        yield _rebuild_episode(episode_id, current.get(episode_id), media, library)


def _in_sequence(episode_ids: Iterable[str], media: Media) -> list[str]:
    """The episodes as they were first released; first those of which nothing tells when."""

    def place(episode_id: str) -> tuple[datetime, int, str]:
        told = _publication(episode_id, media, [])
        if told is None or told.first_published is None:
            return _LONG_AGO, 0, episode_id
        return told.first_published, told.sequence or 0, episode_id

    return sorted(episode_ids, key=place)


def _rebuild_episode(
    episode_id: str, offered: str | None, media: Media, library: Library
) -> Rebuilt:
    editions, lacking = _read_editions(episode_id, media)
    if not editions:
        return Rebuilt(episode_id, "", 0, (*lacking, "không có bản kê nào đọc được"))
    newest, publication = editions[-1], _publication(episode_id, media, lacking)
    file = (
        publication.releases[-1].file
        if publication and publication.releases
        else newest.enclosure.name
    )
    if offered is not None and file != offered:
        lacking.append(f"feed đang phát {offered}, bản kê mới nhất là {file}")
    originals = [(each, read_original(each, media)) for each in editions]
    if any(original is None for _, original in originals):
        lacking.append("không còn văn bản gốc; dùng chữ đã in")
    library.restore_episode(
        [(each, _printed(each) if raw is None else raw) for each, raw in originals],
        publication,
        kept_keys(newest),
    )
    adopt_covers(episode_id, library, media, newest.created)
    lacking.extend(_restore_corrections(newest, media, library))
    return Rebuilt(episode_id, newest.revision.title, len(editions), tuple(lacking))


def _publication(episode_id: str, media: Media, lacking: list[str]) -> Publication | None:
    """What the public had, as its file tells; None where an older Loa kept none.

    One that cannot be read brings nothing to the public.
    """
    name = release_name(episode_id)
    if not media.exists(name):
        return None
    try:
        return read_publication(media.read(name))
    except OutputError as e:
        lacking.append(f"{name}: {e.vi}")
        return Publication(episode_id, Publicity.UNRELEASED)


def _read_editions(episode_id: str, media: Media) -> tuple[list[Edition], list[str]]:
    """The editions whose manifests are whole, and what is wrong with the others."""
    editions: list[Edition] = []
    lacking: list[str] = []
    for name in media.manifests(episode_id):
        content = media.read(name)
        try:
            edition = read_manifest(content)
        except OutputError as e:
            lacking.append(f"{name}: {e.vi}")
            continue
        if edition.episode_id != episode_id or edition.number != len(editions) + 1:
            lacking.append(f"{name}: không đúng chỗ hoặc thiếu bản trước nó")
        if edition.episode_id == episode_id:
            editions.append(edition)
        if not is_complete(content):
            lacking.append(f"{name}: của bản Loa cũ, thiếu vài chi tiết")
    return editions, lacking


def _printed(edition: Edition) -> bytes:
    return "\n\n".join(block.text for block in edition.revision.blocks).encode()


def _restore_corrections(edition: Edition, media: Media, library: Library) -> list[str]:
    """Overrides and recordings that are heard now; what is lacking of them."""
    known = {each.segment_id for each in library.overrides(edition.episode_id)}
    for passage in edition.passages:
        segment, utterance = passage.segment, passage.utterance
        if utterance.overridden and segment.id not in known:
            library.set_override(
                Override(
                    edition.episode_id,
                    segment.id,
                    segment.text,
                    utterance.spoken,
                    _NOBODY,
                    edition.created,
                )
            )
    lost = [
        each
        for each in recorded_digests(edition)
        if not _restore_sound(each, edition, media, library)
    ]
    return [f"không còn {len(lost)} bản thu của biên tập viên"] if lost else []


def _restore_sound(digest: str, edition: Edition, media: Media, library: Library) -> bool:
    sound = read_sound(digest, media)
    if sound is None:
        return False
    known = {each.segment_id for each in library.recordings(edition.episode_id)}
    for passage in edition.passages:
        spec, segment = passage.spec or edition.spec, passage.segment
        if spec.is_recording and spec.engine_version == digest and segment.id not in known:
            library.set_recording(
                Recording(
                    edition.episode_id,
                    segment.id,
                    segment.text,
                    digest,
                    "bản thu",
                    _NOBODY,
                    edition.created,
                ),
                sound,
            )
    return True

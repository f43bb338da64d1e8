"""The archive of an episode for an inspector, written whole or not at all."""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from service.disk import file_digest, part_beside, remove, replace_whole, store_errors
from service.making.originals import read_original
from service.model import Article, AuditQuery, Edition, HistoryPlace, KeptText, Revision
from service.outputs.evidence import (
    README,
    SUMS,
    Testimony,
    digest_lines,
    digest_of,
    evidence_files,
    readme,
)
from service.store.library import Library
from service.store.media import Media

_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can tell: the archive does not say when it was made."""

_EVENTS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Archive:
    """What was written: its digest, its files by name, and the recordings that are gone."""

    sha256: str
    names: tuple[str, ...]
    lacking: tuple[str, ...]


def write_evidence(article: Article, target: Path, library: Library, media: Media) -> Archive:
    """All that is kept of ``article`` in one ZIP at ``target``; the same bytes each time.

    Nothing is packed, so that no version of a packer changes a byte. Raises StoreError when the
    file cannot be written, EpisodeDamagedError and ArticleDamagedError for what cannot be read.
    """
    told = gather_testimony(article, library, media)
    recordings = tuple(dict.fromkeys(_files(told.editions)))
    sizes = media.sizes(recordings)
    kept = tuple(name for name in recordings if name in sizes)
    lacking = tuple(name for name in recordings if name not in sizes)
    with store_errors(target):
        beside = part_beside(target)
        try:
            names = _write(beside, told, kept, lacking, media)
            replace_whole(beside, target)
        finally:
            remove(beside)
        return Archive(file_digest(target), names, lacking)


def gather_testimony(article: Article, library: Library, media: Media) -> Testimony:
    """What the library and the media folder hold of ``article``."""
    editions = library.editions(article.id)
    revisions = _revisions(article, library)
    return Testimony(
        article=article,
        revisions=revisions,
        sources=_sources(article, editions, library, media),
        editions=editions,
        publication=library.publication(article.id),
        corrections=library.corrections_of(article.id),
        acts=tuple(library.every_act(AuditQuery(subject=article.id))),
    )


def _revisions(article: Article, library: Library) -> tuple[Revision, ...]:
    """Every text of the article that was kept, the oldest first."""
    place: HistoryPlace | None = HistoryPlace()
    found: list[str] = []
    while place is not None:
        page = library.history(article.id, place, _EVENTS_AT_ONCE)
        found += [each.revision_id for each in page.events if isinstance(each, KeptText)]
        place = page.older
    return tuple(library.kept_revision(article.id, each) for each in reversed(found))


def _files(editions: Iterable[Edition]) -> Iterator[str]:
    """The names of the recordings, each with its other forms: all that went to listeners."""
    for each in editions:
        yield each.enclosure.name
        yield from (other.file.name for other in each.alternates)


def _sources(
    article: Article, editions: Iterable[Edition], library: Library, media: Media
) -> dict[str, bytes]:
    """The bytes of each revision that was recorded, and of the newest, where they are kept."""
    found = {}
    for edition in editions:
        content = read_original(edition, media)
        if content is not None:
            found[edition.revision.id] = content
    found.setdefault(article.revision.id, library.original(article.id))
    return dict(sorted(found.items()))


def _write(
    path: Path, told: Testimony, kept: tuple[str, ...], lacking: tuple[str, ...], media: Media
) -> tuple[str, ...]:
    digests: dict[str, str] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        opening = readme(told, map(_sound_name, kept), map(_sound_name, lacking))
        for name, content in (README, opening), *evidence_files(told):
            digests[name] = digest_of(content)
            archive.writestr(_entry(name), content)
        for recording in kept:
            name = _sound_name(recording)
            digests[name] = _copy(archive, name, media.parts(recording))
        archive.writestr(_entry(SUMS), digest_lines(digests))
    return (*digests, SUMS)


def _copy(archive: zipfile.ZipFile, name: str, parts: Iterator[bytes]) -> str:
    """A recording goes in a piece at a time; its digest."""
    digest = hashlib.sha256()
    with archive.open(_entry(name), "w", force_zip64=True) as file:
        for part in parts:
            digest.update(part)
            file.write(part)
    return digest.hexdigest()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _OLDEST)
    entry.create_system = 3  # Unix, wherever it is written
    entry.external_attr = 0o644 << 16
    return entry


def _sound_name(recording: str) -> str:
    return f"am-thanh/{recording.partition('/')[2]}"

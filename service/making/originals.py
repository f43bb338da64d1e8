"""What a manifest does not say, kept in the media folder and served to nobody.

An article's bytes as they came, editors' own sounds, and the lexicon: with the manifests,
a lost library is made anew from them. No address leads to the folder ``originals``; a web
server that delivers from the media folder by itself must refuse it.
"""

from service.codec import from_json, to_json
from service.model import Edition, LexiconEntry
from service.store.library import Library
from service.store.media import Media

FOLDER = "originals"
LEXICON = f"{FOLDER}/lexicon.json"


def keep_originals(edition: Edition, library: Library, media: Media) -> None:
    """All that ``edition`` was made from lies in the media folder. Raises StoreError."""
    _keep_article(edition, library, media)
    for digest in recorded_digests(edition):
        if not media.exists(sound_name(digest)):
            media.write(sound_name(digest), library.recorded_sound(digest), private=True)
    entries = library.lexicon_entries()
    content = to_json(entries).encode()
    if entries and (not media.exists(LEXICON) or media.read(LEXICON) != content):
        media.write(LEXICON, content, private=True)


def _keep_article(edition: Edition, library: Library, media: Media) -> None:
    name = original_name(edition)
    if media.exists(name):
        return
    original = library.original(edition.episode_id)
    # A correction that came meanwhile has bytes of its own: they are not this edition's.
    article = library.article(edition.episode_id)
    if article is not None and article.revision.id == edition.revision.id:
        media.write(name, original, private=True)


def read_original(edition: Edition, media: Media) -> bytes | None:
    """The bytes that the edition's revision came from, or None where they are not kept."""
    name = original_name(edition)
    return media.read(name) if media.exists(name) else None


def read_sound(digest: str, media: Media) -> bytes | None:
    """An editor's own sound, or None where it is not kept."""
    name = sound_name(digest)
    return media.read(name) if media.exists(name) else None


def read_lexicon(media: Media) -> tuple[LexiconEntry, ...]:
    """The lexicon as it was at the last publication; empty where none is kept, or readable."""
    if not media.exists(LEXICON):
        return ()
    try:
        return from_json(tuple[LexiconEntry, ...], media.read(LEXICON))
    except ValueError:
        return ()


def recorded_digests(edition: Edition) -> tuple[str, ...]:
    """The digests of the editors' own sounds that are heard in ``edition``."""
    specs = (each.spec or edition.spec for each in edition.passages if each.span)
    return tuple(dict.fromkeys(spec.engine_version for spec in specs if spec.is_recording))


def original_name(edition: Edition) -> str:
    """The name of the bytes that the edition's revision came from."""
    return f"{FOLDER}/{edition.episode_id}-{edition.revision.id}"


def sound_name(digest: str) -> str:
    """The name of an editor's own sound."""
    return f"{FOLDER}/{digest}"

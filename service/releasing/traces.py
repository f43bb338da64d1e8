"""What the media folder holds of an article that was deleted for good, and how it goes."""

from service.errors import OutputError
from service.making.originals import original_name, recorded_digests, sound_name
from service.making.signatures import signature_name
from service.model import Edition
from service.outputs.manifest_reading import read_manifest
from service.store.library import Library
from service.store.media import Media


def remove_traces(article_id: str, library: Library, media: Media) -> None:
    """The media folder holds nothing of a deleted article any more. Raises StoreError.

    What its manifests name goes first and its folder last, so that stopped anywhere it can be
    told again. A sound or picture that another article has stays.
    """
    editions = list(_told_editions(article_id, media))
    digests = {digest for each in editions for digest in recorded_digests(each)}
    for digest in digests - library.sounds_kept(digests):
        media.remove(sound_name(digest))
    pictures = {file.name for each in editions for taken in each.pictures for file in taken.stored}
    for name in library.unshown_pictures(pictures):
        media.remove(name)
    for edition in editions:
        media.remove(original_name(edition))
        media.remove(signature_name(edition.enclosure.name))
    media.remove_folder(article_id)


def _told_editions(article_id: str, media: Media) -> list[Edition]:
    found = []
    for name in media.manifests(article_id):
        try:
            found.append(read_manifest(media.read(name)))
        except OutputError:
            continue  # damaged: what it named is swept by the upkeep, or was never there
    return found

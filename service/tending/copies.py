"""Editions as their manifests keep them, for where the library cannot tell."""

from service.errors import OutputError, StoreError
from service.model import Edition
from service.model.published_names import manifest_name
from service.outputs.manifest_reading import read_manifest
from service.store.media import Media


def edition_copy(media: Media, episode_id: str, number: int) -> Edition | None:
    """The edition as its manifest in ``media`` tells, or None where there is no whole one."""
    name = manifest_name(episode_id, number)
    if not media.exists(name):
        return None
    try:
        edition = read_manifest(media.read(name))
    except (OutputError, StoreError):
        return None
    return edition if (edition.episode_id, edition.number) == (episode_id, number) else None

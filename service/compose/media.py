"""Where an installation keeps what it has published: in its folder, or in a bucket."""

from pathlib import Path

from service.compose.buckets import MEDIA_URL, open_bucket
from service.settings import Settings
from service.store.media import Media, MediaFolder
from service.store.media.scratch import SCRATCH, Scratch
from service.store.places import MEDIA


def open_media(settings: Settings, data: Path) -> Media:
    """The published files of the installation in folder ``data``. Raises SettingsError.

    What lies in a bucket is built, and sent to listeners, from a folder beside the clips.
    """
    bucket = open_bucket(settings, MEDIA_URL)
    if bucket is None:
        return MediaFolder(data / MEDIA)
    from service.store.media.s3 import MediaBucket
    from service.store.media.shelf import Shelf

    beside = settings.cache.resolve() / MEDIA
    shelf = Shelf(beside, settings.media_shelf_mb * 2**20)
    return MediaBucket(bucket, shelf, Scratch(beside / SCRATCH))

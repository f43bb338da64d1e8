"""Where an installation keeps what it has published: in its folder, or in a bucket."""

import os
from pathlib import Path

from service.errors import SettingsError
from service.settings import Settings
from service.store.media import Media, MediaFolder
from service.store.media.scratch import SCRATCH, Scratch
from service.store.places import MEDIA


def open_media(settings: Settings, data: Path) -> Media:
    """The published files of the installation in folder ``data``. Raises SettingsError.

    What lies in a bucket is built, and sent to listeners, from a folder beside the clips.
    """
    if not settings.media_url:
        return MediaFolder(data / MEDIA)
    try:  # 16 MB of them, which nobody without a bucket loads or installs
        from service.bucket.address import parse_bucket
        from service.bucket.bucket import Bucket
        from service.store.media.s3 import MediaBucket
        from service.store.media.shelf import Shelf
    except ImportError as e:
        raise SettingsError(
            "LOA_MEDIA_URL: cần gói obstore (pip install 'loa[s3]').",
            "LOA_MEDIA_URL needs the package obstore (pip install 'loa[s3]').",
        ) from e
    address = parse_bucket(settings.media_url, "LOA_MEDIA_URL", os.environ)
    beside = settings.cache.resolve() / MEDIA
    shelf = Shelf(beside, settings.media_shelf_mb * 2**20)
    return MediaBucket(Bucket(address), shelf, Scratch(beside / SCRATCH))

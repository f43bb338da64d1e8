"""Where an installation keeps its clips: in a folder, and behind it perhaps in a bucket."""

from service.audio.cache import ClipCache
from service.audio.far_clips import FarClips
from service.compose.buckets import CACHE_URL, open_bucket
from service.settings import Settings


def open_clips(settings: Settings) -> ClipCache:
    """The clips of the installation. Raises SettingsError."""
    bucket = open_bucket(settings, CACHE_URL)
    return ClipCache(settings.cache, far=FarClips(bucket) if bucket is not None else None)

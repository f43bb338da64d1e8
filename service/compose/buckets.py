"""Buckets that settings name; what they need is loaded where there are any."""

import os
from itertools import combinations
from typing import TYPE_CHECKING

from service.bucket.address import BucketAddress, parse_bucket
from service.errors import SettingsError
from service.settings import Settings
from service.settings.bounds import PREFIX, complaint

if TYPE_CHECKING:
    from service.bucket.bucket import Bucket

MEDIA_URL, CACHE_URL = "media_url", "cache_url"


def find_buckets(settings: Settings) -> dict[str, BucketAddress]:
    """The buckets of the installation by their settings. Raises SettingsError.

    None lies in another: what is cleared away in one would be missed in the other.
    """
    found = {
        name: parse_bucket(told, PREFIX + name.upper(), os.environ)
        for name in (MEDIA_URL, CACHE_URL)
        if (told := getattr(settings, name))
    }
    for (name, one), (_, other) in combinations(reversed(found.items()), 2):
        if one.overlaps(other):
            raise complaint(
                name,
                f"trùng hoặc lồng với {other.location}; hãy đặt một thư mục riêng",
                f"it is {other.location}, or one lies in the other; give it a folder of its own",
            )
    return found


def open_bucket(settings: Settings, name: str) -> "Bucket | None":
    """The bucket of the setting ``name``; None where it is not set. Raises SettingsError."""
    address = find_buckets(settings).get(name)
    if address is None:
        return None
    try:  # 16 MB of them
        from service.bucket.bucket import Bucket
    except ImportError as e:
        variable = PREFIX + name.upper()
        raise SettingsError(
            f"{variable}: cần gói obstore (pip install 'loa[s3]').",
            f"{variable} needs the package obstore (pip install 'loa[s3]').",
        ) from e
    return Bucket(address)

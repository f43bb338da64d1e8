"""Buckets that settings name; what they need is loaded where there are any."""

import os
from typing import TYPE_CHECKING

from service.errors import SettingsError
from service.settings import Settings
from service.settings.bounds import PREFIX

if TYPE_CHECKING:
    from service.bucket.bucket import Bucket


def open_bucket(settings: Settings, name: str) -> "Bucket | None":
    """The bucket of the setting ``name``; None where it is not set. Raises SettingsError."""
    told, variable = getattr(settings, name), PREFIX + name.upper()
    if not told:
        return None
    try:  # 16 MB of them
        from service.bucket.address import parse_bucket
        from service.bucket.bucket import Bucket
    except ImportError as e:
        raise SettingsError(
            f"{variable}: cần gói obstore (pip install 'loa[s3]').",
            f"{variable} needs the package obstore (pip install 'loa[s3]').",
        ) from e
    return Bucket(parse_bucket(told, variable, os.environ))

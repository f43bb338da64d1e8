"""The store of published files: each is whole or not there, and its name means the same bytes."""

from service.store.media.base import DAMAGED, Facts, Media
from service.store.media.folder import MediaFolder

__all__ = ["DAMAGED", "Facts", "Media", "MediaFolder"]

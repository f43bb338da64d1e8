"""What became of the pictures of an article."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from service.model.article import Revision
from service.model.content import Content, Picture, StoredPicture, change_pictures, pictures_of
from service.model.units import require

PICTURE_TYPES: Mapping[str, str] = MappingProxyType(
    {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
)
"""The media types of the pictures that Loa serves, by how their names end."""


@dataclass(frozen=True, slots=True)
class TakenPicture:
    """What the article calls ``source``, and Loa's own copies of it, the narrowest first.

    None where it could not be had, and then ``missing`` says why (Vietnamese).
    """

    source: str
    stored: tuple[StoredPicture, ...] = ()
    missing: str = ""

    def __post_init__(self) -> None:
        require(bool(self.stored) != bool(self.missing), "a picture is there, or is told why not")


def picture_sources(revision: Revision) -> tuple[str, ...]:
    """Where the pictures of ``revision`` lie, each once, in reading order."""
    sources = (each.source for each in pictures_of(revision.content.nodes))
    return tuple(dict.fromkeys(filter(None, sources)))


def with_pictures(content: Content, taken: Iterable[TakenPicture]) -> Content:
    """``content`` whose pictures tell what became of them."""
    known = {each.source: each for each in taken}

    def told(picture: Picture) -> Picture:
        found = known.get(picture.source)
        if found is None:
            return picture
        return replace(picture, stored=found.stored, missing=found.missing)

    return Content(change_pictures(content.nodes, told), is_flat=content.is_flat)

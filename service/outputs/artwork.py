"""The podcast's picture, by the rules of Apple Podcasts' artwork."""

import hashlib
import struct
from dataclasses import dataclass

from service.containers import Container, container_of
from service.errors import OutputError
from service.outputs.addresses import COVER

LEAST, MOST = 1400, 3000
"""Pixels a side; a square."""

_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xDA)}
_FRAME_HEADERS = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Artwork:
    """A square PNG or JPEG picture of 1400 to 3000 pixels."""

    content: bytes
    suffix: str

    @property
    def name(self) -> str:
        """The name it is published under: another picture has another name."""
        digest = hashlib.sha256(self.content).hexdigest()
        return COVER.path(digest=digest[:12], suffix=self.suffix).removeprefix("/")


def read_artwork(content: bytes) -> Artwork:
    """The artwork that ``content`` is.

    Raises OutputError for another kind of file, and for a picture that is not
    square or not of the size podcast directories ask for.
    """
    kind = container_of(content)
    if kind is Container.PNG:
        suffix, size = "png", _png_size(content)
    elif kind is Container.JPEG:
        suffix, size = "jpg", _jpeg_size(content)
    else:
        raise OutputError("Ảnh bìa phải là PNG hoặc JPEG.", "The cover must be a PNG or a JPEG.")
    if size is None:
        raise OutputError("Ảnh bìa bị hỏng.", "The cover is damaged.")
    width, height = size
    if width != height or not LEAST <= width <= MOST:
        raise OutputError(
            f"Ảnh bìa {width} × {height} phải vuông, mỗi cạnh từ {LEAST} đến {MOST} điểm.",
            f"The cover, {width} × {height}, must be square, {LEAST} to {MOST} pixels a side.",
        )
    return Artwork(content, suffix)


def _png_size(content: bytes) -> tuple[int, int] | None:
    """Width and height from the header, which comes first (PNG, section 11.2.2)."""
    if len(content) < 24 or content[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height from the frame header (ITU-T T.81, B.2.2), passing other segments."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _FRAME_HEADERS:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        length = (
            0 if marker in _WITHOUT_LENGTH else struct.unpack(">H", content[at + 2 : at + 4])[0]
        )
        at += 2 + length
    return None

"""Pictures drawn for tests, as cameras, screens and attackers make them."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw


def photo(width: int = 1600, height: int = 1000) -> Image.Image:
    """A picture whose left half is red and whose right half is blue, with soft edges between."""
    small = Image.new("RGB", (4, 4), (200, 30, 30))
    small.paste((30, 30, 200), (2, 0, 4, 4))
    return small.resize((width, height), Image.Resampling.BICUBIC)


def chart(width: int = 1600, height: int = 1000, mode: str = "RGB") -> Image.Image:
    """Bars on a plain ground, as a spreadsheet draws them; in RGBA the ground shines through."""
    ground = (255, 255, 255, 0) if mode == "RGBA" else (255, 255, 255)
    drawn = Image.new(mode, (width, height), ground)
    pen = ImageDraw.Draw(drawn)
    for bar in range(8):
        left = width * bar // 8
        pen.rectangle((left, height * bar // 9, left + width // 12, height), fill=(20, 90, 160))
    return drawn


def encoded(image: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def decoded(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG whose head promises so many pixels, and which has none."""

    def part(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", b"") + part(b"IEND", b"")

"""A picture in the widths and formats in which it is served."""

import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PIL import Image

from service.model.published_names import picture_name
from service.sources.pictures.reading import fitted_size, read_pixels, told_of_decoding

WIDTHS = (640, 1280)
"""Pixels: a phone's column, and a page's on a screen of double density."""

_QUALITY = 82
_PNG_IS_WORTH = 1.5
"""Lettering is sharper as PNG: it may be that much larger than the JPEG, not as photos are."""
_DRAWN = 150_000
"""Bytes up to which a picture that shines through is a drawing; of a photo PNG makes megabytes."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture in one width, ready to be served. Equal pixels have equal bytes and one name."""

    suffix: str
    width: int
    height: int
    content: bytes

    @property
    def name(self) -> str:
        """Its name below the media root."""
        return picture_name(hashlib.sha256(self.content).hexdigest(), self.suffix)


def render_picture(content: bytes) -> tuple[Rendition, ...]:
    """The picture in each of WIDTHS that it reaches, the narrowest first; at least in its own.

    Upright, in sRGB, with no metadata: neither place nor name leaves the camera. It is
    JPEG, PNG where that is sharper, WebP where something shines through. Raises PictureError.
    """
    pixels, lossless = read_pixels(content, WIDTHS[-1])
    with told_of_decoding():
        # A copy of the pixels alone: encoders write what they find in a picture's information.
        bare = Image.new(pixels.mode, pixels.size)
        bare.paste(pixels)
        sizes = sorted({fitted_size(bare.size, width) for width in WIDTHS})
        narrow, *wider = (_resized(bare, size) for size in sizes)
        suffix, encoded = _best(narrow, lossless)
        encode = _ENCODERS[suffix]
        return (
            Rendition(suffix, *narrow.size, encoded),
            *(Rendition(suffix, *each.size, encode(each)) for each in wider),
        )


def _resized(pixels: Image.Image, size: tuple[int, int]) -> Image.Image:
    return pixels if pixels.size == size else pixels.resize(size, Image.Resampling.LANCZOS)


def _best(pixels: Image.Image, lossless: bool) -> tuple[str, bytes]:
    """The format that suits the picture, and it in that: tried on its narrowest form alone."""
    if pixels.mode == "RGBA":
        drawing = _as_png(pixels)
        return ("png", drawing) if len(drawing) <= _DRAWN else ("webp", _as_webp(pixels))
    photo = _as_jpeg(pixels)
    if lossless:
        drawing = _as_png(pixels)
        if len(drawing) <= _PNG_IS_WORTH * len(photo):
            return "png", drawing
    return "jpg", photo


def _as_jpeg(pixels: Image.Image) -> bytes:
    return _written(
        lambda file: pixels.save(file, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    )


def _as_png(pixels: Image.Image) -> bytes:
    return _written(lambda file: pixels.save(file, "PNG"))


def _as_webp(pixels: Image.Image) -> bytes:
    return _written(lambda file: pixels.save(file, "WEBP", quality=_QUALITY, method=4))


def _written(save: Callable[[io.BytesIO], None]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


_ENCODERS: Mapping[str, Callable[[Image.Image], bytes]] = {
    "jpg": _as_jpeg,
    "png": _as_png,
    "webp": _as_webp,
}

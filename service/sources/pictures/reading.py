"""The bytes of a picture become pixels: the right way up, in sRGB, never more than are let."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, UnidentifiedImageError

from service.errors import PictureError
from service.pixels import in_plain_mode, in_srgb

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
"""What is looked for in the bytes, whatever a name or a site says of them. No SVG: a program."""

MOST_PIXELS = 12_500_000
"""4000 × 3000, more than screens show; up to 200 MB while they are read."""
MOST_PIXELS_OF_A_PHOTO = 50_000_000
"""What cameras make, as JPEG, which is read at half or a quarter of its size."""
MOST_SIDE = 16_000
"""What every format that it may become can hold (WebP: 16,383)."""
LEAST_SIDE = 8
"""Below are the dots that count readers, and lines for decoration."""

_LOSSLESS = frozenset({"PNG", "GIF"})
_PHOTOS = frozenset({"JPEG", "MPO"})  # several in one file: of phones with two lenses
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned upright by its EXIF orientation (Exif 2.32, tag 274)."""
_LYING = frozenset({5, 6, 7, 8})

# The limit below is lower and refuses by a message; Pillow's own would warn first.
Image.MAX_IMAGE_PIXELS = None


@contextmanager
def told_of_decoding() -> Iterator[None]:
    """Raises PictureError for whatever a decoder makes of bytes that are not what they say."""
    try:
        yield
    except (MemoryError, PictureError):
        raise
    except UnidentifiedImageError as e:
        raise PictureError(
            "Đây không phải ảnh JPEG, PNG, WebP, GIF hay AVIF.",
            "This is no JPEG, PNG, WebP, GIF or AVIF picture.",
        ) from e
    except Exception as e:
        raise PictureError("Tệp ảnh bị hỏng.", f"The picture is damaged: {e}.") from e


def read_pixels(content: bytes, most_width: int) -> tuple[Image.Image, bool]:
    """The picture, at most ``most_width`` wide and never enlarged, and if it came lossless.

    Its mode is L, RGB or RGBA, the last one only where something shines through. Of an
    animation it is the first picture. Raises PictureError.
    """
    with _opened(content) as image:
        turn = _orientation(image)
        _require_showable(image)
        lossless = image.format in _LOSSLESS
        with told_of_decoding():
            size = _fitted(image.size, most_width, lying=turn in _LYING)
            # A JPEG is read at half or a quarter where that is enough.
            image.draft(None, (2 * size[0], 2 * size[1]))
            icc = image.info.get("icc_profile")
            image.load()
            _require_showable(image)
            pixels = in_plain_mode(image)
            if pixels.size != size:
                pixels = pixels.resize(size, Image.Resampling.LANCZOS)
            pixels = in_srgb(pixels, icc)
            return (pixels.transpose(_TURNS[turn]) if turn in _TURNS else pixels), lossless


def fitted_size(size: tuple[int, int], most_width: int) -> tuple[int, int]:
    """``size`` brought down to ``most_width``; a smaller one stays."""
    width, height = size
    if width <= most_width:
        return size
    return most_width, max(1, round(height * most_width / width))


def _fitted(size: tuple[int, int], most_width: int, *, lying: bool) -> tuple[int, int]:
    if not lying:
        return fitted_size(size, most_width)
    height, width = fitted_size((size[1], size[0]), most_width)
    return width, height


def _opened(content: bytes) -> Image.Image:
    """The picture, of which only the head was read."""
    with told_of_decoding():
        return Image.open(io.BytesIO(content), formats=FORMATS)


def _require_showable(image: Image.Image) -> None:
    width, height = image.size
    most = MOST_PIXELS_OF_A_PHOTO if image.format in _PHOTOS else MOST_PIXELS
    if width * height > most or max(width, height) > MOST_SIDE:
        raise PictureError(
            f"Ảnh quá lớn: {width} × {height} điểm ảnh, nhiều nhất {most // 1_000_000} triệu "
            f"và mỗi cạnh {MOST_SIDE}.",
            f"The picture is too large: {width} × {height} pixels; {most // 1_000_000} million "
            f"are let, and {MOST_SIDE} a side.",
        )
    if min(width, height) < LEAST_SIDE:
        raise PictureError(
            f"Ảnh quá nhỏ để xem: {width} × {height} điểm ảnh.",
            f"The picture is too small to be seen: {width} × {height} pixels.",
        )


def _orientation(image: Image.Image) -> int:
    """How the camera lay, 1 for upright; also where the EXIF is damaged."""
    try:
        told = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - the picture is whole, whatever its camera wrote
        return 1
    return told if isinstance(told, int) else 1

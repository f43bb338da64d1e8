"""Pixels become a JPEG that every podcast directory and player takes."""

import io

from PIL import Image, ImageFilter

MOST_BYTES = 512_000
"""What Apple and Spotify let an episode's cover have; many players give up on more."""

_QUALITIES = (88, 78, 66, 52)
_COARSE = 3
"""Pixels: noise that no quality makes small is smoothed by so much."""


def encode_cover(pixels: Image.Image, *, flat: bool) -> bytes:
    """A baseline RGB JPEG below MOST_BYTES, the best that is; the same pixels, the same bytes.

    Colours are kept at full size where all is ``flat``: letters on a coloured ground bleed else.
    """
    sampling = "4:4:4" if flat else "4:2:0"
    for quality in _QUALITIES:
        written = _written(pixels, quality, sampling)
        if len(written) <= MOST_BYTES:
            return written
    return _written(pixels.filter(ImageFilter.GaussianBlur(_COARSE)), _QUALITIES[-1], "4:2:0")


def _written(pixels: Image.Image, quality: int, sampling: str) -> bytes:
    file = io.BytesIO()
    pixels.save(file, "JPEG", quality=quality, subsampling=sampling, optimize=True)
    return file.getvalue()

"""The picture of an article as a band across a cover."""

import io
from contextlib import suppress

from PIL import Image, ImageOps

LEAST_WIDTH = 480
"""Pixels: what is narrower is a blur at a cover's width."""

_FACES = 0.38
"""Where a crop looks, from the top: people stand there more often than in the middle."""


def band(content: bytes, width: int, height: int) -> Image.Image | None:
    """The picture ``content``, cut to ``width`` × ``height`` pixels; None where it does not suit.

    That is one which cannot be read, is narrow, or of which the cut would show less than a
    third: a column or a strip.
    """
    # Renditions of Loa's own, decoded before; one that was damaged since has no place here.
    with suppress(Exception), Image.open(io.BytesIO(content)) as image:
        if image.width < LEAST_WIDTH or not _shows_enough(image.size, width / height):
            return None
        image.draft("RGB", (width, height))
        return ImageOps.fit(
            _opaque(image), (width, height), Image.Resampling.BICUBIC, centering=(0.5, _FACES)
        )
    return None


def _shows_enough(size: tuple[int, int], ratio: float) -> bool:
    own = size[0] / size[1]
    return min(own, ratio) / max(own, ratio) > 1 / 3


def _opaque(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    # Drawings that shine through are made for white paper.
    shining = image.convert("RGBA")
    paper = Image.new("RGB", shining.size, (255, 255, 255))
    paper.paste(shining, mask=shining.getchannel("A"))
    return paper

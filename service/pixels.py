"""Pixels of a picture as every screen shows them: in a mode of eight bits, in sRGB."""

import io
from contextlib import suppress

from PIL import Image, ImageCms


def in_plain_mode(image: Image.Image) -> Image.Image:
    """``image`` in mode L, RGB, RGBA or CMYK: RGBA only where something shines through."""
    if image.mode.startswith("I"):  # 16 bits of grey, of which Pillow would make white
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        shining = image.convert("RGBA")
        least, _ = shining.getchannel("A").getextrema()
        return shining if least != 255 else shining.convert("RGB")
    if image.mode in ("1", "L"):
        return image.convert("L")
    return image if image.mode == "CMYK" else image.convert("RGB")


def in_srgb(image: Image.Image, icc: bytes | None) -> Image.Image:
    """``image`` in the colours that a picture without a profile is shown in.

    ``icc`` is the profile that it came with; one that cannot be read is passed over.
    """
    if icc and image.mode in ("RGB", "CMYK", "RGBA"):
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return _converted(image, icc)
    return image.convert("RGB") if image.mode == "CMYK" else image


def _converted(image: Image.Image, icc: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    target = ImageCms.createProfile("sRGB")
    flat = image.convert("RGB") if image.mode == "RGBA" else image
    plain = ImageCms.profileToProfile(flat, source, target, outputMode="RGB")
    if plain is None:
        return image
    if image.mode == "RGBA":
        plain.putalpha(image.getchannel("A"))
    return plain

"""What a cover shows, measured on its pixels: Pillow's versions draw a little differently."""

import io
from pathlib import Path

from PIL import Image, ImageChops

from service.covers import Typefaces

FONTS = Path(__file__).parents[2] / "static" / "fonts"
FACES = Typefaces(
    (FONTS / "BeVietnamPro-Bold.ttf").read_bytes(), (FONTS / "BeVietnamPro-Medium.ttf").read_bytes()
)

Box = tuple[int, int, int, int]


def opened(cover: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(cover))
    image.load()
    return image


def lettered(image: Image.Image) -> Box | None:
    """The box of what is almost white or cream: letters and loudspeaker."""
    red, green, blue = image.split()
    bright = [
        each.point(lambda level, least=least: 255 if level >= least else 0)
        for each, least in ((red, 225), (green, 210), (blue, 175))
    ]
    return ImageChops.multiply(ImageChops.multiply(bright[0], bright[1]), bright[2]).getbbox()


def ink(image: Image.Image, box: Box) -> float:
    """The share of ``box`` that is almost white: more letters, more of it."""
    part = image.crop(box).convert("L").point(lambda level: 255 if level > 235 else 0)
    return part.histogram()[255] / (part.width * part.height)

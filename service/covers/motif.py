"""The loudspeaker and its waves, which give the house its name, as shapes for covers."""

from PIL import Image, ImageDraw

_FINE = 3
"""Shapes are drawn so many times larger and brought down: Pillow draws hard edges."""


def horn(side: int) -> Image.Image:
    """A mask of the loudspeaker of ``static/loa.svg``, ``side`` pixels a side."""
    drawn = Image.new("L", (side * _FINE, side * _FINE))
    unit = side * _FINE / 26
    pen = ImageDraw.Draw(drawn)
    body = ((3, 10), (7, 10), (16, 4), (16, 22), (7, 16), (3, 16))
    pen.polygon([(x * unit, y * unit) for x, y in body], fill=255)
    for radius in (5.0, 9.0):
        box = ((16 - radius) * unit, (13 - radius) * unit, (16 + radius) * unit)
        ends = (*box, (13 + radius) * unit)
        pen.arc(ends, -46, 46, fill=255, width=round(2.1 * unit))
    return drawn.resize((side, side), Image.Resampling.BOX)


def waves(side: int, centre: tuple[float, float]) -> Image.Image:
    """A mask of rings around ``centre`` (in shares of ``side``), fainter the further they are."""
    # Soft by nature: drawn at half its size and brought up.
    half = side // 2
    drawn = Image.new("L", (half, half))
    pen = ImageDraw.Draw(drawn)
    x, y = centre[0] * half, centre[1] * half
    for ring in range(7, 0, -1):
        radius = half * (0.09 + 0.13 * ring)
        box = (x - radius, y - radius, x + radius, y + radius)
        pen.ellipse(box, fill=0)
        pen.ellipse(box, outline=max(0, 150 - 18 * ring), width=round(half * 0.055))
    return drawn.resize((side, side), Image.Resampling.BICUBIC)

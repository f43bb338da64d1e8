"""Covers of episodes and channels: headline, section, newspaper, and the article's picture."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from service.covers.colours import CREAM, WHITE, Colour, ground_of, mixed
from service.covers.encoding import encode_cover
from service.covers.lettering import Lines, Typefaces, drawable, load, set_lines
from service.covers.motif import horn, waves
from service.covers.photo import band

DRAWING = "covers/1"
"""The form of what is drawn: another one, and the same words have another picture."""

SIDE = 1400
"""Pixels of an episode's cover: the least that directories take, since each is a file more."""
CHANNEL_SIDE = 2000
"""Pixels of a channel's cover: sharp on every screen, and half of what 3000 would take to send."""

_MARGIN = 0.07
"""Of the side: nothing is written nearer to an edge, where players round corners."""
_SMALL = 0.034
"""Of the side, the size of section and newspaper."""
_LEAST_HEADLINE = 0.04
"""Of the side, the smallest size of a headline: 6 pixels where a list shows 150."""


@dataclass(frozen=True, slots=True)
class CoverStyle:
    """How a newspaper's covers are drawn: in which typefaces, and under which name."""

    faces: Typefaces
    station: str


@dataclass(frozen=True, slots=True)
class EpisodeCover:
    """What an episode's cover tells: ``picture`` is the bytes of the article's first, if any."""

    headline: str
    section: str | None
    station: str
    picture: bytes | None = None


def draw_episode(cover: EpisodeCover, faces: Typefaces) -> bytes:
    """A square JPEG of SIDE pixels: the same words and picture have the same bytes."""
    ground = ground_of(cover.section)
    sheet = _Sheet(SIDE, ground, faces)
    headline = cover.headline if drawable(cover.headline, faces.bold) else ""
    headline, section = (headline, cover.section) if headline else (cover.section or "", None)
    lines = sheet.headline(headline, 0.36, 0.094)
    photo = band(cover.picture, SIDE, sheet.above(lines, section)) if cover.picture else None
    if photo is None:
        sheet.waves((1.0, 0.0))
        lines = sheet.headline(headline, 0.6, 0.115)
    else:
        sheet.photo(photo)
    sheet.write_up(lines, section, cover.station)
    return encode_cover(sheet.pixels, flat=photo is None)


def draw_channel(
    title: str, faces: Typefaces, *, station: str | None = None, is_main: bool = False
) -> bytes:
    """A square JPEG of CHANNEL_SIDE pixels for the channel ``title`` of the newspaper ``station``.

    Channels have grounds of their own, and the main one the house's. What the typeface cannot
    draw of a title leaves the loudspeaker alone.
    """
    sheet = _Sheet(CHANNEL_SIDE, ground_of(None if is_main else title), faces)
    sheet.waves((0.25, 0.25))
    sheet.horn(0.1, 0.1, 0.3)
    sheet.write_up(sheet.headline(title, 0.4, 0.15), None, station or "")
    return encode_cover(sheet.pixels, flat=True)


class _Sheet:
    """A cover while it is drawn, from the bottom upwards. Places and sizes that come in are shares
    of its side, and pixels inside."""

    def __init__(self, side: int, ground: Colour, faces: Typefaces) -> None:
        self.pixels = Image.new("RGB", (side, side), ground)
        self._ground = ground
        self._faces = faces
        self._side = side
        self._margin = round(side * _MARGIN)
        self._small = round(side * _SMALL)
        self._mark = round(self._small * 1.5)
        self._pen = ImageDraw.Draw(self.pixels)

    def headline(self, text: str, height: float, largest: float) -> Lines:
        """What can be drawn of ``text``, in lines of at most that size and together that high."""
        return set_lines(
            drawable(text, self._faces.bold),
            self._faces.bold,
            width=self._side - 2 * self._margin,
            height=round(self._side * height),
            largest=round(self._side * largest),
            smallest=round(self._side * _LEAST_HEADLINE),
        )

    def above(self, lines: Lines, section: str | None) -> int:
        """Pixels that are left above what is written."""
        over = self._over(lines) + self._small if section else 0
        return self._begin(lines) - over - round(self._small * 0.6)

    def waves(self, centre: tuple[float, float]) -> None:
        """Rings around ``centre``, a little lighter than the ground."""
        self.pixels.paste(mixed(self._ground, WHITE, 0.16), (0, 0), waves(self._side, centre))

    def horn(self, left: float, top: float, side: float) -> None:
        """The loudspeaker."""
        mask = horn(round(self._side * side))
        self.pixels.paste(CREAM, (round(self._side * left), round(self._side * top)), mask)

    def photo(self, photo: Image.Image) -> None:
        """``photo`` across the top, running into the ground at its lower edge."""
        self.pixels.paste(photo, (0, 0))
        deep = photo.height // 5
        ramp = Image.linear_gradient("L").resize((self._side, deep))
        self.pixels.paste(self._ground, (0, photo.height - deep), ramp)

    def write_up(self, lines: Lines, section: str | None, station: str) -> None:
        """Newspaper, headline and section, where there are any."""
        small = load(self._faces.medium, self._small)
        begin = self._begin(lines)
        if label := self._one_line(station):
            top = self._side - self._margin - self._mark
            self.pixels.paste(CREAM, (self._margin, top), horn(self._mark))
            at = (self._margin + round(self._mark * 1.2), top + self._mark / 2)
            self._pen.text(at, label, CREAM, small, anchor="lm")
        for number, text in enumerate(lines.texts):
            at = (self._margin, begin + lines.leading * (number + 0.5))
            self._pen.text(at, text, WHITE, lines.font, anchor="lm")
        if over := self._one_line((section or "").upper()):
            at = (self._margin, begin - self._over(lines))
            self._pen.text(at, over, CREAM, small, anchor="lm")

    def _begin(self, lines: Lines) -> int:
        """Where the headline begins, from the top."""
        below = self._margin + self._mark + round(self._small * 0.9)
        return self._side - below - lines.height

    def _over(self, lines: Lines) -> int:
        """How far above the headline the middle of the section stands, clear of its marks."""
        return round(self._small * 0.7 + lines.size * 0.16)

    def _one_line(self, text: str) -> str:
        shown = drawable(text, self._faces.medium)
        lines = set_lines(
            shown,
            self._faces.medium,
            width=self._side - 2 * self._margin - 2 * self._small,
            height=round(self._small * 1.3),
            largest=self._small,
            smallest=self._small,
        )
        return lines.texts[0] if lines.texts else ""

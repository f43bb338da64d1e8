"""Covers are squares that directories take and people can read, whatever the headline is."""

import pytest
from PIL import Image

from service.covers import EpisodeCover, draw_channel, draw_episode
from service.covers.colours import (
    CREAM,
    GROUNDS,
    HOUSE,
    LEAST_CONTRAST,
    WHITE,
    contrast,
    ground_of,
    mixed,
)
from service.covers.encoding import MOST_BYTES
from service.outputs.artwork import read_artwork
from tests.covers.seen import FACES, ink, lettered, opened
from tests.sources.pictures.drawing import chart, encoded, photo

SAFE = 0.06
"""Of the side: nothing is written nearer to an edge."""

HEADLINE = "Giá xăng hôm nay giảm mạnh, RON 95 còn 19.850 đồng một lít"
HEADLINES = {
    "usual": HEADLINE,
    "one word": "Ẩm",
    "long": "Khuyến nghị người dân không ra đường khi bão đổ bộ vào đất liền " * 8,
    "without a gap": "x" * 10_000,
    "Han": "习近平会见越南领导人",
    "emoji": "👨‍👩‍👧‍👦🎉",
    "none": "",
    "markup": "<script>alert(1)</script> ]]> & \x00\ud800",
}


def noise() -> bytes:
    return encoded(Image.effect_noise((1280, 900), 180).convert("RGB"), quality=95)


@pytest.mark.parametrize("title", HEADLINES.values(), ids=HEADLINES)
@pytest.mark.parametrize("has_picture", [False, True], ids=["drawn", "picture"])
def test_a_cover_is_a_square_rgb_jpeg_that_directories_take(title: str, has_picture: bool) -> None:
    picture = noise() if has_picture else None
    drawn = draw_episode(EpisodeCover(title, "Thời sự", "Báo Loa", picture), FACES)
    assert len(drawn) < MOST_BYTES
    assert read_artwork(drawn).suffix == "jpg"
    image = opened(drawn)
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert 1400 <= image.width == image.height <= 3000
    assert not image.getexif()


@pytest.mark.parametrize("title", HEADLINES.values(), ids=HEADLINES)
def test_nothing_is_written_near_an_edge(title: str) -> None:
    for cover in (
        draw_episode(EpisodeCover(title, "Văn hoá " * 30, "Báo " * 100), FACES),
        draw_channel(title, FACES, station="Báo " * 100),
    ):
        image = opened(cover)
        box = lettered(image)
        assert box is not None
        least, most = image.width * SAFE, image.width * (1 - SAFE)
        assert least <= min(box[:2])
        assert max(box[2:]) <= most


@pytest.mark.parametrize("ground", [HOUSE, *GROUNDS])
def test_what_is_written_stands_out_from_every_ground_and_its_rings(
    ground: tuple[int, int, int],
) -> None:
    for under in (ground, mixed(ground, WHITE, 0.16)):
        assert min(contrast(WHITE, under), contrast(CREAM, under)) >= LEAST_CONTRAST


def test_words_stand_on_the_plain_ground_below_a_picture_however_bright_it_is() -> None:
    white = encoded(Image.new("RGB", (1280, 800), "white"))
    section = "Kinh tế"
    for title in (HEADLINES["usual"], HEADLINES["long"]):
        image = opened(draw_episode(EpisodeCover(title, section, "Báo Loa", white), FACES))
        edge = [image.getpixel((4, row)) for row in range(image.height)]
        ground = ground_of(section)
        plain = next(row for row, pixel in enumerate(edge) if _near(pixel, ground))
        assert 0.3 < plain / image.height < 0.7, "picture and words share the cover"
        assert all(_near(pixel, ground) for pixel in edge[plain:])
        assert not lettered(image.crop((0, plain, image.width, plain + 8)))
        assert lettered(image.crop((0, plain, image.width, image.height)))


def test_the_articles_picture_is_on_its_cover_and_one_that_does_not_suit_is_not() -> None:
    def left_and_right(picture: bytes | None) -> tuple[object, object]:
        image = opened(draw_episode(EpisodeCover(HEADLINE, None, "Báo Loa", picture), FACES))
        return image.getpixel((60, 60)), image.getpixel((1000, 60))

    red, blue = left_and_right(encoded(photo()))
    assert _near(red, (200, 30, 30), 40)
    assert _near(blue, (30, 30, 200), 40)
    drawn = left_and_right(None)
    for unfit in (
        encoded(photo(300, 200)),
        encoded(photo(900, 150)),
        encoded(photo(600, 4000)),
        encoded(photo())[:3000],
        b"no picture",
    ):
        assert left_and_right(unfit) == drawn


def test_a_drawing_that_shines_through_stands_on_white() -> None:
    picture = encoded(chart(mode="RGBA"), "PNG")
    image = opened(draw_episode(EpisodeCover(HEADLINE, None, "Báo Loa", picture), FACES))
    assert _near(image.getpixel((700, 20)), (255, 255, 255), 8)


def test_the_same_words_and_picture_have_the_same_bytes_and_others_have_others() -> None:
    picture = encoded(photo())
    one = EpisodeCover("Một", "Thời sự", "Báo Loa", picture)
    assert draw_episode(one, FACES) == draw_episode(one, FACES)
    others = [
        EpisodeCover("Hai", "Thời sự", "Báo Loa", picture),
        EpisodeCover("Một", "Thế giới", "Báo Loa", picture),
        EpisodeCover("Một", "Thời sự", "Báo Lao", picture),
        EpisodeCover("Một", "Thời sự", "Báo Loa"),
    ]
    assert len({draw_episode(each, FACES) for each in (one, *others)}) == 5


def test_a_headline_that_cannot_be_drawn_leaves_the_section_in_its_place() -> None:
    han = opened(draw_episode(EpisodeCover(HEADLINES["Han"], "Quốc tế", "Báo Loa"), FACES))
    said = opened(draw_episode(EpisodeCover("Quốc tế", None, "Báo Loa"), FACES))
    words = (0, 900, 1400, 1250)
    assert ink(han, words) == pytest.approx(ink(said, words), rel=0.2)


@pytest.mark.parametrize("title", HEADLINES.values(), ids=HEADLINES)
def test_a_channels_cover_is_drawn_from_its_title(title: str) -> None:
    drawn = draw_channel(title, FACES, station="Báo Loa")
    assert len(drawn) < MOST_BYTES
    assert read_artwork(drawn).suffix == "jpg"
    assert opened(drawn).mode == "RGB"


def test_a_section_keeps_its_ground_however_it_is_written_and_the_house_has_its_own() -> None:
    assert ground_of("Văn hóa") == ground_of(" VĂN HOÁ ") == ground_of("Van hoa")
    assert ground_of("Đời sống") == ground_of("doi song")
    assert ground_of(None) == ground_of("  ") == HOUSE
    assert len({ground_of(each) for each in ("Thời sự", "Thế giới", "Kinh tế", "Y tế")}) > 1


def _near(pixel: object, colour: tuple[int, int, int], by: int = 14) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= by for a, b in zip(pixel, colour, strict=True))

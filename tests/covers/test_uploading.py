"""A cover that somebody brings is one that directories take, or it is told why not."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from service.covers import NotSquareError, take_cover
from service.covers.encoding import MOST_BYTES
from service.covers.uploading import MOST_BYTES as MOST_SENT
from service.errors import OutputError
from service.outputs.artwork import read_artwork
from tests.covers.seen import opened
from tests.sources.pictures.drawing import chart, encoded, photo, png_that_claims

SQUARE = photo(1500, 1500)


@pytest.mark.parametrize(
    ("content", "side"),
    [
        (encoded(SQUARE), 1500),
        (encoded(SQUARE, "PNG"), 1500),
        (encoded(SQUARE.convert("L")), 1500),
        (encoded(SQUARE.convert("P"), "PNG"), 1500),
        (encoded(SQUARE.convert("RGBA"), "PNG"), 1500),
        (encoded(photo(3600, 3600)), 3000),
        (encoded(SQUARE, exif=Image.Exif()), 1500),
    ],
    ids=["JPEG", "PNG", "grey", "palette", "a channel that says nothing", "large", "EXIF"],
)
def test_a_square_becomes_a_plain_rgb_jpeg(content: bytes, side: int) -> None:
    cover = take_cover(content)
    image = opened(cover)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (side, side))
    assert len(cover) < MOST_BYTES
    assert read_artwork(cover).suffix == "jpg"
    assert not image.getexif()


def test_sixteen_bits_of_grey_stay_the_grey_that_they_are() -> None:
    dark = Image.frombytes("I;16", (1500, 1500), (120 << 8).to_bytes(2, "little") * 1500**2)
    shown = opened(take_cover(encoded(dark, "PNG"))).getpixel((700, 700))
    assert isinstance(shown, tuple)
    assert all(abs(part - 120) <= 2 for part in shown)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_colours_are_those_that_the_covers_own_profile_tells(kind: str) -> None:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red_is_blue = plain.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ")
    content = encoded(SQUARE, kind, icc_profile=red_is_blue.replace(b"....", b"bXYZ"))
    shown = opened(take_cover(content)).getpixel((60, 60))
    assert isinstance(shown, tuple)
    assert shown[2] > 150 > 90 > shown[0], "its red half is blue to who reads the profile"


def test_noise_of_the_largest_size_is_brought_below_the_limit() -> None:
    noise = Image.effect_noise((3000, 3000), 200).convert("RGB")
    cover = take_cover(encoded(noise, quality=90))
    assert len(cover) < MOST_BYTES
    assert opened(cover).width >= 1400


def test_one_that_is_not_square_is_refused_with_its_sizes_and_cut_where_that_is_wished() -> None:
    wide = encoded(photo(2400, 1500))
    with pytest.raises(NotSquareError) as refused:
        take_cover(wide)
    for words in (refused.value.vi, refused.value.en):
        assert "2400 × 1500" in words
        assert "1500 × 1500" in words
    image = opened(take_cover(wide, crop=True))
    assert image.size == (1500, 1500)
    left, right = image.getpixel((0, 700)), image.getpixel((1499, 700))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[0] > left[2], "red on the left: the middle was cut out, not an edge"
    assert right[2] > right[0]


def animated(kind: str) -> bytes:
    file = io.BytesIO()
    frames = [Image.new("RGB", (1500, 1500), colour) for colour in ("red", "blue")]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "", "JPEG hoặc PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bia.svg", "JPEG hoặc PNG"),
        (animated("GIF"), "bia.gif", "JPEG hoặc PNG"),
        (encoded(SQUARE, "WEBP"), "bia.webp", "JPEG hoặc PNG"),
        (encoded(SQUARE, "WEBP"), "bia.jpg", "JPEG hoặc PNG"),
        (encoded(SQUARE, "PNG"), "bia.jpg", "bên trong là PNG"),
        (encoded(SQUARE), "bia.png", "bên trong là JPEG"),
        (animated("PNG"), "bia.png", "ảnh động"),
        (encoded(SQUARE.convert("CMYK")), "bia.jpg", "CMYK"),
        (encoded(chart(1500, 1500, "RGBA"), "PNG"), "bia.png", "trong suốt"),
        (encoded(photo(1399, 1399)), "bia.jpg", "1399 × 1399"),
        (encoded(photo(3000, 1000)), "bia.jpg", "3000 × 1000"),
        (png_that_claims(1500, 1500), "bia.png", "hỏng"),
        (png_that_claims(40_000, 40_000), "bia.png", "quá lớn"),
        (encoded(SQUARE)[:9_000], "bia.jpg", "hỏng"),
        (encoded(SQUARE, "PNG") + bytes(MOST_SENT), "bia.png", "MB"),
    ],
)
def test_anything_else_is_refused_in_words_that_help(content: bytes, name: str, told: str) -> None:
    with pytest.raises(OutputError) as refused:
        take_cover(content, name=name)
    assert told in refused.value.vi
    assert refused.value.en


@settings(max_examples=60)
@given(st.binary(max_size=200), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b""]))
def test_whatever_bytes_come_they_are_refused_and_nothing_else_happens(
    rest: bytes, begin: bytes
) -> None:
    with pytest.raises(OutputError):
        take_cover(begin + rest)

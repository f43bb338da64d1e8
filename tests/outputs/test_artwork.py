"""The podcast's picture is what podcast directories take."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import OutputError
from service.outputs.artwork import read_artwork

COVER = Path(__file__).parents[2] / "static" / "cover.png"


def png(width: int, height: int) -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\x08\x02\0\0\0"
    )


def jpeg(width: int, height: int) -> bytes:
    comment = b"\xff\xfe" + struct.pack(">H", 6) + b"Loa!"
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 17, 8, height, width, 3)
    return b"\xff\xd8" + comment + frame + bytes(9)


def test_the_cover_that_comes_along_is_a_cover() -> None:
    assert read_artwork(COVER.read_bytes()).suffix == "png"


@pytest.mark.parametrize(
    ("content", "suffix"), [(png(1400, 1400), "png"), (jpeg(3000, 3000), "jpg")]
)
def test_a_square_of_the_right_size_is_taken(content: bytes, suffix: str) -> None:
    assert read_artwork(content).suffix == suffix


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<svg/>",
        png(1399, 1399),
        png(3001, 3001),
        png(1400, 1500),
        jpeg(1500, 1400),
        png(1400, 1400)[:20],
        jpeg(1400, 1400)[:10],
    ],
    ids=["nothing", "GIF", "SVG", "small", "large", "upright", "wide", "cut PNG", "cut JPEG"],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(OutputError):
        read_artwork(content)


@given(st.binary(max_size=64))
def test_whatever_follows_a_jpegs_beginning_is_read_or_refused(rest: bytes) -> None:
    try:
        read_artwork(b"\xff\xd8" + rest)
    except OutputError:
        return


def test_another_picture_has_another_name() -> None:
    assert read_artwork(png(1400, 1400)).name != read_artwork(png(1500, 1500)).name

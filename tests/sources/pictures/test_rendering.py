"""A picture as Loa serves it."""

import hashlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from service.errors import PictureError
from service.model.published_names import is_picture
from service.sources.pictures import render_picture
from service.sources.pictures.reading import MOST_SIDE
from tests.sources.fetch.conftest import without_bytes
from tests.sources.pictures.drawing import chart, decoded, encoded, photo, png_that_claims

GPS = 0x8825
ARTIST = 0x013B
ORIENTATION = 0x0112


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((2000, 1000), [(640, 320), (1280, 640)]),
        ((1280, 720), [(640, 360), (1280, 720)]),
        ((1000, 500), [(640, 320), (1000, 500)]),
        ((641, 100), [(640, 100), (641, 100)]),
        ((640, 400), [(640, 400)]),
        ((300, 900), [(300, 900)]),
        ((1600, 8), [(640, 3), (1280, 6)]),
    ],
)
def test_a_picture_is_had_in_two_widths_and_never_enlarged(
    size: tuple[int, int], sizes: list[tuple[int, int]]
) -> None:
    renditions = render_picture(encoded(photo(*size)))
    assert [(each.width, each.height) for each in renditions] == sizes
    assert [decoded(each.content).size for each in renditions] == sizes


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_kind_of_picture_that_papers_show_is_read(kind: str) -> None:
    narrow, wide = render_picture(encoded(photo(), kind))
    for each in (narrow, wide):
        red, blue = (
            decoded(each.content).convert("RGB").getpixel((x, 5)) for x in (5, each.width - 5)
        )
        assert red[0] > 150 > red[2]  # type: ignore[index]  # of RGB
        assert blue[2] > 150 > blue[0]  # type: ignore[index]


@pytest.mark.parametrize(
    ("content", "suffix", "kind"),
    [
        (lambda: encoded(photo()), "jpg", "JPEG"),
        (lambda: encoded(photo(), "WEBP"), "jpg", "JPEG"),
        (lambda: encoded(chart(), "PNG"), "png", "PNG"),
        (lambda: encoded(chart().quantize(16), "GIF"), "png", "PNG"),
        (lambda: encoded(chart(mode="RGBA"), "PNG"), "png", "PNG"),
        (lambda: encoded(chart(mode="RGBA").quantize(16), "PNG", transparency=0), "png", "PNG"),
    ],
    ids=without_bytes,
)
def test_photos_become_jpeg_and_drawings_png(
    content: Callable[[], bytes], suffix: str, kind: str
) -> None:
    for each in render_picture(content()):
        assert each.suffix == suffix
        assert decoded(each.content).format == kind


def test_a_photo_that_shines_through_becomes_webp() -> None:
    noise = Image.effect_noise((1600, 1000), 80).convert("RGB")
    noise.putalpha(Image.linear_gradient("L").resize(noise.size))
    for each in render_picture(encoded(noise, "PNG")):
        shown = decoded(each.content)
        assert (each.suffix, shown.format, shown.mode) == ("webp", "WEBP", "RGBA")


def test_what_could_shine_through_and_does_not_is_a_photo() -> None:
    noise = Image.effect_noise((800, 500), 80).convert("RGBA")
    assert {each.suffix for each in render_picture(encoded(noise, "PNG"))} == {"jpg"}


def test_what_shines_through_shines_through_afterwards() -> None:
    narrow, _ = render_picture(encoded(chart(mode="RGBA"), "PNG"))
    shown = decoded(narrow.content).convert("RGBA")
    assert shown.getpixel((635, 5))[3] == 0  # type: ignore[index]  # of RGBA
    assert shown.getpixel((5, 300))[3] == 255  # type: ignore[index]


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [
        (1, (640, 400), "left"),
        (2, (640, 400), "right"),
        (3, (640, 400), "right"),
        (4, (640, 400), "left"),
        (5, (640, 1024), "top"),
        (6, (640, 1024), "top"),
        (7, (640, 1024), "bottom"),
        (8, (640, 1024), "bottom"),
        (0, (640, 400), "left"),
        (99, (640, 400), "left"),
    ],
)
def test_a_picture_is_turned_upright_as_its_camera_lay(
    orientation: int, size: tuple[int, int], red: str
) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    narrow, _ = render_picture(encoded(photo(), exif=exif))
    shown = decoded(narrow.content)
    assert shown.size == size
    width, height = size
    places = {
        "left": (5, height // 2),
        "right": (width - 5, height // 2),
        "top": (width // 2, 5),
        "bottom": (width // 2, height - 5),
    }
    found = {side for side, place in places.items() if shown.getpixel(place)[0] > 150}  # type: ignore[index]
    opposite = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}[red]
    assert red in found
    assert opposite not in found


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_that_a_camera_wrote_leaves_with_the_picture(kind: str) -> None:
    exif = Image.Exif()
    exif[ARTIST] = "Nguyen Van Bi Mat"
    exif.get_ifd(GPS).update({1: "N", 2: (21.0, 1.0, 2.0), 3: "E", 4: (105.0, 51.0, 8.0)})
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = encoded(photo(), kind, exif=exif, icc_profile=icc)
    assert b"Bi Mat" in content
    for each in render_picture(content):
        shown = decoded(each.content)
        assert dict(shown.getexif()) == {}
        assert not {"exif", "icc_profile", "comment", "xmp", "photoshop"} & set(shown.info)
        assert b"Bi Mat" not in each.content


def test_a_comment_and_a_text_do_not_leave_with_the_picture() -> None:
    told = PngInfo()
    told.add_text("Author", "Nguyen Van Bi Mat")
    for content in (
        encoded(chart(), "PNG", pnginfo=told),
        encoded(photo(), comment=b"Nguyen Van Bi Mat"),
        encoded(chart().quantize(16), "GIF", comment=b"Nguyen Van Bi Mat"),
    ):
        assert b"Bi Mat" in content
        assert all(b"Bi Mat" not in each.content for each in render_picture(content))


def test_the_same_picture_has_the_same_bytes_and_a_name_by_its_digest() -> None:
    content = encoded(photo())
    first, second = render_picture(content), render_picture(content)
    assert first == second
    for each in first:
        digest = hashlib.sha256(each.content).hexdigest()[:32]
        assert each.name == f"pictures/{digest}.jpg"
        assert is_picture(each.name.removeprefix("pictures/"))


def test_of_an_animation_the_first_picture_is_had() -> None:
    later = [Image.new("RGB", (1600, 1000), "lime")]
    for kind in ("GIF", "WEBP", "PNG"):
        moving = encoded(photo(), kind, save_all=True, append_images=later)
        narrow, _ = render_picture(moving)
        assert decoded(narrow.content).convert("RGB").getpixel((5, 5))[0] > 150  # type: ignore[index]


@pytest.mark.parametrize("mode", ["L", "1", "LA", "P", "PA", "I;16", "CMYK"])
def test_every_kind_of_pixel_is_shown(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    if mode == "I;16":
        image = Image.frombytes("I;16", (256, 256), bytes(range(256)) * 512)
    else:
        image = photo(700, 500).convert("RGBA" if mode == "PA" else mode)
    shown = decoded(render_picture(encoded(image, kind))[0].content)
    assert shown.mode in ("L", "RGB", "RGBA", "P", "1")


def test_sixteen_bits_of_grey_keep_their_range() -> None:
    grey = Image.frombytes(
        "I;16", (16, 16), b"".join(n.to_bytes(2, "little") for n in range(0, 65536, 256))
    )
    shown = decoded(render_picture(encoded(grey, "PNG"))[0].content)
    assert (shown.getpixel((0, 0)), shown.getpixel((15, 15))) == (0, 255)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (png_that_claims(30_000, 30_000), "quá lớn"),
        (png_that_claims(30_000, 100), "quá lớn"),
        (png_that_claims(MOST_SIDE, 1000), "quá lớn"),
        (png_that_claims(2**31 - 1, 2**31 - 1), "quá lớn|hỏng"),
        (png_that_claims(1, 1), "quá nhỏ"),
        (png_that_claims(600, 2), "quá nhỏ"),
        (png_that_claims(600, 400), "hỏng"),
        (png_that_claims(0, 0), "hỏng|nhỏ|không phải ảnh"),
        (lambda: encoded(photo())[:5000], "hỏng"),
        (lambda: encoded(photo(), "WEBP")[:500], "hỏng|không phải ảnh"),
        (lambda: encoded(photo())[:300], "hỏng|không phải ảnh"),
        (b"", "không phải ảnh"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "không phải ảnh"),
        (b"<!DOCTYPE html><title>404</title>", "không phải ảnh"),
        (lambda: encoded(photo(), "BMP"), "không phải ảnh"),
        (lambda: encoded(photo(), "TIFF"), "không phải ảnh"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "không phải ảnh"),
        (b"RIFF\0\0\0\0WAVEfmt ", "không phải ảnh"),
    ],
    ids=without_bytes,
)
def test_what_is_no_picture_to_be_shown_is_refused_in_clear_words(
    content: bytes | Callable[[], bytes], said: str
) -> None:
    with pytest.raises(PictureError, match=said):
        render_picture(content() if callable(content) else content)


def test_bytes_changed_anywhere_make_a_picture_or_a_refusal() -> None:
    for kind in ("JPEG", "PNG", "WEBP", "GIF", "AVIF"):
        whole = bytearray(encoded(photo(64, 48), kind))
        for place in range(0, len(whole), max(1, len(whole) // 60)):
            broken = bytes(whole[:place]) + bytes([whole[place] ^ 0xFF]) + bytes(whole[place + 1 :])
            with suppress(PictureError):  # and nothing else
                assert render_picture(broken)

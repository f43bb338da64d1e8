"""A cover that somebody brings: looked into pixel by pixel, and told what is wrong with it."""

import io

from PIL import Image, ImageOps

from service.containers import Container, container_of
from service.covers.encoding import encode_cover
from service.errors import LoaError, OutputError
from service.pixels import in_plain_mode, in_srgb

LEAST, MOST = 1400, 3000
"""Pixels a side of a square, as Apple's and Spotify's directories ask."""
MOST_BYTES = 12 * 2**20
"""Of what is sent: what cameras and drawing programs make."""
_MOST_PIXELS = 25_000_000
"""6000 × 4000, what cameras make: 100 MB while it is read."""

_ENDINGS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WebP", "gif": "GIF"}


class NotSquareError(OutputError):
    """A cover that could be cut to a square: who sent it may wish so."""


def take_cover(content: bytes, *, name: str = "", crop: bool = False) -> bytes:
    """The cover that ``content`` is, as directories take it: a square RGB JPEG below 512 kB.

    One that is longer than broad is cut about its middle where ``crop`` says so, and one that is
    larger than MOST is brought down. ``name`` is what the sender calls the file. Raises
    NotSquareError, and OutputError for what is no JPEG or PNG, too small, too large, animated, in
    the colours of print, or shines through: what would be seen of it is not what was drawn.
    """
    if len(content) > MOST_BYTES:
        raise OutputError(
            f"Ảnh bìa nặng {_megabytes(content)} MB, nhiều nhất {MOST_BYTES // 2**20} MB.",
            f"The cover has {_megabytes(content)} MB; {MOST_BYTES // 2**20} MB are let.",
        )
    kind = _kind(content, name)
    try:
        with Image.open(io.BytesIO(content), formats=(kind,)) as image:
            _require_size(image.size, crop=crop)
            _require_plain(image)
            image.load()
            upright = ImageOps.exif_transpose(image)
            shown = in_srgb(in_plain_mode(upright), image.info.get("icc_profile")).convert("RGB")
    except LoaError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as e:
        raise _too_large("") from e
    except Exception as e:
        raise OutputError("Tệp ảnh bìa bị hỏng.", f"The cover is damaged: {e}.") from e
    side = min(*shown.size, MOST)
    square = ImageOps.fit(shown, (side, side), Image.Resampling.LANCZOS)
    return encode_cover(square, flat=kind == "PNG")


def _kind(content: bytes, name: str) -> str:
    """The format by what the bytes say, which must be what the name says."""
    found = container_of(content)
    if found not in (Container.PNG, Container.JPEG):
        raise OutputError(
            "Ảnh bìa phải là JPEG hoặc PNG; tệp này thì không, dù tên nó là gì.",
            "The cover must be a JPEG or a PNG; this file is none, whatever it is called.",
        )
    kind = "PNG" if found is Container.PNG else "JPEG"
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if _ENDINGS.get(ending, kind) != kind:
        raise OutputError(
            f"Tệp tên là “.{ending}” nhưng bên trong là {kind}. Hãy lưu lại ảnh cho đúng rồi gửi.",
            f"The file is called “.{ending}” and is {kind} inside. Save it as what it is.",
        )
    return kind


def _require_size(size: tuple[int, int], *, crop: bool) -> None:
    width, height = size
    if width * height > _MOST_PIXELS:
        raise _too_large(f" {width} × {height}")
    if min(size) < LEAST:
        raise OutputError(
            f"Ảnh bìa {width} × {height} điểm ảnh là quá nhỏ: mỗi cạnh ít nhất {LEAST}.",
            f"The cover, {width} × {height} pixels, is too small: {LEAST} a side at least.",
        )
    if width != height and not crop:
        side = min(width, height)
        raise NotSquareError(
            f"Ảnh bìa {width} × {height} điểm ảnh không vuông. Hãy gửi ảnh vuông, hoặc chọn cắt "
            f"lấy phần giữa, {side} × {side}.",
            f"The cover, {width} × {height} pixels, is not square. Send a square one, or have its "
            f"middle cut out, {side} × {side}.",
        )


def _too_large(size: str) -> OutputError:
    return OutputError(
        f"Ảnh bìa{size} quá lớn; mỗi cạnh {MOST} điểm ảnh là đủ.",
        f"The cover{size} is too large; {MOST} pixels a side are enough.",
    )


def _require_plain(image: Image.Image) -> None:
    if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
        raise OutputError(
            "Ảnh bìa là ảnh động; ứng dụng podcast chỉ nhận ảnh tĩnh.",
            "The cover is animated; podcast apps take still pictures alone.",
        )
    if image.mode in ("CMYK", "YCCK"):
        raise OutputError(
            "Ảnh bìa dùng màu in (CMYK), lên màn hình sẽ sai màu. Hãy xuất lại ảnh theo RGB.",
            "The cover is in the colours of print (CMYK), which screens show otherwise. Export it "
            "as RGB.",
        )
    if image.has_transparency_data and _shines_through(image):
        raise OutputError(
            "Ảnh bìa có chỗ trong suốt, mà mỗi ứng dụng tô một màu khác. Hãy đặt ảnh lên nền đặc.",
            "The cover shines through in places, which every app fills otherwise. Put it on a "
            "ground.",
        )


def _shines_through(image: Image.Image) -> bool:
    """Whether any pixel does: many programs save a channel for it that says nothing."""
    least, _ = image.convert("RGBA").getchannel("A").getextrema()
    return least != 255


def _megabytes(content: bytes) -> int:
    return -(-len(content) // 2**20)

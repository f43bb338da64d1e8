"""Looks at the cover that the settings name."""

from collections.abc import Iterator
from pathlib import Path

from service.covers import take_cover
from service.errors import OutputError, reason_of
from service.settings import Settings
from service.tending.inspection import Finding

_CURE = (
    "Xuất lại ảnh thành JPEG vuông màu RGB, nền đặc, rồi đặt lại LOA_COVER.",
    "Export it as a square RGB JPEG on a ground, and set LOA_COVER to that.",
)


def inspect_cover(settings: Settings) -> Iterator[Finding]:
    """What of LOA_COVER podcast directories refuse or apps show otherwise than it was drawn."""
    if not settings.cover:
        return
    path = Path(settings.cover)
    try:
        take_cover(path.read_bytes(), name=path.name)
    except OutputError as e:
        yield Finding(f"LOA_COVER {path}: {e.vi}", f"LOA_COVER {path}: {e.en}", *_CURE)
    except OSError as e:  # since the start
        yield Finding(
            f"Không đọc được ảnh bìa {path}: {reason_of(e)}.",
            f"Cannot read the cover {path}: {e.strerror}.",
            *_CURE,
        )

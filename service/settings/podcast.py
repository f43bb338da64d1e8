"""What the podcast is, as directories ask for it."""

from pathlib import Path

from service.podcast_categories import category_names, category_of, nearest_categories
from service.settings.bounds import complaint

_OPUS_PROGRAMS = ("opusenc", "ffmpeg")


def read_category(told: str) -> str:
    """Apple's own name of the category ``told``. Raises SettingsError for one that there is not."""
    found = category_of(told)
    if found is not None:
        return found
    names = category_names()
    near = [f"{path} ({names[path]})" for path in nearest_categories(told)]
    listed = "; ".join(near or [path for path in names if " > " not in path])
    told = told if len(told) <= 80 else f"{told[:79]}…"
    raise complaint(
        "category",
        f"Apple Podcasts không có chuyên mục “{told}”. {'Gần nhất' if near else 'Có'}: {listed}",
        f"Apple Podcasts has no category “{told}”. {'The nearest' if near else 'There are'}: "
        f"{listed}",
    )


def check_opus(told: str) -> None:
    """Raises SettingsError for what is neither "auto" nor a program that can make Opus."""
    if told and told != "auto" and not Path(told).name.startswith(_OPUS_PROGRAMS):
        raise complaint(
            "opus",
            "phải là auto, hoặc tên hay đường dẫn của opusenc hoặc ffmpeg",
            "must be auto, or the name or path of opusenc or ffmpeg",
        )

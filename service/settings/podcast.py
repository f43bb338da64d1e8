"""What the podcast is, as directories ask for it."""

from pathlib import Path

from service.podcast_categories import category_names, category_of, nearest_categories
from service.settings.bounds import complaint
from service.yes_no import read_yes_no

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


def read_opus(told: str) -> str:
    """The program that makes Opus, "auto" for the first there is, "" for none.

    No is an answer, too; yes tells no program. Raises SettingsError for another program.
    """
    if read_yes_no(told) is False:
        return ""
    if told and told != "auto" and not Path(told).name.startswith(_OPUS_PROGRAMS):
        raise complaint(
            "opus",
            "phải là auto, off, hoặc tên hay đường dẫn của opusenc hoặc ffmpeg",
            "must be auto, off, or the name or path of opusenc or ffmpeg",
        )
    return told

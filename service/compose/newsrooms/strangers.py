"""Folders that a newsroom's file names may hold what is not Loa's: a name may be typed wrongly."""

import re
from pathlib import Path

from service.audio.clip_files import LOCKS
from service.disk import store_errors
from service.errors import StoreError
from service.settings import Settings
from service.store.places import DATABASES, KEY, MEDIA, STATE

_IN_DATA = re.compile(
    rf"(?:{'|'.join(map(re.escape, (*DATABASES, KEY)))})(?:[-.].*)?|{MEDIA}|{STATE}"
    r"|\.backing-up|\.restoring|\..*\.part"
)
"""A database has companions (``-wal``), and copies that were set aside."""

_IN_CACHE = re.compile(rf"[0-9a-f]{{2}}|{LOCKS}|{MEDIA}|\..*\.part")
_MOST_TOLD = 5


def require_no_strangers(settings: Settings) -> None:
    """Raises StoreError where a folder that is to be deleted holds what no Loa puts there."""
    for folder, ours in (
        (settings.data.resolve(), _IN_DATA),
        (settings.cache.resolve(), _IN_CACHE),
    ):
        strangers = _strangers(folder, ours)
        if strangers:
            listed = ", ".join(strangers[:_MOST_TOLD])
            raise StoreError(
                f"Thư mục {folder} có những thứ không phải của Loa ({listed}) nên không bị xoá. "
                "Hãy xem lại tên thư mục trong tệp của toà soạn, hoặc dời chúng đi. Chưa có gì bị "
                "thay đổi.",
                f"The folder {folder} has what is not Loa's ({listed}) and is not deleted. Look at "
                "its name in the newsroom's file, or move these away. Nothing was changed.",
            )


def _strangers(folder: Path, ours: re.Pattern[str]) -> list[str]:
    with store_errors(folder):
        if not folder.exists():
            return []
        return sorted(each.name for each in folder.iterdir() if not ours.fullmatch(each.name))

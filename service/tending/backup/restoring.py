"""A backup is put back where nothing stands: all of it, or nothing.

Files are made beside and take their places at the end, the database last.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from service.disk import remove, store_errors, sync
from service.errors import StoreError
from service.store.addresses import DatabaseAddress
from service.store.copying import kind_of, put_database
from service.store.library import is_laid
from service.store.places import KEY, MEDIA
from service.tending.backup.snapshot import Snapshot
from service.tending.backup.vault import Vault

_BESIDE = ".restoring"


def restore(
    snapshot: Snapshot,
    vault: Vault,
    data: Path,
    database: DatabaseAddress,
    tell: Callable[[int, int], object],
) -> None:
    """The installation in ``data`` is the one that was backed up; the queue begins empty.

    Each file is compared with its digest. Raises StoreError, and changes nothing, where
    something stands there already, or the backup is damaged or of another kind of database.
    """
    _require_empty(data, database)
    if snapshot.kind != kind_of(database):
        raise StoreError(
            f"Bản sao lưu là của {snapshot.kind}; hãy đặt LOA_DATABASE_URL cho đúng loại.",
            f"The backup is of {snapshot.kind}; set LOA_DATABASE_URL for that kind.",
        )
    beside = data / _BESIDE
    with store_errors(beside, "tạo", "make"):
        shutil.rmtree(beside, ignore_errors=True)
        (beside / MEDIA).mkdir(parents=True)
    try:
        _take_all(snapshot, vault, beside, tell)
        _take_places(beside, data)
        put_database(beside / "database", snapshot.kind, database)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _require_empty(data: Path, database: DatabaseAddress) -> None:
    media = data / MEDIA
    has_files = media.is_dir() and any(not each.name.startswith(".") for each in media.iterdir())
    if has_files or is_laid(database):
        raise StoreError(
            f"Ở {data} đã có dữ liệu của Loa. `loa restore` chỉ khôi phục vào nơi trống; hãy đặt "
            "LOA_DATA là một thư mục mới. Chưa có gì bị thay đổi.",
            f"There is an installation in {data}. `loa restore` fills an empty place alone; let "
            "LOA_DATA name a new folder. Nothing was changed.",
        )


def _take_all(
    snapshot: Snapshot, vault: Vault, beside: Path, tell: Callable[[int, int], object]
) -> None:
    files = snapshot.all_files
    for number, file in enumerate(files):
        tell(number, len(files))
        target = _inside(beside, file.name)
        with store_errors(target, "tạo", "make"):
            target.parent.mkdir(parents=True, exist_ok=True)
        vault.take(file, target)
        if file.name.startswith(f"{MEDIA}/"):
            target.chmod(0o644)  # published: a web server beside Loa may deliver it
    tell(len(files), len(files))


def _inside(folder: Path, name: str) -> Path:
    """Where a file of this name goes; a list that somebody changed leads nowhere else."""
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise StoreError(
            f"Bản sao lưu đã bị sửa: tên tệp “{name}”.",
            f"The backup was tampered with: a file called “{name}”.",
        )
    return target


def _take_places(beside: Path, data: Path) -> None:
    with store_errors(data):
        if (data / MEDIA).is_dir():
            shutil.rmtree(data / MEDIA)
        (beside / MEDIA).rename(data / MEDIA)
        if (beside / KEY).is_file():
            remove(data / KEY)
            (beside / KEY).rename(data / KEY)
        sync(data)

"""A backup is put back where nothing stands: all of it, or nothing.

Files are made beside and take their places at the end, the database last.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from service.disk import store_errors, sync
from service.errors import StoreError
from service.making.originals import FOLDER as ORIGINALS
from service.store.addresses import DatabaseAddress
from service.store.copying import kind_of, put_database
from service.store.exchange import require_no_others
from service.store.library import is_laid
from service.store.media import Media
from service.store.places import KEY, MEDIA
from service.tending.backup.snapshot import KeptFile, Snapshot
from service.tending.backup.vault import Vault

_BESIDE = ".restoring"
_EARLIER = ".earlier"
_OWNER_ONLY = 0o700


def restore(
    snapshot: Snapshot,
    vault: Vault,
    data: Path,
    database: DatabaseAddress,
    media: Media,
    tell: Callable[[int, int], object],
) -> None:
    """The installation in ``data`` is the one that was backed up; the queue begins empty.

    Each file is compared with its digest. Raises StoreError, and changes nothing, where
    something stands there already, or the backup is damaged or of another kind of database.
    """
    _require_empty(data, database, media)
    if snapshot.kind != kind_of(database):
        raise StoreError(
            f"Bản sao lưu là của {snapshot.kind}; hãy đặt LOA_DATABASE_URL cho đúng loại.",
            f"The backup is of {snapshot.kind}; set LOA_DATABASE_URL for that kind.",
        )
    require_no_others(database)
    beside = data / _BESIDE
    with store_errors(beside, "tạo", "make"):
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(mode=_OWNER_ONLY)
    try:
        with _published(snapshot, vault, beside, media, tell):
            _take_places(beside, data)
            try:
                put_database(beside / "database", snapshot.kind, database)
            except BaseException:
                _give_places_back(beside, data)
                raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _require_empty(data: Path, database: DatabaseAddress, media: Media) -> None:
    folder = data / MEDIA  # whatever lies there, published or not, would be lost
    has_files = folder.is_dir() and any(not each.name.startswith(".") for each in folder.iterdir())
    if has_files or next(media.names(), None) is not None or is_laid(database):
        places = f"{data}, {media.place}" if media.is_far else str(data)
        raise StoreError(
            f"Ở {places} đã có dữ liệu của Loa. `loa restore` chỉ khôi phục vào nơi trống; hãy đặt "
            "LOA_DATA là một thư mục mới (LOA_MEDIA_URL một nơi mới). Chưa có gì bị thay đổi.",
            f"There is an installation in {places}. `loa restore` fills an empty place alone; let "
            "LOA_DATA name a new folder (LOA_MEDIA_URL a new place). Nothing was changed.",
        )


@contextmanager
def _published(
    snapshot: Snapshot,
    vault: Vault,
    beside: Path,
    media: Media,
    tell: Callable[[int, int], object],
) -> Iterator[None]:
    """Everything is at hand ``beside``; what lies in a bucket is there, unless this fails.

    A folder is filled beside, and takes its place as a whole.
    """
    if not media.is_far:
        with store_errors(beside, "tạo", "make"):
            (beside / MEDIA).mkdir()
        _take_all(snapshot.all_files, vault, beside, tell)
        yield
        return
    uploaded: list[str] = []
    try:
        for number, file in enumerate(snapshot.all_files):
            tell(number, len(snapshot.all_files))
            name = file.name.removeprefix(f"{MEDIA}/")
            if name == file.name:
                _take_all((file,), vault, beside, _untold)
                continue
            with media.scratch() as room:
                vault.take(file, room / "taken")
                uploaded.append(name)
                media.restore(name, room / "taken")
        tell(len(snapshot.all_files), len(snapshot.all_files))
        yield
    except BaseException:
        for name in uploaded:
            with suppress(StoreError):  # the first failure is the one to be told
                media.remove(name)
        raise


def _untold(done: int, total: int) -> None:
    """Nobody is told."""


def _take_all(
    files: Sequence[KeptFile], vault: Vault, beside: Path, tell: Callable[[int, int], object]
) -> None:
    for number, file in enumerate(files):
        tell(number, len(files))
        target = _inside(beside, file.name)
        is_private = target.parent == beside / MEDIA / ORIGINALS
        with store_errors(target, "tạo", "make"):
            target.parent.mkdir(_OWNER_ONLY if is_private else 0o777, parents=True, exist_ok=True)
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
    """Folder and key stand; what was there (no article's, but perhaps a key) is kept beside."""
    with store_errors(data):
        for name in (MEDIA, KEY):
            if (data / name).exists():
                (data / name).rename(beside / f"{name}{_EARLIER}")
            if (beside / name).exists():
                (beside / name).rename(data / name)
        sync(data)


def _give_places_back(beside: Path, data: Path) -> None:
    with store_errors(data):
        for name in (MEDIA, KEY):
            if (data / name).exists():
                (data / name).rename(beside / name)
            if (beside / f"{name}{_EARLIER}").exists():
                (beside / f"{name}{_EARLIER}").rename(data / name)
        sync(data)

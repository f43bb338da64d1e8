"""An installation moves to other places: database, published files and key, and none is changed.

Files first, then the rows that name them, in one transaction beside their place: stopped at any
moment, the new place is empty, a part that is gone on with, or the whole installation.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from service.compose.databases import Databases, find_databases
from service.compose.ground import survey
from service.compose.media import open_media
from service.compose.rights import prepare_folders
from service.compose.secret import keep_key, kept_key
from service.engines.gains import NAME as LEVELS
from service.errors import NotFoundError, StoreError
from service.jobs import Rhythm, present_programs
from service.releasing.belonging import check_belonging, read_testimony
from service.settings import Settings
from service.store.exchange import beside, clear_beside, require_no_others, take_place
from service.store.library import connect_to, is_laid, open_library, read_library
from service.store.media import Media
from service.store.shared.opening import open_shared
from service.store.transfer import Copied, copy_rows
from service.tending.moving import MovedFiles, move_files, require_room

Told = Callable[[str, int, int], object]
"""What is told of progress: what is being done, how many, of how many."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one installation keeps what must last."""

    data: Path
    databases: Databases
    media: Media


@dataclass(frozen=True, slots=True)
class Move:
    """What is the same in both places now; ``files`` is None where these stayed where they were."""

    tables: tuple[Copied, ...]
    files: MovedFiles | None

    @property
    def rows(self) -> int:
        """How many rows of the database were compared."""
        return sum(each.rows for each in self.tables)


def move_installation(old: Settings, new: Settings, now: datetime, tell: Told) -> Move:
    """What the installation of ``old`` has is where ``new`` says, too; the queue begins empty.

    Raises NotFoundError where there is nothing to move, SettingsError, and StoreError: where a
    program of either runs, something else lies at the new place, or what was copied is not the
    same. The old place is not changed, and the new one holds no library then.
    """
    source = _place(old, old.data.resolve())
    target = _place(new, new.data.resolve())
    _require_movable(source, target)
    do_files_stay = source.media.place == target.media.place
    if not do_files_stay:
        require_room(source.media, target.media)
    prepare_folders(new.data, new.cache)
    moved = None
    if not do_files_stay:
        moved = move_files(source.media, target.media, lambda *far: tell("Tệp", *far))
    tables = _move_rows(source, target, now, tell)
    _move_memory(source, target)
    _require_whole(target)
    return Move(tables, moved)


def _place(settings: Settings, data: Path) -> Place:
    return Place(data, find_databases(settings, data), open_media(settings, data))


def _require_movable(source: Place, target: Place) -> None:
    """Raises where nothing can be moved so; nothing was touched."""
    if not is_laid(source.databases.library):
        raise NotFoundError(
            f"Ở {source.databases.library} chưa có gì để chuyển.",
            f"There is nothing to move in {source.databases.library}.",
        )
    if source.databases.library == target.databases.library:
        raise StoreError(
            "Nơi mới cũng là nơi cũ: hãy đặt LOA_DATA hoặc LOA_DATABASE_URL khác trong tệp.",
            "The new place is the old one: let the file name another LOA_DATA or LOA_DATABASE_URL.",
        )
    for each in (source, target):
        _require_still(each)
    if is_laid(target.databases.library):
        raise StoreError(
            f"Ở {target.databases.library} đã có cơ sở dữ liệu của Loa. Hãy chọn một chỗ trống. "
            "Chưa có gì bị thay đổi.",
            f"There is a library of Loa's in {target.databases.library}. Choose an empty place. "
            "Nothing was changed.",
        )
    require_no_others(target.databases.library)
    with closing(read_library(source.databases.library)) as library:
        stranger = check_belonging(read_testimony(source.media), library, source.databases.library)
    if stranger is not None:
        raise stranger.as_error()


def _require_still(place: Place) -> None:
    """Raises StoreError while a program runs: what it does from now on would be left behind."""
    others = ", ".join(present_programs(place.databases.queue, Rhythm().timeouts.silent))
    if others:
        raise StoreError(
            f"Loa đang chạy với {place.databases.library} (chương trình {others}). Hãy dừng nó, "
            "rồi chạy lại `loa migrate-to`. Chưa có gì bị thay đổi.",
            f"Loa is running with {place.databases.library} (program {others}). Stop it, then run "
            "`loa migrate-to` again. Nothing was changed.",
        )


def _move_rows(source: Place, target: Place, now: datetime, tell: Told) -> tuple[Copied, ...]:
    address = target.databases.library
    clear_beside(address)
    open_library(beside(address)).close()
    with (
        closing(connect_to(source.databases.library)) as old,
        closing(connect_to(beside(address))) as new,
    ):
        tables = copy_rows(old, new, lambda *far: tell("Bảng", *far))
    _require_still(source)  # one that was started meanwhile has written to the old one
    take_place(address, now)
    return tables


def _move_memory(source: Place, target: Place) -> None:
    """The key that seals and signs, and how loud voices were measured to be."""
    with (
        open_shared(source.data, source.databases.library) as old,
        open_shared(target.data, target.databases.library) as new,
    ):
        key, levels = kept_key(source.data, old.notes), old.notes.read(LEVELS)
        if key is not None:
            keep_key(target.data, key)
        if levels is not None:
            new.notes.write(LEVELS, levels)


def _require_whole(target: Place) -> None:
    """Raises StoreError where the new place could not be served from."""
    ground = survey(target.data, target.databases.library, target.media)
    ground.library.close()
    if ground.troubles:
        raise ground.troubles[0].as_error()

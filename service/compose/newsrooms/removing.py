"""A newsroom is removed, while the others are served; a removal that was stopped is gone on with.

Its file tells how far that is: while it is called ``.leaving`` nothing is deleted yet, and once
it is called ``.deleting`` all of it is to go.
"""

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from service.audio.far_clips import FarClips
from service.compose.buckets import CACHE_URL, open_bucket
from service.compose.databases import find_databases
from service.compose.media import open_media
from service.compose.newsrooms.archive import Tell, export_newsroom
from service.compose.newsrooms.places import ENDING, REMOVED
from service.compose.newsrooms.roster import Newsroom, folder_of, read_newsroom, read_roster
from service.compose.newsrooms.strangers import require_no_strangers
from service.disk import remove, store_errors
from service.errors import StoreError
from service.jobs import Rhythm, present_programs
from service.settings import Settings, load_settings
from service.store.exchange import remove_database, require_no_others
from service.store.library import is_laid

_LEAVING, _DELETING = ".leaving", ".deleting"
_LEFT_WITHIN_S = 60.0


def list_leaving(environ: Mapping[str, str]) -> Iterator[str]:
    """The newsrooms whose removal was stopped."""
    for file in sorted(folder_of(load_settings(environ)).iterdir()):
        if file.suffix in (_LEAVING, _DELETING) and not file.with_suffix("").exists():
            yield file.name.removesuffix(file.suffix).removesuffix(ENDING)


def require_none_leaving(operator: Settings, name: str) -> None:
    """Raises StoreError where a newsroom of this name is not wholly gone yet."""
    file = folder_of(operator) / f"{name}{ENDING}"
    if any(_marked(file, each).exists() for each in (_LEAVING, _DELETING)):
        raise StoreError(
            f"Toà soạn {name} đang được bỏ dở. Hãy chạy lại `loa newsroom remove {name}` trước.",
            f"The removal of {name} was stopped. Run `loa newsroom remove {name}` again first.",
        )


def find_removable(environ: Mapping[str, str], name: str) -> Newsroom:
    """The newsroom, also one whose removal was stopped. Raises what is wrong with it."""
    operator = load_settings(environ)
    file = folder_of(operator) / f"{name}{ENDING}"
    for mark in () if file.exists() else (_DELETING, _LEAVING):
        if _marked(file, mark).exists():
            return read_newsroom(environ, operator, _marked(file, mark), name)
    return read_roster(environ).require(name)


def remove_newsroom(
    environ: Mapping[str, str],
    name: str,
    now: datetime,
    tell: Tell,
    *,
    exports: bool,
    wait: Callable[[float], object] = time.sleep,
) -> Path | None:
    """The newsroom is gone with all that it had; where its export is kept, if it ``exports``.

    It is not served any more first, then all programs let go of it, then it is exported. Raises
    StoreError while one does not, and where the export fails; then it is as it was. What fails
    later, or is stopped, is gone on with when this is asked for again.
    """
    operator = load_settings(environ)
    newsroom = find_removable(environ, name)
    file = folder_of(operator) / f"{name}{ENDING}"
    leaving, deleting = _marked(file, _LEAVING), _marked(file, _DELETING)
    kept = None
    if file.exists() or not deleting.exists():
        require_no_strangers(newsroom.settings)
        require_no_others(
            find_databases(newsroom.settings, newsroom.settings.data.resolve()).library
        )
        with store_errors(file):
            (file if file.exists() else leaving).rename(leaving)
        try:
            _await_nobody(newsroom, wait)
            kept = _export(operator, newsroom, leaving, now, tell) if exports else None
            leaving.rename(deleting)
        except BaseException:
            leaving.rename(file)
            raise
    try:
        _delete(newsroom)
    except StoreError as e:
        raise _unfinished(e, name, kept) from e
    remove(deleting)
    return kept


def _marked(file: Path, mark: str) -> Path:
    return file.with_name(file.name + mark)


def _unfinished(error: StoreError, name: str, kept: Path | None) -> StoreError:
    where_vi, where_en = (f" Bản xuất: {kept}.", f" Its export: {kept}.") if kept else ("", "")
    return StoreError(
        f"Toà soạn {name} không còn được phục vụ, nhưng chưa xoá hết: {error.vi}{where_vi} Hãy "
        f"chạy lại `loa newsroom remove {name}`.",
        f"The newsroom {name} is not served any more, but not all of it is deleted: {error.en}"
        f"{where_en} Run `loa newsroom remove {name}` again.",
    )


def _export(
    operator: Settings, newsroom: Newsroom, file: Path, now: datetime, tell: Tell
) -> Path | None:
    data = newsroom.settings.data.resolve()
    if not is_laid(find_databases(newsroom.settings, data).library):
        return None  # it was never opened
    folder = operator.data / REMOVED
    with store_errors(folder, "tạo", "make"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"{newsroom.name}-{now:%Y%m%dT%H%M%SZ}.tar"
    export_newsroom(newsroom, file, target, now, tell)
    return target


def _await_nobody(newsroom: Newsroom, wait: Callable[[float], object]) -> None:
    """Programs that stay let go of a newsroom within seconds when its file is gone."""
    queue = find_databases(newsroom.settings, newsroom.settings.data.resolve()).queue
    silent, waited = Rhythm().timeouts.silent, 0.0
    while others := present_programs(queue, silent):
        if waited >= _LEFT_WITHIN_S:
            listed = ", ".join(others)
            raise StoreError(
                f"Toà soạn {newsroom.name} còn đang mở (chương trình {listed}). Hãy dừng nó rồi "
                "thử lại. Chưa có gì bị thay đổi.",
                f"The newsroom {newsroom.name} is still open (program {listed}). Stop it, then "
                "try again. Nothing was changed.",
            )
        wait(0.5)
        waited += 0.5


def _delete(newsroom: Newsroom) -> None:
    settings = newsroom.settings
    data = settings.data.resolve()
    databases = find_databases(settings, data)
    media = open_media(settings, data)
    for name, _ in media.names() if media.is_far else ():
        media.remove(name)
    clips = open_bucket(settings, CACHE_URL)
    if clips is not None:  # they say what drafts say
        FarClips(clips).prune(0, lambda _: ())
    for address in (databases.library, databases.queue):
        remove_database(address)
    for folder in (data, settings.cache.resolve()):
        with store_errors(folder, "xoá", "remove"):
            if folder.exists():
                shutil.rmtree(folder)

"""``loa.db`` made anew beside the old one, and put in its place when it is whole."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from service.compose.databases import Databases
from service.errors import NotFoundError, StoreError
from service.jobs import Rhythm, present_programs
from service.releasing.belonging import Testimony, check_folder, claim, read_testimony
from service.store.addresses import DatabaseAddress
from service.store.exchange import beside, carry_over, clear_beside, take_place
from service.store.library import Library, is_laid, open_library, passing_library, read_library
from service.store.media import Media
from service.store.upgrade import NewerLoaError
from service.tending.rebuilding import Rebuilt, rebuild

_BESIDE = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Renewal:
    """What became of the old library: where it lies, and its tables that were not carried over."""

    set_aside: str | None
    not_carried: tuple[str, ...]


def preview_rebuild(media: Media, tell: Callable[[Rebuilt], object]) -> None:
    """Tells each episode that would be made anew; writes nothing. Raises as ``rebuild_library``."""
    testimony = _testimony(media)
    with closing(passing_library()) as library:
        for each in rebuild(testimony, media, library):
            tell(each)


def rebuild_library(
    data: Path,
    databases: Databases,
    media: Media,
    now: datetime,
    tell: Callable[[Rebuilt], object],
    *,
    force: bool,
) -> Renewal:
    """The library of ``data`` is made anew from ``media``; each episode is told.

    The old file, or schema, is kept beside it under the date ``now``; from a file of the same
    installation, what the media folder does not hold is carried over: articles not spoken
    yet, corrections, lexicon, tokens, the audit. Stopped at any moment, either the old
    library or the new one stands there. Raises NotFoundError where the folder holds
    nothing, and StoreError while another program of this installation runs, and for a
    library that has articles, or cannot be read, without ``force``.
    """
    require_alone = partial(_require_alone, data, databases.queue)
    require_alone()
    testimony = _testimony(media)
    address = databases.library
    is_ours = _require_replaceable(address, testimony, force=force)
    clear_beside(address)
    with closing(open_library(beside(address))) as library:
        claim(testimony, library, media)
        for each in rebuild(testimony, media, library):
            tell(each)
    not_carried = carry_over(address) if is_ours else ()
    require_alone()  # one that was started meanwhile has written to the old one
    return Renewal(take_place(address, now), not_carried)


def adopt_folder(data: Path, databases: Databases, media: Media) -> int:
    """How many published episodes the empty ``media`` are to hold again.

    It carries the library's id from now on: at the next start the files are made anew of
    their clips, and an episode that has them no more is left out of the feed. Raises
    StoreError while another program of this installation runs, for a library that cannot
    be read, and for a folder that is not empty.
    """
    _require_alone(data, databases.queue)
    testimony = read_testimony(media)
    with closing(read_library(databases.library)) as library:
        if check_folder(testimony, library) is None:
            raise StoreError(
                f"Thư mục {media.place} không trống, hoặc chưa có gì được phát hành: không có gì "
                "để dựng lại. Chưa có gì bị thay đổi.",
                f"The folder {media.place} is not empty, or nothing was published: there is "
                "nothing to make anew. Nothing was changed.",
            )
        claim(testimony, library, media)
        return library.count_episodes()


def _require_alone(data: Path, queue: DatabaseAddress) -> None:
    """Nobody else writes: what they wrote to the old library from now on would be lost."""
    others = ", ".join(present_programs(queue, Rhythm().timeouts.silent))
    if others:
        raise StoreError(
            f"Loa đang chạy với thư mục {data} (chương trình {others}). Hãy dừng nó, rồi chạy "
            "lại `loa rebuild`. Chưa có gì bị thay đổi.",
            f"Loa is running with the folder {data} (program {others}). Stop it, then run "
            "`loa rebuild` again. Nothing was changed.",
        )


def _testimony(media: Media) -> Testimony:
    testimony = read_testimony(media)
    if not testimony.episode_ids:
        raise NotFoundError(
            f"Thư mục {media.place} không có tập nào để dựng lại.",
            f"The folder {media.place} holds no episode to rebuild.",
        )
    return testimony


def _require_replaceable(database: DatabaseAddress, testimony: Testimony, *, force: bool) -> bool:
    """Whether the old library is there, can be read and is of this installation."""
    try:
        if not is_laid(database):
            return False
        with closing(read_library(database)) as old:
            count, is_ours = old.count_articles(), _is_ours(old, testimony)
    except StoreError as e:
        if force:
            return False
        if isinstance(e, NewerLoaError):
            raise  # whole: to make it anew from less would be no help
        raise StoreError(
            f"{e.vi} Thêm --force để dựng lại; tệp cũ được cất bên cạnh.",
            f"{e.en} Add --force to rebuild; the old file is kept beside.",
        ) from e
    if count and not force:
        raise StoreError(
            f"{database} có {count} bài. Thêm --force để dựng lại; tệp cũ được cất bên cạnh.",
            f"{database} has {count} articles. Add --force to rebuild; the old file is kept.",
        )
    return is_ours


def _is_ours(old: Library, testimony: Testimony) -> bool:
    own = old.installation()
    return own is not None and own == testimony.installation

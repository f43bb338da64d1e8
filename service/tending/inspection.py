"""Looks at everything that is published and at what it was made from; mends nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from service.audio.cache import ClipCache
from service.making.edition import has_manifest
from service.making.mending import FEED_LENGTH, has_size, is_whole
from service.model import Edition, Episode, card_of
from service.model.published_names import FEED_FILE
from service.releasing.heads import unfitting
from service.store.files import PublishedFile
from service.store.integrity import damages
from service.store.library import Library
from service.store.media import Media
from service.store.places import QUEUE

_LISTED_AT_ONCE = 100

Watch: TypeAlias = Callable[[str, int, int], object]
"""Told what is looked at (Vietnamese), how many were, and of how many."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong, and what to do about it, both in Vietnamese and in English."""

    vi: str
    en: str
    cure_vi: str
    cure_en: str


def inspect_sizes(library: Library, media: Media) -> Iterator[Finding]:
    """What a look at lengths finds: lost and cut files, a feed that does not offer what is there.

    Cheap: no file is read. Raises StoreError.
    """
    if not media.exists(FEED_FILE):
        if library.has_episodes():
            yield Finding("Thiếu feed.xml.", "The feed is missing.", *_START)
    elif any(has_size(file, media) for file in unfitting(library, media)):
        # That it still offers a lost or cut one is told below, once, with the file.
        yield Finding(
            "Feed không khớp với các tệp đang có.", "The feed does not fit the files.", *_START
        )
    for files in _current_files(library):
        sizes = media.sizes(file.name for file in files)
        for file in files:
            if sizes.get(file.name) != file.length:
                yield _broken(file, "mất hoặc bị cắt", "lost or cut")


def inspect_deeply(
    library: Library,
    media: Media,
    cache: ClipCache,
    databases: tuple[Path, ...],
    watch: Watch,
) -> Iterator[Finding]:
    """What reading everything finds: databases, rows, files, manifests, clips.

    Raises StoreError.
    """
    for number, path in enumerate(databases):
        watch("Đang kiểm tra cơ sở dữ liệu", number, len(databases))
        for told in damages(path):
            yield Finding(
                f"Cơ sở dữ liệu {path.name} hỏng: {told}.",
                f"The database {path.name} is damaged: {told}.",
                *_CURES.get(path.name, _RESTORE),
            )
    yield from _inspect_files(library, media, watch)
    yield from _inspect_editions(library, media, cache, watch)


def _inspect_files(library: Library, media: Media, watch: Watch) -> Iterator[Finding]:
    files = list(_every_file(library))
    current = {file.name for files in _current_files(library) for file in files}
    for number, file in enumerate(files):
        watch("Đang đọc các tệp đã phát hành", number, len(files))
        # A recording that was replaced may have been retired; one that is there is whole.
        # Of a current one that is not as long, the look at lengths has told.
        due = has_size(file, media) or file.name not in current
        if due and media.exists(file.name) and not is_whole(file, media):
            yield _broken(file, "đã đổi khác", "not what was published")


def _inspect_editions(
    library: Library, media: Media, cache: ClipCache, watch: Watch
) -> Iterator[Finding]:
    ids = list(_episode_ids(library))
    yield from _damaged_texts(library, None)
    damaged = set()
    for episode_id, number, has_copy in library.damaged_editions():
        damaged.add(episode_id)
        yield _damaged_row(episode_id, number, has_copy=has_copy)
    for number, episode_id in enumerate(ids):
        watch("Đang kiểm tra đoạn đã thu và bản kê", number, len(ids))
        episode = None if episode_id in damaged else library.episode(episode_id)
        if episode is not None:
            yield from _inspect_card(episode, library)
            yield from _inspect_edition(episode.edition, media, cache)


def inspect_newest_rows(library: Library) -> Iterator[Finding]:
    """The damaged rows among those that the feed is made of. Raises StoreError."""
    yield from _damaged_texts(library, FEED_LENGTH)
    for episode_id, number, has_copy in library.damaged_editions(newest=FEED_LENGTH):
        yield _damaged_row(episode_id, number, has_copy=has_copy)


def _damaged_texts(library: Library, newest: int | None) -> Iterator[Finding]:
    for article_id, source_id in library.damaged_texts(newest):
        yield Finding(
            f"Văn bản của bài {source_id} (mã {article_id}) trong cơ sở dữ liệu không đọc được và "
            "không có bản kê.",
            f"The text of article {source_id} (id {article_id}) in the database cannot be read, "
            "and no manifest has it.",
            "Hãy gửi lại bài.",
            "Send the article again.",
        )


def _damaged_row(episode_id: str, number: int, *, has_copy: bool) -> Finding:
    return Finding(
        f"Bản {number} của tập {episode_id} trong cơ sở dữ liệu không đọc được"
        + ("; đang phát theo bản kê của nó." if has_copy else " và không có bản kê."),
        f"Edition {number} of episode {episode_id} in the database cannot be read"
        + ("; it is served as its manifest tells." if has_copy else ", and has no manifest."),
        *(_REBUILD if has_copy else _RESTORE),
    )


def _inspect_edition(edition: Edition, media: Media, cache: ClipCache) -> Iterator[Finding]:
    name = edition.episode_id
    if not has_manifest(edition, media):
        yield Finding(
            f"Tập {name}: bản kê mất hoặc hỏng.",
            f"Episode {name}: its manifest is lost or damaged.",
            f"Chạy `loa regenerate {name}`: bản kê được ghi lại.",
            f"Run `loa regenerate {name}`, which writes it again.",
        )
    keys = {each.clip_key for each in edition.played if each.clip_key}
    lost = sum(cache.find(key) is None for key in keys)
    if lost:
        yield Finding(
            f"Tập {name}: {lost} trong {len(keys)} đoạn đã thu mất hoặc hỏng; bản đang phát "
            "không bị gì, nhưng nếu tệp của nó hỏng thì phải thu lại.",
            f"Episode {name}: {lost} of {len(keys)} clips are lost or broken; what is "
            "published is not, but its file could not be built again.",
            "Không cần làm gì: đoạn thiếu được thu khi bài được thu lại.",
            "Nothing has to be done: they are made when the article is recorded again.",
        )


def _inspect_card(episode: Episode, library: Library) -> Iterator[Finding]:
    if library.stored_card(episode.id) != card_of(episode):
        yield Finding(
            f"Tập {episode.id}: phiếu của tập trong danh sách nói khác bản đang phát.",
            f"Episode {episode.id}: its card in the lists disagrees with its edition.",
            "`loa serve` tự sửa trong vòng kiểm tra các tệp; `loa rebuild --force` sửa ngay.",
            "`loa serve` corrects it on its round of the files; `loa rebuild --force` at once.",
        )


def _broken(file: PublishedFile, vi: str, en: str) -> Finding:
    return Finding(
        f"Tập {file.episode_id}: tệp {file.name} {vi}.",
        f"Episode {file.episode_id}: the file {file.name} is {en}.",
        f"`loa serve` tự dựng lại trong mười phút; muốn ngay thì chạy "
        f"`loa regenerate {file.episode_id}`.",
        f"`loa serve` mends it within ten minutes; `loa regenerate {file.episode_id}` at once.",
    )


def _current_files(library: Library) -> Iterator[Sequence[PublishedFile]]:
    """The current files, some at a time."""
    place = ""
    while files := library.files_after(place, _LISTED_AT_ONCE):
        yield files
        place = files[-1].episode_id


def _episode_ids(library: Library) -> Iterator[str]:
    place = ""
    while ids := library.ids_after(place, _LISTED_AT_ONCE):
        yield from ids
        place = ids[-1]


def _every_file(library: Library) -> Iterator[PublishedFile]:
    return iter({file.name: file for file in library.every_file()}.values())


_START = (
    "Chạy `loa serve` hoặc `loa worker`: feed được ghi lại.",
    "Start `loa serve` or `loa worker`, which writes it again.",
)
_REBUILD = (
    "Dừng Loa và chạy `loa rebuild --force`: bản ghi được dựng lại từ bản kê.",
    "Stop Loa and run `loa rebuild --force`, which makes it anew from the manifest.",
)
_RESTORE = (
    "Dừng Loa và đặt lại bản sao lưu gần nhất của tệp này.",
    "Stop Loa and put the newest backup of this file back.",
)
_CURES = {
    QUEUE: (
        "Dừng Loa và cất tệp này đi chỗ khác: hàng đợi được dựng lại; không bài nào mất.",
        "Stop Loa and move this file away: the queue is made anew, no article is lost.",
    ),
}

"""Looks at the pictures that articles show, and at covers; mends nothing."""

from collections.abc import Iterator

from service.model.published_names import file_of
from service.store.library import Library
from service.store.media import Media
from service.tending.inspection import Finding, Watch
from service.tending.pictures import LOOKED_AT_ONCE


def inspect_pictures(library: Library, media: Media, watch: Watch) -> Iterator[Finding]:
    """What reading every shown picture finds: those that are lost, or not what was kept.

    Raises StoreError.
    """
    place, seen = "", 0
    while files := library.picture_files_after(place, LOOKED_AT_ONCE):
        for name, article_id in files:
            watch("Đang đọc các tệp ảnh", seen, seen + len(files))
            seen += 1
            if not media.exists(name):
                yield _lost(name, article_id)
            elif not _is_whole(name, media):
                yield _damaged(name, article_id)
        place = files[-1][0]


def inspect_covers(library: Library, media: Media, watch: Watch) -> Iterator[Finding]:
    """What reading every episode's cover finds: those that are lost, or not what was drawn.

    Raises StoreError.
    """
    place, seen = "", 0
    while covers := library.covers_after(place, LOOKED_AT_ONCE):
        for name, episode_id in covers:
            watch("Đang đọc các ảnh bìa", seen, seen + len(covers))
            seen += 1
            if not media.exists(name):
                yield Finding(
                    f"Tập {episode_id}: mất ảnh bìa {name}.",
                    f"Episode {episode_id}: the cover {name} is lost.",
                    *_DRAWN_AGAIN,
                )
            elif not _is_whole(name, media):
                yield Finding(
                    f"Tập {episode_id}: ảnh bìa {name} đã hỏng.",
                    f"Episode {episode_id}: the cover {name} is damaged.",
                    *_DELETE,
                )
        place = covers[-1][0]


_DRAWN_AGAIN = (
    "`loa serve` tự vẽ lại trong mười phút.",
    "`loa serve` draws it again within ten minutes.",
)
_DELETE = (
    "Xem ổ đĩa có lỗi không, rồi xoá tệp ấy trong thư mục media: nó được vẽ lại.",
    "Look whether the disk fails, then delete the file in the media folder: it is drawn again.",
)


def _is_whole(name: str, media: Media) -> bool:
    """Whether the bytes are those that the name was made of."""
    digest = media.digest(name)
    return digest is not None and digest.startswith(file_of(name).partition(".")[0])


def _lost(name: str, article_id: str) -> Finding:
    return Finding(
        f"Bài {article_id}: mất tệp ảnh {name}.",
        f"Article {article_id}: the picture {name} is lost.",
        "`loa serve` tự lấy lại ảnh từ trang báo; ảnh đã gửi kèm bài thì gửi lại bài cùng ảnh.",
        "`loa serve` fetches it again from the newspaper's site; one that came with the article "
        "is sent with it again.",
    )


def _damaged(name: str, article_id: str) -> Finding:
    return Finding(
        f"Bài {article_id}: tệp ảnh {name} đã hỏng.",
        f"Article {article_id}: the picture {name} is damaged.",
        "Xem ổ đĩa có lỗi không, rồi xoá tệp ấy trong thư mục media: nó được lấy lại như ảnh mất.",
        "Look whether the disk fails, then delete the file in the media folder: it comes back "
        "as a lost one does.",
    )

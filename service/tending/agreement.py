"""Whether the library, what it counts and the media folder agree, by looking at all of it."""

from collections.abc import Iterator

from service.store.library import Library
from service.store.media import Media
from service.tending.inspection import Finding

_NAMED = 5
_NAMES = {"articles": "bài", "episodes": "tập"}


def inspect_tallies(library: Library) -> Iterator[Finding]:
    """The lists that have another length than is kept of them. Raises StoreError."""
    for name in library.wrong_tallies():
        yield Finding(
            f"Số {_NAMES[name]} được giữ khác số {_NAMES[name]} có thật: trang cuối của danh "
            "sách có thể thiếu hoặc thừa.",
            f"Another number of {name} is kept than there are: the last pages of their list may "
            "be missing or empty.",
            "`loa serve` đếm lại sau mỗi vòng kiểm tra các tệp.",
            "`loa serve` counts anew after each round of the files.",
        )


def inspect_folders(library: Library, media: Media) -> Iterator[Finding]:
    """The episodes in the media folder that the library does not know. Raises StoreError."""
    unknown = sorted(media.with_manifest(library.unknown_articles(media.folders())))
    if unknown:
        named = ", ".join(unknown[:_NAMED]) + (", …" if len(unknown) > _NAMED else "")
        yield Finding(
            f"Thư mục media có {len(unknown)} tập mà cơ sở dữ liệu không biết: {named}.",
            f"The media folder has {len(unknown)} episodes that the database does not know: "
            f"{named}.",
            "Dừng Loa, rồi đặt lại đúng loa.db hoặc chạy `loa rebuild --force`; nếu các thư mục "
            "ấy không phải của nơi này, hãy bỏ chúng đi.",
            "Stop Loa and put the right loa.db back, or run `loa rebuild --force`; take them away "
            "where they are not of this installation.",
        )

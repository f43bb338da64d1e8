"""Whether the library is the one that this media folder was published from.

An empty, older or foreign library would write a feed that lacks what subscribers have.
So the two carry one id, and what lies in the folder must be known to the library.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from service.errors import StoreError
from service.model import Trouble
from service.model.published_names import FEED_FILE, episode_of
from service.outputs.published_feed import NOTHING, PublishedFeed, read_feed
from service.store.library import Library
from service.store.media import Media

INSTALLATION = "installation"
"""The file in the media folder that holds the installation's id."""

GENERATION = "generation"
"""What changes with each new feed, in the library (a fact) and in the media folder (a file).

Where both say the same, the library is the one that published here last, and knows every
folder: nobody has to list them. An older copy of it says an older one.
"""

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Testimony:
    """What the media folder says was published: by its id, its manifests and its feed.

    ``list_folders`` gives the names of all folders in it, and ``with_manifest`` those of
    some names that hold a manifest: tens of thousands are neither listed nor looked into
    at each start.
    """

    installation: str | None
    generation: str | None
    has_folders: bool
    feed: PublishedFeed
    list_folders: Callable[[], frozenset[str]]
    with_manifest: Callable[[Iterable[str]], frozenset[str]]

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all, as the place of a disk that is not mounted."""
        return not (self.installation or self.has_folders or self.feed.episode_ids)

    @property
    def episode_ids(self) -> frozenset[str]:
        """Every episode that it knows of. Raises StoreError when it cannot be read."""
        return self.with_manifest(self.list_folders()) | self.feed.episode_ids


NO_TESTIMONY = Testimony(None, None, False, NOTHING, frozenset, frozenset)
"""What a folder says that cannot be read."""


def read_testimony(media: Media) -> Testimony:
    """What ``media`` says was published. Raises StoreError when it cannot be read."""
    return Testimony(
        _read_line(INSTALLATION, media),
        _read_line(GENERATION, media),
        media.has_folders(),
        published_feed(media),
        media.folders,
        media.with_manifest,
    )


def _read_line(name: str, media: Media) -> str | None:
    told = media.read(name) if media.exists(name) else b""
    return told.decode("ascii", "replace").strip() or None


def published_feed(media: Media) -> PublishedFeed:
    """What the feed on disk offers; nothing where there is none."""
    return read_feed(media.read(FEED_FILE)) if media.exists(FEED_FILE) else NOTHING


def check_belonging(testimony: Testimony, library: Library, database: object) -> Trouble | None:
    """Why ``library``, which lies in ``database``, must not publish here; None if it may.

    The testimony was read before: of another program that publishes meanwhile, the
    library then knows more than the folder said, and never less.
    """
    own = library.installation()
    if None not in (own, testimony.installation) and own != testimony.installation:
        return _foreign(database)
    offered = testimony.feed.episode_ids
    folders = frozenset[str]() if _published_last(testimony, library) else testimony.list_folders()
    strange = library.unknown_articles(folders | offered)
    unknown = testimony.with_manifest(folders.intersection(strange)) | offered.intersection(strange)
    if unknown:
        return lost_library(sorted(unknown), database)
    newer = library.unknown_files(testimony.feed.files)
    return lost_library([episode_of(each) for each in newer], database) if newer else None


def check_folder(testimony: Testimony, library: Library) -> Trouble | None:
    """Why the media folder cannot be the one that ``library`` published in; None if it may."""
    if testimony.is_empty and library.installation() is not None and library.has_editions():
        return _unmounted()
    return None


def _published_last(testimony: Testimony, library: Library) -> bool:
    """Whether nobody else has published in the folder since the library did."""
    told = testimony.generation
    return told is not None and told == library.fact(GENERATION)


def vouch(testimony: Testimony, library: Library, media: Media) -> None:
    """The next start need list no folders: the library was found to know them all.

    Raises StoreError.
    """
    if not _published_last(testimony, library):
        _begin_generation(library, media)


def follow_generation(library: Library, media: Media) -> None:
    """A new feed is a new generation, where the library had published the one before.

    Where not, the next start looks at all that lies in the folder. Raises StoreError.
    """
    if _read_line(GENERATION, media) == library.fact(GENERATION):
        _begin_generation(library, media)


def _begin_generation(library: Library, media: Media) -> None:
    generation = str(uuid.uuid4())
    # Stopped in between, they differ, and the next start looks at everything.
    library.keep_fact(GENERATION, generation)
    media.write(GENERATION, f"{generation}\n".encode())


def claim(testimony: Testimony, library: Library, media: Media) -> None:
    """Library and folder carry one id from now on. Raises StoreError."""
    own = library.installation()
    if own is None:
        own = library.claim_installation(testimony.installation or str(uuid.uuid4()))
    if own != testimony.installation:
        media.write(INSTALLATION, f"{own}\n".encode())


def require_own_folder(media: Media, library: Library) -> None:
    """Raises StoreError where editions were made and ``media`` is not where they lie now.

    A disk may come off a running Loa and leave an empty folder in its place, which would
    have a feed of the next article alone.
    """
    own = library.installation()
    if own not in (None, _read_line(INSTALLATION, media)) and library.has_editions():
        raise _unmounted().as_error()


def lost_library(unknown: Sequence[str], database: object) -> Trouble:
    """The trouble that the library lacks episodes that were published."""
    named = ", ".join(unknown[:_NAMED]) + (", …" if len(unknown) > _NAMED else "")
    cure_vi, cure_en = _cure(database)
    return Trouble(
        f"Cơ sở dữ liệu không biết {len(unknown)} tập đã phát hành: tệp bị mất, bị thay, hoặc "
        "là bản sao lưu cũ. Danh sách đang phát được giữ nguyên.",
        f"The database does not know {len(unknown)} published episodes: it is lost, replaced, "
        "or an older copy. What is published stays as it is.",
        f"Đó là: {named}. {cure_vi}",
        f"They are: {named}. {cure_en}",
    )


def _foreign(database: object) -> Trouble:
    return Trouble(
        "Cơ sở dữ liệu thuộc về một nơi cài đặt khác, không phải của thư mục media này. "
        "Danh sách đang phát được giữ nguyên.",
        "The database belongs to another installation than this media folder. "
        "What is published stays as it is.",
        *_cure(database),
    )


def _unmounted() -> Trouble:
    return Trouble(
        "Thư mục media không phải thư mục của nơi cài đặt này: nó trống, hoặc ổ đĩa chưa được "
        "gắn. Không ghi gì vào đó.",
        "The media folder is not this installation's: it is empty, or its disk is not mounted. "
        "Nothing is written there.",
        "Hãy gắn lại ổ đĩa hoặc đặt lại thư mục rồi khởi động lại Loa. Nếu nó đã mất hẳn: dừng "
        "Loa, chạy `loa rebuild --media` để Loa dựng lại các tệp từ những đoạn đã thu.",
        "Mount the disk or put the folder back, then start Loa again. If it is lost for good: "
        "stop Loa and run `loa rebuild --media`, which lets Loa make the files anew of its clips.",
    )


def _cure(database: object) -> tuple[str, str]:
    return (
        f"Dừng Loa, đặt lại đúng {database}; hoặc chạy `loa rebuild` để dựng lại từ thư "
        "mục media (khi tệp còn bài thì thêm --force: nó được cất bên cạnh).",
        f"Stop Loa and put the right {database} back, or run `loa rebuild`, which makes it "
        "anew from the media folder (with --force where it has articles: it is kept beside).",
    )


def require_kept(offered: frozenset[str], media: Media, library: Library) -> None:
    """Raises StoreError where a feed that offers ``offered`` would forget an episode.

    That is one that the feed on disk offers, or that has a manifest while nothing is
    offered at all, and that the library does not know. One that it knows may be left
    out: it is too old, or its file is gone.
    """
    before = published_feed(media).episode_ids
    due = before if offered else before | media.with_manifest(media.folders())
    forgotten = library.unknown_articles(due - offered) if due - offered else ()
    if forgotten:
        named = ", ".join(forgotten[:_NAMED])
        raise StoreError(
            f"Không ghi danh sách phát: {len(forgotten)} tập đã phát hành ({named}) sẽ mất, vì "
            "cơ sở dữ liệu không biết chúng. Hãy đặt lại đúng loa.db hoặc chạy `loa rebuild`.",
            f"The feed is not written: {len(forgotten)} published episodes ({named}) would be "
            "lost, since the database does not know them. Put the right loa.db back, or run "
            "`loa rebuild`.",
        )

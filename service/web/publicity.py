"""Whether the public may have what is asked for: what was withdrawn is told to be gone."""

from service.errors import GoneError, NotFoundError, OutputError, StoreError
from service.model.published_names import PICTURES, episode_of, release_name
from service.model.release import Publication, Publicity, Withdrawal
from service.outputs.release_note import read_publication
from service.store.released import FileTold
from service.web.site import site


def gone(withdrawal: Withdrawal) -> GoneError:
    """What stands in the place of what was withdrawn, for people."""
    if withdrawal.is_deleted or not withdrawal.notice:
        return GoneError(
            "Bài này không còn được phát ở đây.", "This article is no longer published here."
        )
    return GoneError(
        f"Toà soạn đã gỡ bài này. {withdrawal.notice}",
        f"The newsroom has withdrawn this article. {withdrawal.notice}",
    )


def no_episode(episode_id: str) -> GoneError | NotFoundError:
    """Why the public has no episode of this id: it never had, or has no more."""
    withdrawal = site().service.library.withdrawal(episode_id)
    if withdrawal is not None:
        return gone(withdrawal)
    return NotFoundError("Không có bài này.", "There is no such episode.")


def require_public_file(name: str) -> FileTold | None:
    """What is told of the recording, where anything is.

    Raises GoneError for one that was withdrawn, NotFoundError for one of a draft.

    Asked at each request: what is withdrawn is nobody's from that moment on. While the
    database cannot be read, the media folder itself tells.
    """
    library = site().service.library
    told = None
    try:
        told = library.file_told(name)
        publicity = told.publicity if told else None
        if publicity is Publicity.PUBLISHED:
            return told
        withdrawal = library.withdrawal(episode_of(name))
    except StoreError:
        publicity, withdrawal = _told_by_folder(name)
    if withdrawal is not None:
        raise gone(withdrawal)
    if publicity is Publicity.UNRELEASED:
        raise NotFoundError("Không có bản ghi âm này.", "There is no such recording.")
    return told


def require_public_picture(file: str) -> None:
    """Raises GoneError for a picture of what was withdrawn alone, NotFoundError for a draft's.

    One that no row tells of is older than the rows; while the database cannot be read its name,
    which follows from every pixel, is the key.
    """
    try:
        publicity = site().service.library.publicity_of_picture(f"{PICTURES}/{file}")
    except StoreError:
        return
    if publicity is Publicity.WITHDRAWN:
        raise GoneError(
            "Bài có ảnh này không còn được phát ở đây.",
            "The article of this picture is no longer published here.",
        )
    if publicity is Publicity.UNRELEASED:
        raise NotFoundError("Không có ảnh này.", "There is no such picture.")


def require_public_cover(name: str) -> None:
    """Raises GoneError for a cover of what was withdrawn, NotFoundError for one that never was."""
    library, episode_id = site().service.library, episode_of(name)
    try:
        if library.is_cover_known(name):
            return
        withdrawal = library.withdrawal(episode_id)
    except StoreError:
        told = _publication_beside(name)
        if told is not None and told.publicity is Publicity.PUBLISHED:
            return
        withdrawal = told.withdrawal if told else None
    if withdrawal is not None:
        raise gone(withdrawal)
    raise NotFoundError("Không có ảnh này.", "There is no such picture.")


def _told_by_folder(name: str) -> tuple[Publicity | None, Withdrawal | None]:
    """What the file beside the manifests says; nothing where an older Loa wrote none."""
    publication = _publication_beside(name)
    if publication is None:
        return None, None
    return _of_file(name, publication), publication.withdrawal


def _publication_beside(name: str) -> Publication | None:
    """What of the article the public has had, as its folder tells; None where it tells nothing."""
    media, episode_id = site().service.media, episode_of(name)
    told = release_name(episode_id)
    if not media.exists(told):
        return None
    try:
        return read_publication(media.read(told))
    except (OutputError, StoreError):
        return Publication(episode_id, Publicity.UNRELEASED)


def _of_file(name: str, publication: Publication) -> Publicity:
    had = any(each.file == name for each in publication.releases)
    return publication.publicity if had else Publicity.UNRELEASED

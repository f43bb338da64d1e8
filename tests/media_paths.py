"""Where a published file stands, for tests that damage or look at what lies in a folder."""

from pathlib import Path

from service.store.media import Media, MediaFolder


def path_of(media: Media, name: str) -> Path | None:
    """The path of ``name`` in ``media``, which is a folder; None where it is not published."""
    assert isinstance(media, MediaFolder)
    return media.path(name)

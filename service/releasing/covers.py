"""An episode's cover follows its headline and its picture: drawn when it is released."""

import hashlib
import logging
from datetime import datetime

from service.covers import DRAWING, CoverStyle, EpisodeCover, draw_episode
from service.errors import StoreError
from service.fingerprint import fingerprint
from service.model import Edition, StoredPicture
from service.model.content import pictures_of
from service.model.published_names import cover_name, is_episode_cover
from service.outputs.addresses import episode_cover_path
from service.store.covers import KeptCover
from service.store.library import Library
from service.store.media import Media

_LEAST_WIDTH = 480
"""Pixels: a narrower picture is a blur across a cover."""
_MOST_FORMER = 1_000

_LOG = logging.getLogger(__name__)


def follow_cover(
    episode_id: str, library: Library, media: Media, style: CoverStyle | None, now: datetime
) -> None:
    """The episode has the cover of its current edition, in ``style``; without one it has none.

    Nothing is drawn where headline, section and picture are those of the cover that stands.
    What hinders it is told in the log and holds up no release: the podcast's own cover is shown,
    and the upkeep tries again.
    """
    try:
        _follow(episode_id, library, media, style, now)
    except StoreError as e:
        _LOG.error("bài %s chưa có ảnh bìa: %s (%s)", episode_id, e.vi, e.en)


def _follow(
    episode_id: str, library: Library, media: Media, style: CoverStyle | None, now: datetime
) -> None:
    kept = library.cover(episode_id)
    if style is None:
        if kept is not None:
            library.keep_cover(episode_id, None, now)
        return
    episode = library.readable_episode(episode_id)
    if episode is None:
        return
    edition = episode.edition
    picture = _picture(edition, media)
    form = _form(edition, picture, style)
    if kept is not None and kept.form == form and media.exists(kept.name):
        return
    revision = edition.revision
    told = EpisodeCover(
        revision.title, revision.section, style.station, media.read(picture) if picture else None
    )
    name = _publish(episode_id, draw_episode(told, style.faces), media)
    if kept != KeptCover(name, form):
        former = () if kept else _unknown(episode_id, name, media)
        library.keep_cover(episode_id, KeptCover(name, form), now, former)


def cover_url(episode_id: str, library: Library, base_url: str) -> str | None:
    """Where the episode's own cover is served below ``base_url``; None where it has none."""
    kept = library.cover(episode_id)
    return base_url + episode_cover_path(kept.name) if kept else None


def adopt_covers(episode_id: str, library: Library, media: Media, now: datetime) -> None:
    """The covers that lie in the episode's folder are its own: the last one written is current.

    For a library that was made anew, which knows of none.
    """
    names = _unknown(episode_id, "", media)
    if names and library.cover(episode_id) is None:
        written = {name: facts.modified for name in names if (facts := media.facts(name))}
        *former, last = sorted(written, key=lambda name: (written[name], name))
        library.keep_cover(episode_id, KeptCover(last, ""), now, former)


def _form(edition: Edition, picture: str | None, style: CoverStyle) -> str:
    revision = edition.revision
    return fingerprint(
        DRAWING, revision.title, revision.section or "", style.station, picture or ""
    )


def _picture(edition: Edition, media: Media) -> str | None:
    """The file of the first picture that is wide enough and there, in its widest form."""
    for each in pictures_of(edition.shown.content.nodes):
        widest = max(each.stored, key=_width, default=None)
        if widest and widest.width >= _LEAST_WIDTH and media.exists(widest.name):
            return widest.name
    return None


def _width(stored: StoredPicture) -> int:
    return stored.width


def _publish(episode_id: str, content: bytes, media: Media) -> str:
    """The name of the file that has ``content`` now."""
    digest = hashlib.sha256(content).hexdigest()
    name = cover_name(episode_id, digest)
    with media.scratch() as folder:
        beside = folder / "cover.jpg"
        beside.write_bytes(content)
        if media.digest(name) in (None, digest):
            media.publish(name, beside)
        else:  # damaged
            media.restore(name, beside)
    return name


def _unknown(episode_id: str, but: str, media: Media) -> list[str]:
    """The covers in the episode's folder, ``but`` one."""
    names = media.names_after("", episode_id, _MOST_FORMER)
    return [each for each in names if each != but and is_episode_cover(*each.split("/", 1))]

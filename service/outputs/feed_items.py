"""What a feed tells of each episode."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import TypedDict

from service.errors import OutputError
from service.legal_text import legal_text
from service.model import Alternate, Enclosure, Episode, Revision, fold_section
from service.model.timing import chapters
from service.outputs.addresses import (
    CAPTIONS,
    CHAPTERS,
    PAGE,
    SUBRIP,
    TRANSCRIPT,
    ascii_url,
    recording_path,
)
from service.outputs.corrections import ToldCorrection
from service.outputs.disclosure import synthetic_voices
from service.outputs.show_notes import NAME_BYTES, shorten, show_notes

_TITLE_BYTES = 1000
"""Of a title: ten times what a headline has."""

_ZONE = timezone(timedelta(hours=7))
"""Of seasons: Vietnam's. Not the one of the settings, where a change would move old episodes."""

_MOST_CATEGORIES = 20
"""Hundreds of items share one feed, and some newspapers give forty tags."""


@dataclass(frozen=True, slots=True)
class OfferedAlternate:
    """Another form of an episode's sound, and where it is served."""

    alternate: Alternate
    url: str


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An episode as the feed tells of it. Addresses are absolute.

    ``summary`` is plain text and ``description`` HTML; ``notes`` are the article in HTML, or
    None where the description must do. ``original_url`` is where the newspaper has the
    article, and ``cover_url`` the episode's own picture, or None where the channel's is shown.
    ``others`` are other forms of its sound.
    ``season`` is the year of the first release, and ``number`` the episode's own, which no
    other of the library has in any year.
    """

    guid: str
    title: str
    link: str
    published: datetime
    updated: datetime
    author: str | None
    summary: str
    description: str
    notes: str | None
    enclosure: Enclosure
    enclosure_url: str
    vtt_url: str
    srt_url: str
    transcript_url: str
    chapters_url: str | None
    original_url: str | None = None
    categories: tuple[str, ...] = ()
    is_synthetic: bool = True
    cover_url: str | None = None
    others: tuple[OfferedAlternate, ...] = ()
    season: int | None = None
    number: int | None = None


def feed_item(
    episode: Episode,
    *,
    base_url: str,
    correction: ToldCorrection | None = None,
    cover_url: str | None = None,
) -> FeedItem:
    """The feed's item for ``episode``, served below ``base_url`` (no trailing slash).

    A ``correction`` that the public is told of stands before the article. ``cover_url`` is
    where the episode's own picture is served.
    """
    edition = episode.edition
    revision = edition.revision
    has_chapters = bool(chapters(edition))
    addresses = item_addresses(episode.id, edition.enclosure, base_url, has_chapters=has_chapters)
    notes = show_notes(edition, page_url=addresses["link"], correction=correction)
    return FeedItem(
        guid=episode.guid,
        title=shorten(revision.title, _TITLE_BYTES),
        published=revision.published,
        updated=episode.updated,
        author=revision.author and shorten(revision.author, NAME_BYTES),
        summary=notes.summary,
        description=notes.description,
        notes=notes.article,
        enclosure=edition.enclosure,
        original_url=_original_url(revision),
        categories=_categories(revision),
        is_synthetic=bool(synthetic_voices(edition.voices)),
        cover_url=cover_url,
        others=tuple(
            OfferedAlternate(each, base_url + recording_path(each.file.name))
            for each in edition.alternates
        ),
        season=episode.first_published.astimezone(_ZONE).year if episode.sequence else None,
        number=episode.sequence,
        **addresses,
    )


def _original_url(revision: Revision) -> str | None:
    """The article's link where a feed can carry it: one that has no ASCII form is left out."""
    with suppress(OutputError):
        return ascii_url(revision.link or "")
    return None


def _categories(revision: Revision) -> tuple[str, ...]:
    """The section and the tags, each once whatever its letters."""
    named = [legal_text(each).strip() for each in (revision.section or "", *revision.tags)]
    distinct = {fold_section(each): each for each in reversed(named) if each}
    first = islice(reversed(distinct.values()), _MOST_CATEGORIES)
    return tuple(shorten(each, NAME_BYTES) for each in first)


class ItemAddresses(TypedDict):
    """The addresses of an item; all are absolute."""

    link: str
    enclosure_url: str
    vtt_url: str
    srt_url: str
    transcript_url: str
    chapters_url: str | None


def item_addresses(
    episode_id: str, enclosure: Enclosure, base_url: str, *, has_chapters: bool
) -> ItemAddresses:
    """Where an episode's page and files are served below ``base_url``."""
    return {
        "link": base_url + PAGE.path(episode_id=episode_id),
        "enclosure_url": base_url + recording_path(enclosure.name),
        "vtt_url": base_url + CAPTIONS.path(episode_id=episode_id),
        "srt_url": base_url + SUBRIP.path(episode_id=episode_id),
        "transcript_url": base_url + TRANSCRIPT.path(episode_id=episode_id),
        "chapters_url": base_url + CHAPTERS.path(episode_id=episode_id) if has_chapters else None,
    }

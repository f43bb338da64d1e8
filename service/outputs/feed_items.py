"""What a feed tells of each episode."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from service.model import Enclosure, Episode
from service.model.timing import chapters
from service.outputs.addresses import CAPTIONS, CHAPTERS, PAGE, SUBRIP, TRANSCRIPT, recording_path
from service.outputs.corrections import ToldCorrection, correction_notes, correction_words
from service.outputs.show_notes import describe_in_html, describe_plainly


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An episode as the feed tells of it. Addresses are absolute.

    ``notes`` is the article in HTML, or None where the description must do. ``cover_url`` is
    the picture of the episode itself, or None where the channel's is shown.
    """

    guid: str
    title: str
    link: str
    published: datetime
    updated: datetime
    author: str | None
    description: str
    notes: str | None
    enclosure: Enclosure
    enclosure_url: str
    vtt_url: str
    srt_url: str
    transcript_url: str
    chapters_url: str | None
    cover_url: str | None = None


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
    description, notes = describe_plainly(edition), describe_in_html(edition)
    if correction is not None:
        page = base_url + PAGE.path(episode_id=episode.id)
        description = f"{correction_words(correction)}\n\n{description}"
        notes = correction_notes(correction, page) + notes
    return FeedItem(
        guid=episode.guid,
        title=edition.revision.title,
        published=edition.revision.published,
        updated=episode.updated,
        author=edition.revision.author,
        description=description,
        notes=notes,
        enclosure=edition.enclosure,
        cover_url=cover_url,
        **item_addresses(
            episode.id, edition.enclosure, base_url, has_chapters=bool(chapters(edition))
        ),
    )


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

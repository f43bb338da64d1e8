"""What the tag before an edition's frames tells: of its article, its station and its voices."""

from datetime import UTC

from service.audio.tags import Origin, make_tag
from service.making.layout import Layout
from service.making.studio import Studio
from service.model import Chapter, Ms, Samples
from service.model.timing import mark_chapters
from service.outputs.captions import render_transcript_text
from service.outputs.disclosure import label_notes, label_words
from service.web_address import ascii_parts, split_web_address


def tag_edition(layout: Layout, length: Samples, studio: Studio) -> bytes:
    """The tag of a file whose sound is ``length`` samples long: names, label, chapters, cover.

    A file of Loa 1.0 is built again with the tag that it had, or it would be another file.
    """
    return _tag(layout, length, studio) if layout.tagging else _older_tag(layout, length, studio)


def _tag(layout: Layout, length: Samples, studio: Studio) -> bytes:
    revision, audio = layout.revision, layout.spec.format
    duration, voices = audio.to_ms(length), layout.voices
    published = revision.published.astimezone(UTC)
    return make_tag(
        title=revision.title,
        # The article's author wrote it and is not heard: players call TPE1 the performer.
        artist=studio.station,
        album=studio.station,
        date=published,
        duration=duration,
        chapters=mark_chapters(revision.title, layout.passages, duration, audio),
        text=render_transcript_text(revision),
        cover=studio.cover.content,
        origin=Origin(
            released=published,
            publisher=studio.publisher,
            writer=revision.author,
            link=_ascii_link(revision.link),
            comment=label_words(voices),
            notes=label_notes(voices),
        ),
    )


def _older_tag(layout: Layout, length: Samples, studio: Studio) -> bytes:
    revision, audio = layout.revision, layout.spec.format
    duration = audio.to_ms(length)
    marked = mark_chapters(revision.title, layout.passages, duration, audio)
    return make_tag(
        title=revision.title,
        artist=revision.author or studio.station,
        album=studio.station,
        date=revision.published,
        duration=duration,
        chapters=marked or (Chapter(revision.title, Ms(0), duration),),
        text=render_transcript_text(revision),
        cover=studio.cover.content,
    )


def _ascii_link(link: str | None) -> str | None:
    """``link`` as an ID3 URL frame takes it, or None for what is no address."""
    parts = split_web_address(link) if link else None
    try:
        return ascii_parts(parts).geturl() if parts else None
    except ValueError:
        return None

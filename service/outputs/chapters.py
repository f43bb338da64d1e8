"""Chapters of an edition and their file: JSON chapters of the podcast namespace."""

import json
from collections.abc import Sequence

from service.model import BlockKind, Chapter, Edition, Samples
from service.outputs.legal_text import legal_text


def edition_chapters(edition: Edition) -> tuple[Chapter, ...]:
    """One chapter from the beginning, under the article's title, and one for each heading heard.

    Chapters meet without gaps; the last ends with the recording.
    """
    places = [(Samples(0), edition.revision.title)]
    for passage in edition.passages:
        opens = passage.segment.kind is BlockKind.HEADING
        if opens and passage.span and passage.span.begin > places[-1][0]:
            places.append((passage.span.begin, passage.segment.text))
    to_ms = edition.spec.format.to_ms
    begins = [to_ms(begin) for begin, _ in places]
    ends = [*begins[1:], edition.enclosure.duration]
    return tuple(
        Chapter(title, begin, end)
        for (_, title), begin, end in zip(places, begins, ends, strict=True)
    )


def render_chapters(chapters: Sequence[Chapter], *, title: str) -> str:
    """The file of JSON chapters 1.2.0 for the episode called ``title``; times in seconds."""
    listed = [
        {
            "startTime": chapter.begin / 1000,
            "endTime": chapter.end / 1000,
            "title": legal_text(chapter.title),
        }
        for chapter in chapters
    ]
    document = {"version": "1.2.0", "title": legal_text(title), "chapters": listed}
    return json.dumps(document, ensure_ascii=False) + "\n"

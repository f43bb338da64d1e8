"""The chapter file of an episode: JSON chapters of the podcast namespace."""

import json
from collections.abc import Sequence

from service.legal_text import close_directions, legal_text
from service.model import Chapter


def render_chapters(chapters: Sequence[Chapter], *, title: str) -> str:
    """The file of JSON chapters 1.2.0 for the episode called ``title``; times in seconds."""
    listed = [
        {
            "startTime": chapter.begin / 1000,
            "endTime": chapter.end / 1000,
            "title": close_directions(legal_text(chapter.title)),
        }
        for chapter in chapters
    ]
    document = {"version": "1.2.0", "title": legal_text(title), "chapters": listed}
    return json.dumps(document, ensure_ascii=False) + "\n"

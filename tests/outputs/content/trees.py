"""Contents for pages: of every kind, and an edition that reads one."""

from collections.abc import Sequence

from service.model import Edition, Passage, Revision, Samples, Segment, Span, Utterance
from service.model.content import Content, Inline, Paragraph, Run
from service.text.segments import split_segments
from tests.model.trees import TREES
from tests.outputs.episodes import edition

CONTENTS = TREES.map(lambda nodes: Content([Paragraph((Run("Mở đầu."),)), *nodes]))


def line(text: str) -> Inline:
    """A plain line."""
    return (Run(text),)


def reading_of(content: Content, *, silent: Sequence[int] = ()) -> Edition:
    """An edition that reads ``content``, but for the segments of these places."""
    model = edition()
    old = model.revision
    revision = Revision(
        id="rev1",
        source_id="bai/1",
        title=old.title,
        published=old.published,
        author=None,
        section=None,
        link=None,
        content=content,
    )
    segments = split_segments(revision.leaves)
    passages = [
        _passage(number, segment, heard=number not in silent)
        for number, segment in enumerate(segments)
    ]
    return edition(blocks=revision.blocks, passages=passages, revision=revision)


def _passage(number: int, segment: Segment, *, heard: bool) -> Passage:
    begin = 48_000 * number
    return Passage(
        segment,
        Utterance(segment.id, segment.text if heard else ""),
        f"clip{number}" if heard else None,
        Span(segment.id, Samples(begin), Samples(begin + 43_200)) if heard else None,
    )

"""The captions of an edition: each sentence that is heard in its parts, each part when it is said.

The spoken notice has its own: whoever reads along is told what the others hear.

Where a sentence begins and ends is known to the sample, and where a pause is heard in it; what
is said in between is shared out by how long it takes to say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.legal_text import close_directions, legal_text
from service.model import Cue, Edition, Ms, Utterance
from service.model.notice import NOTICE_ID
from service.model.timing import played_cues
from service.outputs.captions.breaths import anchors, when_said
from service.outputs.captions.caption import Caption
from service.outputs.captions.parts import parts_of
from service.outputs.captions.spoken import spoken_before

LEAST_SHOWN = Ms(1000)
"""A part is shown as long as this where its sentence lasts long enough."""


def captions(edition: Edition) -> tuple[Caption, ...]:
    """What is shown while ``edition`` is heard, in order; none overlaps the next."""
    heard = (passage for passage in edition.played if passage.span is not None)
    levels = {at: leaf.level for at, leaf in enumerate(edition.revision.leaves) if leaf.level}
    return tuple(
        replace(
            caption,
            # The notice stands in no block of the article.
            heading=None if is_notice else levels.get(passage.segment.block),
            voice=(passage.spec or edition.spec).voice.label,
            is_notice=is_notice,
        )
        for passage, cue in zip(heard, played_cues(edition), strict=True)
        for is_notice in [passage.segment.id == NOTICE_ID]
        for caption in caption_sentence(cue, passage.utterance)
    )


def caption_sentence(cue: Cue, utterance: Utterance) -> Iterator[Caption]:
    """The captions of one sentence: together they show all of it, from its begin to its end.

    None has zero length, which browsers would drop (WebVTT, section 4.1); a sentence without
    anything that can be shown has none.
    """
    text = _one_line(cue.text)
    parts = parts_of(text)
    if cue.end - cue.begin < len(parts):
        parts = ((text,),)
    ends = _ends(cue, ["".join(lines) for lines in parts], spoken_before(utterance, text))
    shown = [tuple(filter(None, map(_closed, lines))) for lines in parts]
    begin = cue.begin
    for number, (end, lines) in enumerate(zip(ends, shown, strict=True), 1):
        if lines:
            name = cue.segment_id if len(parts) == 1 else f"{cue.segment_id}.{number}"
            yield Caption(name, begin, end, lines)
        begin = end


def _ends(cue: Cue, parts: Sequence[str], spoken: Sequence[float]) -> list[Ms]:
    """When each part ends; the last one with its sentence."""
    whole = max(cue.end - cue.begin, 1)
    least = min(LEAST_SHOWN, whole // len(parts))
    pauses = [(begin - cue.begin, end - cue.begin) for begin, end in cue.pauses]
    known = anchors("".join(parts), spoken, pauses, whole)
    ends, at, earliest = [], 0, 0
    for left, part in zip(range(len(parts) - 1, 0, -1), parts, strict=False):
        at += len(part)
        earliest = min(
            max(round(when_said(spoken[at], known)), earliest + least), whole - left * least
        )
        ends.append(Ms(cue.begin + earliest))
    return [*ends, Ms(cue.begin + whole)]


def _closed(line: str) -> str:
    """``line`` without what would turn the next one round; an empty one would end its caption."""
    return close_directions(line).strip()


def _one_line(text: str) -> str:
    """``text`` that any player shows: a line break of its own would end or hide a part."""
    return " ".join(legal_text(text).splitlines()).strip()

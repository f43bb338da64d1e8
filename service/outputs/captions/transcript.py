"""The text of an episode: with its times as JSON of the podcast namespace, or alone."""

import json
from collections.abc import Sequence

from service.legal_text import legal_text
from service.model import BlockKind, Leaf, Revision
from service.outputs.captions.caption import Caption, has_speakers


def render_transcript_json(captions: Sequence[Caption]) -> str:
    """The JSON transcript of the podcast namespace, version 1.0.0; times in seconds.

    Beside what it names, each segment has its caption's ``id``, and that of a heading its
    level as ``heading``; ``notice`` is true of the spoken notice, which is no sentence of the
    article. Apps pass over what they do not know. Speakers are named where there are several.
    """
    several = has_speakers(captions)
    segments = [_segment(each, names_speaker=several) for each in captions]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False) + "\n"


def _segment(caption: Caption, *, names_speaker: bool) -> dict[str, str | float]:
    told: dict[str, str | float] = {"id": caption.id}
    if names_speaker and caption.voice:
        told["speaker"] = caption.voice
    told["startTime"], told["endTime"] = caption.begin / 1000, caption.end / 1000
    told["body"] = " ".join(caption.lines)
    if caption.is_notice:
        told["notice"] = True
    return told if caption.heading is None else told | {"heading": caption.heading}


def render_transcript_text(revision: Revision) -> str:
    """The printed text of ``revision``, blocks separated by empty lines."""
    return legal_text("\n\n".join(map(_printed, revision.leaves))) + "\n"


def _printed(leaf: Leaf) -> str:
    """A line behind what counts it, or what else tells it from a paragraph."""
    match leaf.kind:
        case BlockKind.NOTE if leaf.label:
            return f"[{leaf.label}] {leaf.text}"
        case BlockKind.PICTURE:
            return f"[Ảnh: {leaf.text}]"
        case BlockKind.EMBED:
            return f"[Trên trang gốc: {leaf.text}]"
        case BlockKind.ATTRIBUTION:
            return f"— {leaf.text}"
    if leaf.label:
        return f"{leaf.label}. {leaf.text}"
    return f"- {leaf.text}" if leaf.kind is BlockKind.LIST_ITEM else leaf.text

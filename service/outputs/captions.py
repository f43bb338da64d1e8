"""Cues become captions and transcripts: WebVTT, podcast-namespace JSON, plain text."""

import json
import re
from collections.abc import Sequence

from service.legal_text import legal_text
from service.model import LANGUAGE, BlockKind, Cue, Leaf, Ms, Revision


def render_vtt(cues: Sequence[Cue], *, language: str = LANGUAGE) -> str:
    """A WebVTT file in which each cue's identifier is its segment's id.

    A cue never has zero length, which browsers would drop (WebVTT, section 4.1).
    """
    header = f"WEBVTT\nKind: captions\nLanguage: {language}\n"
    return "\n".join([header, *map(_vtt_cue, cues)])


def render_transcript_json(cues: Sequence[Cue]) -> str:
    """The JSON transcript of the podcast namespace, version 1.0.0; times in seconds."""
    segments = [
        {
            "startTime": cue.begin / 1000,
            "endTime": _visible_end(cue) / 1000,
            "body": _one_line(cue.text),
        }
        for cue in cues
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False) + "\n"


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


def _vtt_cue(cue: Cue) -> str:
    times = f"{_timestamp(cue.begin)} --> {_timestamp(_visible_end(cue))}"
    return f"{cue.segment_id}\n{times}\n{_escape(_one_line(cue.text))}\n"


def _visible_end(cue: Cue) -> Ms:
    return Ms(max(cue.end, cue.begin + 1))


def _timestamp(at: Ms) -> str:
    seconds, ms = divmod(at, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{ms:03}"


def _one_line(text: str) -> str:
    """``text`` without line breaks: an empty line would end the cue."""
    return re.sub(r"[\r\n]+", " ", legal_text(text))


def _escape(text: str) -> str:
    """``text`` as WebVTT cue text; escaping ">" also takes care of "-->"."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

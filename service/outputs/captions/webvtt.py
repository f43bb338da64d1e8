"""Captions as WebVTT (W3C), which browsers and podcast players show."""

from collections.abc import Sequence

from service.legal_text import legal_text
from service.model import LANGUAGE
from service.outputs.captions.caption import Caption, has_speakers
from service.outputs.captions.clock import timestamp


def render_vtt(
    captions: Sequence[Caption], *, language: str = LANGUAGE, note: str | None = None
) -> str:
    """A WebVTT file in which each cue's identifier is its caption's.

    Where several voices are heard each cue is a span of its own (``<v …>``). ``note`` stands
    before all cues as a comment, for whoever opens the file: players show none.
    """
    header = f"WEBVTT\nKind: captions\nLanguage: {language}\n"
    several = has_speakers(captions)
    notes = [_comment(note)] if note else []
    cues = (_cue(each, names_speaker=several) for each in captions)
    return "\n".join([header, *notes, *cues])


def _comment(text: str) -> str:
    """One line: an empty one would end the comment, and an arrow make it a cue (4.1)."""
    return f"NOTE {' '.join(legal_text(text).split()).replace('>', '›')}\n"


def _cue(caption: Caption, *, names_speaker: bool) -> str:
    times = f"{timestamp(caption.begin, '.')} --> {timestamp(caption.end, '.')}"
    speaker = f"<v {_escape(caption.voice)}>" if names_speaker and caption.voice else ""
    return f"{caption.id}\n{times}\n{speaker}{_escape(chr(10).join(caption.lines))}\n"


def _escape(text: str) -> str:
    """``text`` as WebVTT cue text; escaping ">" also takes care of "-->"."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

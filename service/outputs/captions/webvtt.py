"""Captions as WebVTT (W3C), which browsers and podcast players show."""

from collections.abc import Sequence

from service.model import LANGUAGE
from service.outputs.captions.caption import Caption
from service.outputs.captions.clock import timestamp


def render_vtt(captions: Sequence[Caption], *, language: str = LANGUAGE) -> str:
    """A WebVTT file in which each cue's identifier is its caption's."""
    header = f"WEBVTT\nKind: captions\nLanguage: {language}\n"
    return "\n".join([header, *map(_cue, captions)])


def _cue(caption: Caption) -> str:
    times = f"{timestamp(caption.begin, '.')} --> {timestamp(caption.end, '.')}"
    return f"{caption.id}\n{times}\n{_escape(chr(10).join(caption.lines))}\n"


def _escape(text: str) -> str:
    """``text`` as WebVTT cue text; escaping ">" also takes care of "-->"."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

"""Captions as SubRip (SRT), which the podcast apps take that do not know WebVTT.

No body keeps its form; what is written here is what every player agrees on: a number, times
with a comma, one or two lines, an empty line.
"""

import re
from collections.abc import Sequence

from service.outputs.captions.caption import Caption
from service.outputs.captions.clock import timestamp

_WORD_JOINER = "\u2060"

# What players take for a tag («<i>», «{\an8}») or for the line of times.
_MARKUP = re.compile(r"<(?=[/!?a-zA-Z])|\{(?=\\)|--(?=>)")


def render_srt(captions: Sequence[Caption]) -> str:
    """A SubRip file. Its cues are counted from 1: the format has no names for them."""
    return "\n".join(_cue(number, each) for number, each in enumerate(captions, 1))


def _cue(number: int, caption: Caption) -> str:
    times = f"{timestamp(caption.begin, ',')} --> {timestamp(caption.end, ',')}"
    return f"{number}\n{times}\n{_harmless(chr(10).join(caption.lines))}\n"


def _harmless(text: str) -> str:
    """``text`` in which nothing is markup, since SubRip has no escape: a mark without width."""
    return _MARKUP.sub(lambda found: found[0] + _WORD_JOINER, text)

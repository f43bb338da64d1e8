"""Characters that nobody sees, which newspapers' editors leave in a text."""

import re

# The joiner stays where it makes one picture of several emoji: a family, a woman doctor (Unicode
# Technical Standard 51, 1.4.7). Between letters it is a trace of some editor: «kết\u200dquả».
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200c\u2060\ufeff]"
    "|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
    "|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)


def without_invisible(text: str) -> str:
    """``text`` without soft hyphens and zero-width characters; emoji families stay whole."""
    return _INVISIBLE.sub("", text)

"""Text that every format of the outputs can carry."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal_text(text: str) -> str:
    """``text`` without the characters that XML 1.0 (section 2.2, Char) forbids.

    One of them in one article would make a whole feed unreadable. What remains
    also encodes as UTF-8: lone surrogates are among the forbidden.
    """
    return _FORBIDDEN.sub("", text)

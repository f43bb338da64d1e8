"""Which Range headers are worth an answer of their own (RFC 9110, section 14.2)."""

import re

_SINGLE = re.compile(r"bytes=[ \t]*(?:([0-9]+)-([0-9]*)|-[0-9]+)[ \t]*", re.IGNORECASE)


def is_single_range(header: str) -> bool:
    """Whether ``header`` asks for one well-formed range of bytes.

    A server may ignore any other Range header and must ignore a malformed one;
    answering those 416, as werkzeug does, breaks players that send several.
    """
    match = _SINGLE.fullmatch(header)
    if match is None:
        return False
    first, last = match.group(1), match.group(2)
    return not (first and last) or int(first) <= int(last)

"""Range headers: which of them are answered with a part."""

import re

from flask import Request

# No file has 10^18 bytes, and Python refuses to read numbers of thousands of digits.
_SINGLE = re.compile(
    r"bytes=[ \t]*(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))[ \t]*", re.IGNORECASE
)


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


def keep_single_range(request: Request, length: int) -> None:
    """Let ``request`` ask for one range of a GET, or for no part at all (RFC 9110, 14.2).

    A weak If-Range cannot promise the same bytes (13.1.5); werkzeug would believe it.
    The last bytes of a file of ``length`` bytes that has fewer are all of them (14.1.2);
    werkzeug would refuse.
    """
    header, condition = request.headers.get("Range", ""), request.headers.get("If-Range", "")
    if request.method != "GET" or condition.startswith("W/") or not is_single_range(header):
        drop_range(request)
    elif is_longer_suffix(header, length):
        request.environ["HTTP_RANGE"] = "bytes=0-"


def is_longer_suffix(header: str, length: int) -> bool:
    """Whether ``header`` asks for more of the last bytes than the ``length`` there are."""
    match = _SINGLE.fullmatch(header)
    return match is not None and bool(match.group(3)) and int(match.group(3)) > length


def drop_range(request: Request) -> None:
    """Let ``request`` ask for the whole."""
    request.environ.pop("HTTP_RANGE", None)

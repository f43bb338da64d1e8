"""What no log may hold, taken out of a line whoever wrote it there.

Nothing tells secrets on purpose. This is for those that come along: a parameter of an address,
the password within a database's address, a header that another package prints.
"""

import re

_LEFT_OUT = "…"

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # ?token=abc, password='abc', "secret": "abc"; not «tokens: 3», which counts.
        r"(?P<kept>\b(?:token|secret|password|passwd|signature|form_token|\w+_key)[\"']?\s?[=:]"
        r"\s?[\"']?)[^\s&\"',;]{6,}",
        # postgresql://user:password@host; not an address of mail, which has no //.
        r"(?P<kept>://)[^\s/@]+(?=@)",
        # Authorization: Bearer abc
        r"(?P<kept>\b(?:bearer|basic)\s+)[\w.~+/=-]{6,}",
        # /private/abc/main.xml, the secret address of a feed
        r"(?P<kept>/private/)[^\s/\"']+",
        # the secret of a webhook
        r"(?P<kept>\bwhsec_)[\w+/=-]+",
    )
)


def redact(line: str) -> str:
    """The line without secrets that have a form; its other words stand as they are."""
    for pattern in _PATTERNS:
        line = pattern.sub(rf"\g<kept>{_LEFT_OUT}", line)
    return line

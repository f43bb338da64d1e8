"""Lines of runs that tests write by hand, as a page marks them."""

import re

from service.model.content import Inline, Mark, Run

_MARKS = {
    "sup": Mark.SUPERSCRIPT,
    "sub": Mark.SUBSCRIPT,
    "del": Mark.DELETED,
    "ins": Mark.INSERTED,
    "b": Mark.STRONG,
}


def line(html: str) -> Inline:
    """``html`` of a few tags, each alone: «x<sup>2</sup>»."""
    runs = []
    for match in re.finditer(r"<(\w+)>(.*?)</\1>|[^<]+", html):
        tag, inner = match.groups()
        runs.append(Run(inner, (_MARKS[tag],)) if tag else Run(match[0]))
    return tuple(runs)

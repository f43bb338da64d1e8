"""Whether a text of no stated type is Markdown, told by its marks."""

import re

_MARKS = (
    re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE),
    re.compile(r"!\[[^\]\n]{0,300}\]\([^()\s]+(?:\s+\"[^\"\n]*\")?\)"),
    re.compile(r"(?<!!)\[[^\]\n]{1,300}\]\((?:https?:|mailto:|/|#)[^()\s]*\)"),
    re.compile(r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*$", re.MULTILINE),
    re.compile(r"(?<![\w*])\*\*(?=\S)[^*\n]{1,300}(?<=\S)\*\*(?!\w)"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
)
_TELLING = 4
"""The first of them are Markdown's own; asterisks for stress are typed by people, too."""


def looks_like_markdown(text: str) -> bool:
    """Whether a text of no stated type is Markdown: two kinds of its marks, one that is its own."""
    kinds = [mark.search(text) is not None for mark in _MARKS]
    return sum(kinds) >= 2 and any(kinds[:_TELLING])

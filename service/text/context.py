"""What stands around a written form."""

import re

_REACH = 48
"""How many characters before a form can decide how it is read."""


def just_before(text: str, begin: int, reach: int = _REACH) -> str:
    """The text just before ``begin``, as it is printed."""
    return text[max(0, begin - reach) : begin]


def before(text: str, begin: int, reach: int = _REACH) -> str:
    """The text just before ``begin``, in small letters, without white space at its end."""
    return just_before(text, begin, reach).lower().rstrip()


def after(text: str, end: int, reach: int = _REACH) -> str:
    """The text just after ``end``, in small letters, without white space at its start."""
    return text[end : end + reach].lower().lstrip()


def as_printed(text: str, begin: int) -> str:
    """The text just before ``begin``, as it stands there."""
    return text[max(0, begin - _REACH) : begin]


def same_sentence(text: str, begin: int, reach: int = 80) -> str:
    """What stands before ``begin`` in its sentence, in small letters."""
    # A stop with a space behind, or an empty line: «3.5» and «vào!3-5» part nothing.
    return re.split(r"[.!?;\n]\s", before(text, begin, reach))[-1]

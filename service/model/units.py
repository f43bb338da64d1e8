"""Units of time, the language, and the check that values make of themselves."""

from typing import NewType

Ms = NewType("Ms", int)
"""Milliseconds."""

Samples = NewType("Samples", int)
"""Audio samples of one channel, at the sample rate of the format in question."""

CHARACTERS_A_SECOND = 14.0
"""Vietnamese read as news: measured on the sample article with two engines."""

LANGUAGE = "vi"
"""The language of articles and pages (BCP 47)."""


def require(holds: bool, what: str) -> None:
    """Raises ``ValueError`` naming ``what`` should hold, when it does not."""
    if not holds:
        raise ValueError(what)

"""What is shown at once while an edition is heard."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.model import Ms


@dataclass(frozen=True, slots=True)
class Caption:
    """A sentence, or a part of one, in one or two ``lines``, shown from ``begin`` to ``end``.

    ``id`` is the sentence's own, followed by ".2" for the second of several parts. ``heading``
    is the level of the heading that it is (1 is the title's), ``voice`` who speaks it. One that
    ``is_notice`` is heard and is no sentence of the article.
    """

    id: str
    begin: Ms
    end: Ms
    lines: tuple[str, ...]
    heading: int | None = None
    voice: str | None = None
    is_notice: bool = False


def has_speakers(captions: Iterable[Caption]) -> bool:
    """Whether several voices are heard, so that each caption is to tell whose it is."""
    return len({caption.voice for caption in captions}) > 1

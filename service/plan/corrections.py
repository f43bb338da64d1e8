"""Which of an editor's corrections apply to the sentences that are printed now."""

from collections.abc import Iterable
from typing import TypeVar

from service.model import Override, Recording, Segment

Correction = TypeVar("Correction", Override, Recording)


def split_corrections(
    segments: Iterable[Segment], corrections: Iterable[Correction]
) -> tuple[dict[str, Correction], tuple[Correction, ...]]:
    """The corrections that apply, by segment id, and those that are parked.

    One applies while its sentence stands in the article as it was printed when the
    editor made it.
    """
    printed = {segment.id: segment.text for segment in segments}
    applied: dict[str, Correction] = {}
    parked: list[Correction] = []
    for correction in corrections:
        if printed.get(correction.segment_id) == correction.printed:
            applied[correction.segment_id] = correction
        else:
            parked.append(correction)
    return applied, tuple(parked)

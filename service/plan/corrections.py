"""Which of an editor's corrections apply to the sentences that are printed now."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from service.model import Override, Recording, Segment

_LIKENESS = 0.5
"""Below this share of common text a sentence is not offered as another's successor."""

_COMPARED = 20
"""Letter by letter: of a long article those sentences that share most words with the old one."""

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


def find_successor(printed: str, segments: Sequence[Segment]) -> Segment | None:
    """The sentence that most likely took the place of one that was ``printed``, or None."""
    old = set(_words(printed))
    shared = sorted(
        segments, key=lambda each: len(old.intersection(_words(each.text))), reverse=True
    )
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(printed)

    def likeness(segment: Segment) -> float:
        matcher.set_seq1(segment.text)
        # The quick bound spares the exact comparison for sentences that cannot win.
        return matcher.ratio() if matcher.quick_ratio() >= _LIKENESS else 0.0

    best = max(shared[:_COMPARED], key=likeness, default=None)
    return best if best is not None and likeness(best) >= _LIKENESS else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())

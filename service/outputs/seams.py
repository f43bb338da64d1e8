"""Where two sentences of an edition meet: the seconds to hear of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from service.model import Edition
from service.model.timing import cues

AROUND_SECONDS = 1.5
"""What is heard of each of the two; the pause between them is heard whole."""


@dataclass(frozen=True, slots=True)
class Seam:
    """Seconds of the edition in which a sentence ends and the next one begins."""

    begin: float
    end: float

    @property
    def fragment(self) -> str:
        """What stands after the address of the sound, so that no more is played (W3C)."""
        return f"#t={self.begin:.2f},{self.end:.2f}"


def seams(edition: Edition) -> Mapping[str, Seam]:
    """Each seam by the sentence before it; after the last sentence that is heard there is none."""
    length = edition.enclosure.duration / 1000
    return {
        before.segment_id: Seam(
            max(0.0, before.end / 1000 - AROUND_SECONDS),
            min(length, after.begin / 1000 + AROUND_SECONDS),
        )
        for before, after in pairwise(cues(edition))
    }

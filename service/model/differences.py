"""Where what is said is not what is printed."""

from dataclasses import dataclass
from enum import StrEnum


class DifferenceKind(StrEnum):
    """What differs: a number, a name, or sound that was recorded for another sentence."""

    FIGURE = "figure"
    NAME = "name"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Difference:
    """What is ``printed`` and what is ``said`` in its place; "" where there is nothing."""

    kind: DifferenceKind
    printed: str
    said: str

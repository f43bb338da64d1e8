"""What making an edition took: what was sent to which engine, and what was there already."""

from dataclasses import dataclass

from service.model.units import Ms


@dataclass(frozen=True, slots=True)
class EngineCost:
    """That ``characters`` in so many ``sentences`` were spoken anew by an ``engine``."""

    engine: str
    sentences: int
    characters: int


@dataclass(frozen=True, slots=True)
class EditionCost:
    """What each engine spoke anew; ``reused`` sentences were in the cache or recorded by people.

    ``audio`` is how long the edition is.
    """

    engines: tuple[EngineCost, ...]
    reused: int
    audio: Ms

    @property
    def spoken(self) -> int:
        """How many sentences were spoken anew."""
        return sum(each.sentences for each in self.engines)

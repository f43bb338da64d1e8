"""The correction that the public is told of the edition that it has."""

from service.model import Episode
from service.outputs.corrections import ToldCorrection, tell_correction
from service.store.library import Library


def told_correction(episode: Episode, library: Library) -> ToldCorrection | None:
    """What is told of the episode's current edition; None where nothing is."""
    number = episode.edition.number
    own = (each for each in library.corrections_of(episode.id) if each.number == number)
    correction = next((each for each in own if each.is_told), None)
    if correction is None:
        return None
    earlier = [each.number for each in library.publication(episode.id).releases]
    before = earlier[earlier.index(number) - 1] if number in earlier[1:] else None
    edition = library.edition(episode.id, before) if before is not None else None
    return tell_correction(correction, edition, episode.edition)

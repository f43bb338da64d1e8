"""The correction that the public was told of an episode."""

from contextlib import suppress

from service.errors import EpisodeDamagedError
from service.model import Edition, Episode
from service.outputs.corrections import ToldCorrection, tell_correction
from service.store.library import Library


def told_correction(episode: Episode, library: Library) -> ToldCorrection | None:
    """What the public was told last of the episode; None where nothing was.

    It stands until another is told: an edition that came silently since (the wished voice that is
    back, say) takes back nothing.
    """
    told = (each for each in library.corrections_of(episode.id) if each.is_told)
    correction = next(told, None)
    if correction is None:
        return None
    number, current = correction.number, episode.edition
    had = [each.number for each in library.publication(episode.id).releases]
    before = had[had.index(number) - 1] if number in had[1:] else None
    return tell_correction(
        correction,
        _readable(episode.id, before, library) if before is not None else None,
        current if number == current.number else _readable(episode.id, number, library),
        current,
    )


def _readable(article_id: str, number: int, library: Library) -> Edition | None:
    """The edition; None where its row is damaged: the note is told all the same."""
    with suppress(EpisodeDamagedError):
        return library.edition(article_id, number)
    return None

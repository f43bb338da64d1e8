"""A book of gains for engines whose loudness is no matter of the test."""

from pathlib import Path

from service.engines.gains import GainBook


def gain_book(folder: Path, loudness: float = -20.0) -> GainBook:
    """Gains in ``folder`` of voices that all measure so many LUFS."""
    return GainBook(folder / "gains.json", lambda speech: loudness)

"""Levels for engines whose loudness is no matter of the test."""

from collections.abc import Callable
from pathlib import Path

from service.engines.gains import GainBook
from service.engines.levels import Levels
from service.store.shared.files import FileLocks, FileNotes


def gain_book(folder: Path, loudness: float = -20.0) -> GainBook:
    """Gains in ``folder`` of voices that all measure so many LUFS."""
    return GainBook(FileNotes(folder), FileLocks(folder), lambda speech: loudness)


def levels(
    folder: Path,
    loudness: float = -20.0,
    *,
    sleep: Callable[[float], object] = lambda seconds: None,
) -> Levels:
    """The levels of an installation whose state is in ``folder``."""
    return Levels(gain_book(folder, loudness), sleep)

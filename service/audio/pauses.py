"""Where a clip is silent amid its words: a reader's breaths, by which captions are timed."""

import numpy as np

from service.audio.loudness import Signal
from service.audio.mastering import LEVEL_STEP_SECONDS, measure_levels
from service.model import Pause, Samples

_BELOW_LOUDEST_DB = -40.0
"""What is softer is silence. A closed mouth before «t» or «k» is as soft, but shorter."""

_LEAST_SECONDS = 0.1


def find_pauses(signal: Signal, sample_rate: int, begin: int, end: int) -> tuple[Pause, ...]:
    """The silences of at least 0.1 s in ``signal`` between samples ``begin`` and ``end``.

    Neither what lies at the edges nor a sound that is silent as a whole has any.
    """
    step = int(sample_rate * LEVEL_STEP_SECONDS)
    levels = measure_levels(signal[begin:end], sample_rate)
    loudest = float(levels.max(initial=0.0))
    heard = np.flatnonzero(levels >= loudest * 10 ** (_BELOW_LOUDEST_DB / 20))
    if loudest == 0.0 or heard.size == 0:
        return ()
    gaps = np.diff(heard) - 1
    return tuple(
        Pause(
            Samples(begin + (int(heard[at]) + 1) * step),
            Samples(begin + int(heard[at + 1]) * step),
        )
        for at in np.flatnonzero(gaps * LEVEL_STEP_SECONDS >= _LEAST_SECONDS)
    )

"""How much louder a voice has to be made: measured once, on a passage that it reads."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

from service.disk import store_errors, write_whole
from service.errors import SynthesisError
from service.locks import take_turn
from service.model import ENCODER_LOSS_DB, TARGET_LUFS, Speech

MOST_GAIN_DB = 12.0
"""A voice that is further off than this has answered with something else than speech."""

PASSAGE = (
    "Ủy ban nhân dân thành phố vừa công bố kế hoạch phát triển kinh tế, xã hội trong sáu tháng tới."
    " Theo đó, nhiều công trình giao thông, trường học và bệnh viện sẽ được khởi công."
)
"""What a voice reads for its loudness to be measured."""


class GainBook:
    """The gains of an installation's voices, in the file ``path``.

    A gain is part of every clip's key, so a voice keeps the one it was measured with.
    ``loudness`` answers the integrated loudness of a speech in LUFS (ITU-R BS.1770).
    Safe to use from several threads and processes at once.
    """

    def __init__(self, path: Path, loudness: Callable[[Speech], float]) -> None:
        self._path = path
        self._loudness = loudness
        self._lock = threading.Lock()
        self._known: dict[str, float] = {}

    def find_gain(self, name: str, speak: Callable[[str], Speech]) -> float:
        """The gain in decibels that brings voice ``name`` to -19 LUFS when encoded.

        Where it is not known, ``speak`` is asked for a passage. Raises what ``speak``
        raises, SynthesisError when no voice is so soft or so loud (the answer was silence,
        and must not spoil the level for good), and StoreError when it cannot be written.
        """
        with self._lock:
            if name not in self._known:
                with take_turn(self._path.with_suffix(".lock"), self._path):
                    self._known = self._read()
                    if name not in self._known:
                        self._known[name] = self._measure(name, speak(PASSAGE))
                        self._write()
            return self._known[name]

    def _measure(self, name: str, speech: Speech) -> float:
        loudness = self._loudness(speech)
        gain = TARGET_LUFS + ENCODER_LOSS_DB - loudness
        if abs(gain) > MOST_GAIN_DB:
            raise SynthesisError(
                f"Giọng “{name}” trả lời ở mức {loudness:.0f} LUFS: không phải tiếng người đọc.",
                f"The voice “{name}” answers at {loudness:.0f} LUFS: that is no reader.",
                transient=True,
            )
        return round(gain, 1)

    def _read(self) -> dict[str, float]:
        try:
            told = json.loads(self._path.read_bytes())
            return {str(name): float(gain) for name, gain in told.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _write(self) -> None:
        with store_errors(self._path):
            write_whole((self._path, json.dumps(self._known, indent=1).encode()))

"""How much louder a voice has to be made: measured once, on a passage that it reads."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from service.engines.remembered import Remembered, Turns
from service.errors import AudioError, SynthesisError
from service.model import ENCODER_LOSS_DB, TARGET_LUFS, Speech

MOST_GAIN_DB = 12.0
"""A voice that is further off than this has answered with something else than speech."""

PASSAGE = (
    "Ủy ban nhân dân thành phố vừa công bố kế hoạch phát triển kinh tế, xã hội trong sáu tháng tới."
    " Theo đó, nhiều công trình giao thông, trường học và bệnh viện sẽ được khởi công."
)
"""What a voice reads for its loudness to be measured."""


NAME = "gains"
"""What they are remembered by."""


class GainBook:
    """The gains of an installation's voices, among what is ``remembered``.

    A gain is part of every clip's key, so a voice keeps the one it was measured with.
    ``loudness`` answers the integrated loudness of a speech in LUFS (ITU-R BS.1770), or
    raises AudioError.
    Safe to use from several threads and processes at once.
    """

    def __init__(
        self, remembered: Remembered, turns: Turns, loudness: Callable[[Speech], float]
    ) -> None:
        self._remembered = remembered
        self._turns = turns
        self._loudness = loudness
        self._lock = threading.Lock()
        self._known: dict[str, float] = {}

    def find_gain(self, names: Sequence[str], speak: Callable[[str], Speech]) -> float:
        """The gain in decibels that brings a voice to −19 LUFS when encoded.

        It is known by one of ``names``. Where it is by none, ``speak`` is asked for a
        passage, and it is kept by the first. Raises what ``speak`` raises, SynthesisError
        when no voice is so soft or so loud (the answer was silence, and must not spoil the
        level for good), and StoreError when it cannot be written.
        """
        with self._lock:
            if not self._known.keys() & names:
                with self._turns.turn(NAME):
                    self._known = self._read()
                    if not self._known.keys() & names:
                        self._keep(names[0], self._measure(names[0], speak(PASSAGE)))
            return next(self._known[name] for name in names if name in self._known)

    def known_gain(self, names: Sequence[str]) -> float | None:
        """The gain known by one of ``names``, or None where it is by none: nobody is asked.

        Nor is anybody waited for who measures meanwhile.
        """
        gain = _first_of(names, self._known)
        return _first_of(names, self._read()) if gain is None else gain

    def _measure(self, name: str, speech: Speech) -> float:
        try:
            loudness = self._loudness(speech)
        except AudioError as e:
            raise SynthesisError(
                f"Giọng “{name}” trả lời không phải âm thanh đọc được: {e.vi}",
                f"What the voice “{name}” answers cannot be read as sound: {e.en}",
                transient=True,
            ) from e
        gain = TARGET_LUFS + ENCODER_LOSS_DB - loudness
        if abs(gain) > MOST_GAIN_DB:
            raise SynthesisError(
                f"Giọng “{name}” trả lời ở mức {loudness:.0f} LUFS: không phải tiếng người đọc.",
                f"The voice “{name}” answers at {loudness:.0f} LUFS: that is no reader.",
                transient=True,
            )
        return round(gain, 1)

    def _read(self) -> dict[str, float]:
        return _gains(self._remembered.read(NAME))

    def _keep(self, name: str, gain: float) -> None:
        """The voice has a gain from now on: of two that were measured at once, the first."""
        while True:
            found = self._remembered.read(NAME)
            self._known = {name: gain} | _gains(found)
            if self._remembered.swap(NAME, found, self._known):
                return


def _gains(found: Any) -> dict[str, float]:
    try:
        return {str(name): float(gain) for name, gain in found.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _first_of(names: Sequence[str], gains: Mapping[str, float]) -> float | None:
    return next((gains[name] for name in names if name in gains), None)

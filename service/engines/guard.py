"""Another package's engine, kept to the promises of :mod:`service.engines.base`."""

import math
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from service.engines.base import Engine
from service.engines.gains import MOST_GAIN_DB
from service.errors import SynthesisError
from service.model import Speech, Voice

T = TypeVar("T")

LONGEST_SECONDS = 300.0
"""For one sentence. Who takes longer has stopped, and must not hold up the edition for ever."""


class GuardedEngine:
    """``engine`` as seen through the Engine's door: whatever it raises is a SynthesisError.

    It is given ``seconds`` for each call; one that does not come back is left behind.
    ``guarded`` is the engine itself.
    """

    def __init__(self, engine: Engine, *, seconds: float = LONGEST_SECONDS) -> None:
        self.guarded = engine
        self._seconds = seconds
        self.name = engine.name
        self.voices = engine.voices

    @property
    def version(self) -> str:
        """The engine's own."""
        return self._asked(lambda: str(self.guarded.version))

    @property
    def seconds_a_request(self) -> float:
        """The engine's own."""
        return self._asked(lambda: float(self.guarded.seconds_a_request))

    def gain_db(self, voice: Voice) -> float:
        """The engine's own, which must be one that a voice can have. Raises SynthesisError."""
        return self._asked(lambda: _require_gain(float(self.guarded.gain_db(voice))))

    def count_requests(self, text: str) -> int:
        """The engine's own."""
        return self._asked(lambda: int(self.guarded.count_requests(text)))

    def speak(self, text: str, voice: Voice, *, rate: float = 1.0, pitch: float = 1.0) -> Speech:
        """The engine's answer, which must be a Speech. Raises SynthesisError."""

        def speak() -> Speech:
            answer: Any = self.guarded.speak(text, voice, rate=rate, pitch=pitch)
            if not isinstance(answer, Speech):
                raise TypeError(f"{type(answer).__name__} is no Speech")
            return answer

        return self._asked(speak)

    def probe(self) -> None:
        """Nothing, when the engine's own probe says nothing."""
        self._asked(self.guarded.probe)

    def _asked(self, question: Callable[[], T]) -> T:
        answers: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put((True, question()))
            except BaseException as e:  # noqa: BLE001 - another's code may raise anything, or exit
                answers.put((False, e))

        threading.Thread(target=ask, name=f"engine-{self.name}", daemon=True).start()
        try:
            is_answer, told = answers.get(timeout=self._seconds)
        except queue.Empty as e:
            raise SynthesisError(
                f"Bộ đọc “{self.name}” không xong sau {self._seconds:g} giây.",
                f"The engine “{self.name}” did not finish within {self._seconds:g} seconds.",
                transient=False,
            ) from e
        if is_answer:
            answer: T = told
            return answer
        if isinstance(told, SynthesisError):
            raise told
        reason = f"{type(told).__name__}: {told}"
        raise SynthesisError(
            f"Bộ đọc “{self.name}” bị lỗi: {reason}.",
            f"The engine “{self.name}” broke: {reason}.",
            transient=False,
        ) from told


def _require_gain(gain: float) -> float:
    if not math.isfinite(gain) or abs(gain) > MOST_GAIN_DB:
        raise ValueError(f"a gain of {gain:g} dB is not within ±{MOST_GAIN_DB:g} dB")
    return gain

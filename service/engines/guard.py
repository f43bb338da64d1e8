"""Another package's engine, kept to the promises of :mod:`service.engines.base`."""

import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from service.engines.abilities import Ability
from service.engines.base import Engine
from service.engines.stop import Stop, stopping
from service.errors import SynthesisError
from service.model import Speech, Voice

T = TypeVar("T")

LONGEST_SECONDS = 300.0
"""For one sentence. Who takes longer has stopped, and must not hold up the edition for ever."""

_LOOK_SECONDS = 0.25
"""How often a waiting call looks whether the program is ending."""


class GuardedEngine:
    """``engine`` as seen through the Engine's door: whatever it raises is a SynthesisError.

    It is given ``seconds`` for each call, or until the ``stop`` of the program; one that
    does not come back is left behind. ``guarded`` is the engine itself. One that tells no
    abilities has none. Raises ValueError for an ability that there is not.
    """

    def __init__(
        self, engine: Engine, *, seconds: float = LONGEST_SECONDS, stop: Stop | None = None
    ) -> None:
        self.guarded = engine
        self._seconds = seconds
        self._stop = stop or Stop()
        self.name = engine.name
        self.voices = engine.voices
        self.abilities = frozenset(map(Ability, getattr(engine, "abilities", ())))

    @property
    def version(self) -> str:
        """The engine's own."""
        return self._asked(lambda: str(self.guarded.version))

    @property
    def seconds_a_request(self) -> float:
        """The engine's own."""
        return self._asked(lambda: float(self.guarded.seconds_a_request))

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
        is_answer, told = self._wait_for(answers)
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

    def _wait_for(self, answers: "queue.SimpleQueue[tuple[bool, Any]]") -> tuple[bool, Any]:
        deadline = time.monotonic() + self._seconds
        while (left := deadline - time.monotonic()) > 0:
            with suppress(queue.Empty):
                return answers.get(timeout=min(left, _LOOK_SECONDS))
            if self._stop.is_called:
                raise stopping()
        raise SynthesisError(
            f"Bộ đọc “{self.name}” không xong sau {self._seconds:g} giây.",
            f"The engine “{self.name}” did not finish within {self._seconds:g} seconds.",
            transient=False,
        )

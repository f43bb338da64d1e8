"""The parts of sentences of which Google has answered only some."""

import threading

KEPT_PARTS = 256


class KeptParts:
    """Sound that was paid for with a request but whose sentence is not yet whole."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def get(self, body: str) -> bytes | None:
        """The sound of request ``body``, where it is kept."""
        with self._lock:
            return self._parts.get(body)

    def put(self, body: str, sound: bytes) -> None:
        """Keeps ``sound``, and lets go of the oldest beyond a few megabytes."""
        with self._lock:
            self._parts[body] = sound
            while len(self._parts) > KEPT_PARTS:
                del self._parts[next(iter(self._parts))]

    def drop(self, bodies: list[str]) -> None:
        """Lets go of the parts of a sentence that is whole."""
        with self._lock:
            for body in bodies:
                self._parts.pop(body, None)

"""What was last seen of published files: a far store is not asked anew at each request."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from service.errors import StoreError
from service.store.media import Facts, Media

FRESH_SECONDS = 2.0
"""A feed that was replaced, or a file that was lost, is noticed so much later."""

_SPARED_SECONDS = 5.0
"""A store that has just failed is waited for by nobody: each who does takes a thread."""

_MOST_REMEMBERED = 4096


@dataclass
class Glances:
    """Facts of the files that are asked for. May be used from any thread.

    While a far store fails, what was seen before is believed: a copy may be at hand.
    """

    clock: Callable[[], float] = time.monotonic
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _seen: dict[str, tuple[float, Facts]] = field(default_factory=dict)
    _failed: float = float("-inf")

    def facts(self, name: str, media: Media) -> Facts | None:
        """What ``media`` tells of ``name``, or told a moment ago; None where it is not there.

        What is not there is asked for anew each time: it may be published just now. Raises
        StoreError where the store fails and nothing was seen before.
        """
        if not media.is_far:
            return media.facts(name)
        now = self.clock()
        with self._lock:
            at, seen = self._seen.get(name, (0.0, None))
            is_spared = now - self._failed < _SPARED_SECONDS
            if seen and (is_spared or now - at < FRESH_SECONDS):
                return seen
        if is_spared:
            raise StoreError(
                "Kho tệp đang không trả lời. Xin thử lại sau ít phút.",
                "The store of files does not answer. Try again in a few minutes.",
            )
        try:
            facts = media.facts(name)
        except StoreError:
            self._failed = self.clock()
            if seen is None:
                raise
            return seen
        self._note(name, facts, now)
        return facts

    def _note(self, name: str, facts: Facts | None, now: float) -> None:
        with self._lock:
            self._seen.pop(name, None)
            if facts is not None:
                if len(self._seen) >= _MOST_REMEMBERED:
                    self._seen.clear()
                self._seen[name] = (now, facts)

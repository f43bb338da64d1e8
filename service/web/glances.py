"""What was last seen of published files: a far store is not asked anew at each request."""

import threading
import time
from collections.abc import Callable

from service.store.media import Facts, Media

FRESH_SECONDS = 2.0
"""A feed that was replaced, or a file that was lost, is noticed so much later."""

_MOST_REMEMBERED = 4096


class Glances:
    """Facts of the files that are asked for. May be used from any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: dict[str, tuple[float, Facts]] = {}

    def facts(self, name: str, media: Media) -> Facts | None:
        """What ``media`` tells of ``name``, or told a moment ago; None where it is not there.

        What is not there is asked for anew each time: it may be published just now.
        """
        if not media.is_far:
            return media.facts(name)
        now = self._clock()
        with self._lock:
            seen = self._seen.get(name)
        if seen is not None and now - seen[0] < FRESH_SECONDS:
            return seen[1]
        facts = media.facts(name)
        with self._lock:
            if len(self._seen) >= _MOST_REMEMBERED:
                self._seen.clear()
            self._seen.pop(name, None)
            if facts is not None:
                self._seen[name] = (now, facts)
        return facts

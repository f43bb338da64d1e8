"""How many requests a minute somebody who has come in may send to desk and API.

A bucket of tokens for each person and token, in this program: a minute's requests may come at
once, and what an address costs depends on what it makes the server do. Sign-in has limits of
its own (``attempts``), and so have connections (``server``).
"""

import math
import threading
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from service.model import Act
from service.web.problems import TooManyError
from service.web.rules import RULES

MINUTE_S = 60.0
_MOST_REMEMBERED = 10_000

COSTS: Mapping[str, int] = MappingProxyType(
    {
        **{
            name: 10 for name, rule in RULES.items() if rule in (Act.AUDITION, Act.LEXICON_AUDITION)
        },
        **dict.fromkeys(("api.preview", "desk.preview_entry", "desk.preview_import"), 5),
    }
)
"""What a request counts for, by its endpoint, where that is more than one: it has a voice
speak, or a text read that is kept nowhere."""


class RateLimits:
    """Requests in this program by whose they are; of ``a_minute`` 0 nobody is ever to wait."""

    def __init__(self, a_minute: int) -> None:
        self._a_minute = a_minute
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    def require(self, who: str, endpoint: str | None, now: datetime) -> None:
        """The request is counted. Raises TooManyError where ``who`` has sent too many."""
        seconds = self.seconds_to_wait(who, COSTS.get(endpoint or "", 1), now)
        if seconds:
            raise TooManyError(
                f"Gửi quá nhiều yêu cầu trong một phút. Hãy thử lại sau {seconds} giây.",
                f"Too many requests within a minute. Try again in {seconds} seconds.",
                retry_after=seconds,
            )

    def seconds_to_wait(self, who: str, cost: int, now: datetime) -> int:
        """0, and the request is counted; else for how many whole seconds ``who`` is to wait."""
        if not self._a_minute:
            return 0
        a_second = self._a_minute / MINUTE_S
        with self._lock:
            left, last = self._left.get(who, (float(self._a_minute), now))
            # A clock that was set back gives nothing, and takes nothing.
            gained = max(0.0, (now - last).total_seconds()) * a_second
            left = min(float(self._a_minute), left + gained)
            is_let = left >= cost
            self._left[who] = (left - cost if is_let else left, now)
            self._left.move_to_end(who)
            if len(self._left) > _MOST_REMEMBERED:
                self._left.popitem(last=False)
        return 0 if is_let else max(1, math.ceil((cost - left) / a_second))

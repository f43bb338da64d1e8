"""How often somebody may try to sign in and fail."""

import ipaddress
import threading
from collections import deque
from datetime import datetime, timedelta

PER_ADDRESS = 10
IN_ALL = 100
WITHIN = timedelta(minutes=1)


class Attempts:
    """Failures of the last minute in this program, at most as many as are allowed in all.

    A link's secret cannot be guessed; what is limited is the work and the log that
    guesses make. Who succeeds is not counted.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures: deque[tuple[datetime, str]] = deque(maxlen=IN_ALL)

    def seconds_to_wait(self, address: str, now: datetime) -> int:
        """For how many whole seconds ``address`` is to wait before it tries again, or 0."""
        own = _network(address)
        with self._lock:
            recent = [each for each in self._failures if abs(now - each[0]) < WITHIN]
            from_here = [each for each in recent if each[1] == own]
            if len(recent) < IN_ALL and len(from_here) < PER_ADDRESS:
                return 0
            first = (from_here if len(from_here) >= PER_ADDRESS else recent)[0][0]
        return max(1, int((first + WITHIN - now).total_seconds()) + 1)

    def note_failure(self, address: str, now: datetime) -> None:
        """One more try that failed."""
        with self._lock:
            self._failures.append((now, _network(address)))


def _network(address: str) -> str:
    """Who counts as one: an IPv4 address, or the 64 bits that an IPv6 customer has (RFC 6177)."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if ip.version == 4:
        return address
    return str(ipaddress.ip_network((ip, 64), strict=False))

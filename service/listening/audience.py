"""Which answers may count as a listener's, and how a client of a day is named.

The rules are those of the IAB's Podcast Measurement Technical Guidelines, version 2.2: answers
to GET with 200 or 206, no robots, no preloading, a minute at least, one a client (address and
program) and day. What plays on the article's own page is counted apart, by totals alone.
"""

from collections.abc import Container
from hashlib import blake2b
from urllib.parse import urlsplit

from service.listening.apps import COUNTED, LONGEST, OTHER, app_of

_PLAYING = frozenset({"audio", "video", ""})
"""What a page's player says that it asks for (Fetch Metadata); older browsers say nothing.
A link that is followed says "document": that is a download as any other."""

_LEAST = 2


def is_probe(count: int) -> bool:
    """Whether who had so many bytes only looked whether there is something (``bytes=0-1``)."""
    return count <= _LEAST


def is_audience(
    agent: str, *, referrer: str, own_hosts: Container[str], wanted_for: str, purpose: str
) -> bool:
    """Whether what is sent to this program may be a part of a download.

    ``referrer``, ``wanted_for`` (Sec-Fetch-Dest) and ``purpose`` (Sec-Purpose) are headers as
    they came, "" where they did not.
    """
    app = app_of(agent)
    if app is None or app.kind not in COUNTED or "prefetch" in purpose.lower():
        return False
    is_page = wanted_for.strip().lower() in _PLAYING and _host_of(referrer) in own_hosts
    return not is_page


def app_name(agent: str) -> str:
    """The program's name under which its downloads are summed."""
    app = app_of(agent)
    return app.name if app else OTHER


def name_client(salt: bytes, network: str, agent: str) -> str:
    """Who asks, as nobody can tell without the day's ``salt``: 32 hex digits."""
    named = f"{network}\0{agent[:LONGEST]}".encode("utf-8", "surrogatepass")
    return blake2b(named, key=salt, digest_size=16).hexdigest()


def _host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "") if address else ""
    except ValueError:
        return ""

"""Who is let in, who gives way, who has kept us waiting too long: decided, not done.

A connection *waits* when it owes us a request, or the rest of one. Many of those
cost a stranger nothing (RFC 9110 lets a server close them at any time), so they
never keep a listener out.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

IDLE_S = 60.0
"""How long a connection may lie between two requests, or before its first."""
HEADERS_S = 20.0
"""How long the headers of a request may take, and a body before its pace counts."""
BODY_BYTES_A_SECOND = 4096
"""The slowest body that is waited for: a recording over a poor mobile line."""
STALLED_S = 120.0
"""How long a listener may take none of what we have for them; players ask again then."""
GRACE_S = 1.0
"""How long a newcomer may take before giving way to another."""
CROWD = 8
"""Connections of one address that wait: from here on they are given less."""
CROWD_GRACE_S = 0.25
"""What is left of the grace then: a request is sent right after its connection opens."""

_EACH = 2
"""Descriptors a listener holds: the connection and the file."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a connection: times in seconds."""

    address: str
    waiting: bool
    waited_s: float
    """Since it opened, since its last answer, or since the first byte of its request."""
    begun: bool = False
    """Whether a part of a request has come."""
    headers_whole: bool = False
    body_bytes: int = 0
    stalled_s: float = 0.0
    """For how long it has taken nothing of an answer that is ready."""


def connections_within(descriptors: int) -> int:
    """How many connections may be open at once with this many descriptors.

    A quarter, at least 40 and at most 256, is kept for the databases, the clips and
    the programs of the work behind the pages. At least 4.
    """
    reserve = max(40, min(256, descriptors // 4))
    return max(4, (descriptors - reserve) // _EACH)


def is_overdue(standing: Standing) -> bool:
    """Whether this connection has kept us waiting too long."""
    if not standing.waiting:
        return standing.stalled_s > STALLED_S
    if not standing.begun:
        return standing.waited_s > IDLE_S
    return standing.waited_s > HEADERS_S + standing.body_bytes / BODY_BYTES_A_SECOND


def who_gives_way(standings: Sequence[Standing]) -> int | None:
    """The place of the connection to close for a newcomer; None when all are busy."""
    return next(iter(in_order_of_giving_way(standings, 1)), None)


def in_order_of_giving_way(standings: Sequence[Standing], most: int) -> list[int]:
    """The places of at most ``most`` connections that may be closed for newcomers, in turn.

    First goes the one that has waited longest at the address where most wait, so that
    a thousand half-sent requests of one address push out each other.
    """
    waiting = Counter(each.address for each in standings if each.waiting)

    def yields(each: Standing) -> bool:
        grace_s = GRACE_S if waiting[each.address] < CROWD else CROWD_GRACE_S
        return each.waiting and each.waited_s >= grace_s

    return nlargest(
        most,
        (place for place, each in enumerate(standings) if yields(each)),
        key=lambda place: (waiting[standings[place].address], standings[place].waited_s),
    )

"""Who may come in: a person's session at the desk, a system's token for the API."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from service.model.people import Actor, ActorKind, Person, Role, Scope, person_actor

SESSION_LIFE = timedelta(hours=12)
"""From sign-in on; nothing prolongs it: a working day, so that a stolen cookie dies with it."""

SESSION_IDLE = timedelta(hours=3)
"""Without a request for so long, a session has ended: somebody left a computer behind."""

CLOCK_STEP = timedelta(hours=1)
"""A clock is corrected by less; what was begun later than this after now was begun by one
that was years ahead, and would stay open for years."""

SEEN_EVERY = timedelta(minutes=1)
"""How exactly the last use of a session or token is written down: not at each request."""


@dataclass(frozen=True, slots=True)
class DeskSession:
    """One sign-in at the desk. ``number`` names it to people; ``agent`` is the browser's word."""

    number: int
    person: Person
    agent: str
    created: datetime
    last_seen: datetime
    expires: datetime

    @property
    def editor(self) -> str:
        """Who signed in."""
        return self.person.name


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token of the API as it is listed: what it opens with is kept by nobody.

    Without a ``person`` it is a system's.
    """

    name: str
    created: datetime
    expires: datetime | None
    last_used: datetime | None
    revoked: datetime | None
    scopes: frozenset[Scope]
    person: Person | None = None

    def actor(self) -> Actor:
        """Who acts with it: its person, as far as its scopes let, or a system."""
        if self.person is None:
            return Actor(ActorKind.SYSTEM, None, self.name, Role.ADMIN, scopes=self.scopes)
        return replace(person_actor(self.person), scopes=self.scopes)

    def is_open(self, now: datetime) -> bool:
        """Whether it still opens the API."""
        return self.revoked is None and (self.expires is None or now < self.expires)


def is_worth_noting(last: datetime | None, now: datetime) -> bool:
    """Whether a use at ``now`` says more than the ``last`` one that was written down.

    A last use in the future is a clock that was set back: the new one is true.
    """
    return last is None or abs(now - last) >= SEEN_EVERY

"""Whose turn it is to be worked for: decided from how long each was served, and who waits.

A newsroom that has work gets the next free place before others that were served longer, so that
a thousand articles of one make no other wait for more than its turn. Who comes back after a
pause begins where the least served of the others stand: nobody saves up the past.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

TURN_S = 15.0
"""So long a turn lasts while others wait: to open and to close a newsroom takes half a second."""

UPKEEP_EVERY_S = 3600.0
"""A newsroom that sleeps is looked after as often; one that works does its chores by itself."""

_UPKEEP_PATIENCE_S = 300.0
"""What is only to be looked after lets others go first for as long."""

_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 15.0, 900.0


class Need(IntEnum):
    """What a newsroom waits for, the least urgent first."""

    NOTHING = 0
    UPKEEP = 1
    WORK = 2


@dataclass(slots=True)
class _Standing:
    """One newsroom. ``served`` counts seconds of turns; the rest are moments."""

    served: float = 0.0
    need: Need = Need.NOTHING
    since: float = 0.0
    begun: float | None = None
    looked_after: float = float("-inf")
    failures: int = 0
    not_before: float = 0.0
    is_ending: bool = False


class Rota:
    """Who is served by ``places`` that work side by side. Moments are seconds of one clock."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._standings: dict[str, _Standing] = {}

    # --- what is learnt -------------------------------------------------------

    def set_newsrooms(self, names: Iterable[str]) -> None:
        """These there are; of who is gone only a turn that is not over is remembered."""
        wanted = set(names)
        for name in self._standings.keys() - wanted:
            if self._standings[name].begun is None:
                del self._standings[name]
        for name in sorted(wanted - self._standings.keys()):
            self._standings[name] = _Standing()

    def note_work(self, name: str, now: float) -> None:
        """The newsroom has something that is due."""
        self._wait(self._standings[name], Need.WORK, now)

    def begin(self, name: str, now: float) -> bool:
        """Its turn begins; whether it is to be looked after, too."""
        standing = self._standings[name]
        standing.begun, standing.is_ending, standing.need = now, False, Need.NOTHING
        if now - standing.looked_after < UPKEEP_EVERY_S:
            return False
        standing.looked_after = now
        return True

    def end(self, name: str, now: float, *, left: bool, failed: bool) -> None:
        """Its turn is over; work is ``left``, or the turn ``failed`` and is tried later."""
        standing = self._standings[name]
        if standing.begun is not None:
            standing.served += now - standing.begun
        standing.begun, standing.is_ending = None, False
        if failed:
            pause = min(_FIRST_PAUSE_S * 2**standing.failures, _LONGEST_PAUSE_S)
            standing.failures += 1
            standing.not_before, standing.looked_after = now + pause, float("-inf")
        else:
            standing.failures = 0
        if left or failed:
            self._wait(standing, Need.WORK if left else Need.UPKEEP, now)

    # --- what is decided ------------------------------------------------------

    @property
    def in_turn(self) -> tuple[str, ...]:
        """Those who are being served."""
        return tuple(name for name, each in self._standings.items() if each.begun is not None)

    def next(self, now: float) -> str | None:
        """Whose turn may begin now; None while no place is free, or nobody waits."""
        if len(self.in_turn) >= self._places:
            return None
        waiting = self._waiting(now)
        return waiting[0] if waiting else None

    def is_known_to_wait(self, name: str) -> bool:
        """Whether nobody need look if the newsroom has work: it is served, or waits already."""
        standing = self._standings[name]
        return standing.begun is not None or standing.need is Need.WORK

    def to_end(self, now: float) -> tuple[str, ...]:
        """Those whose turns are to end now, since others wait; each is named once."""
        ending = sum(each.is_ending for each in self._standings.values())
        due = len(self._waiting(now)) - ending
        if due <= 0 or len(self.in_turn) < self._places:
            return ()
        begun = {
            name: each.begun
            for name, each in self._standings.items()
            if each.begun is not None and not each.is_ending and now - each.begun >= TURN_S
        }
        gone = sorted(begun, key=lambda name: (begun[name], name))[:due]
        for name in gone:
            self._standings[name].is_ending = True
        return tuple(gone)

    # --- within ---------------------------------------------------------------

    def _waiting(self, now: float) -> list[str]:
        """Who may begin, in the order in which they do."""
        found = []
        for name, each in self._standings.items():
            if each.begun is not None or now < each.not_before:
                continue
            if each.need is Need.NOTHING and now - each.looked_after >= UPKEEP_EVERY_S:
                self._wait(each, Need.UPKEEP, now)
            if each.need is not Need.NOTHING:
                has_waited = each.need is Need.WORK or now - each.since >= _UPKEEP_PATIENCE_S
                found.append((not has_waited, each.served, each.since, name))
        return [name for *_, name in sorted(found)]

    def _wait(self, standing: _Standing, need: Need, now: float) -> None:
        if standing.need is Need.NOTHING:
            standing.since = now
            standing.served = max(standing.served, self._least_served(standing))
        standing.need = max(standing.need, need)

    def _least_served(self, but: _Standing) -> float:
        """How long the least served of those was served who are served or wait with work."""
        busy = (
            each.served
            for each in self._standings.values()
            if each is not but and (each.begun is not None or each.need is Need.WORK)
        )
        return min(busy, default=0.0)

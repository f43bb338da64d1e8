"""How often the queue is looked at, and what else keeps time in it."""

from dataclasses import dataclass

from service.jobs.workers import Timeouts


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often things are looked at, in seconds.

    ``beat``: a worker's heartbeat; one that misses a few is taken for dead.
    ``poll``: the look into the queue. ``grace``: how long a stop waits for steps
    under way. ``watch``: the look at a job that is waited for. ``sweep``: the look
    for what is wanted and has no job. ``tell``: the look for what other systems are to be
    told, ``release`` the one for what goes to the public at its time, ``alert`` the one for what
    whoever runs Loa must hear of. ``held``: how long
    another program may hold a database. ``upkeep``, when the chores of the upkeep are due, is no
    number but a cron expression, seconds first.
    """

    beat: float = 2.0
    poll: float = 0.5
    grace: float = 20.0
    watch: float = 0.2
    sweep: float = 15.0
    tell: float = 1.0
    release: float = 0.5
    held: float = 60.0
    alert: float = 60.0
    upkeep: str = "0 */10 * * * *"

    @property
    def timeouts(self) -> Timeouts:
        """When a silent worker counts as dead."""
        return Timeouts(gone=1.5 * self.beat, silent=7 * self.beat)


STEADY = Rhythm()
"""The pace of a station that serves."""

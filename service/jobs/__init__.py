"""Runs that make editions, kept in a queue that outlives the program: the one door to dbos.

``Jobs`` is what the rest of Loa sees. Inside:

- ``contract``: what a job's work is handed;
- ``chores``: what is done from time to time, each by its name;
- ``rhythm``: how often things are looked at;
- ``board`` and ``ids``: what stands in the queue, put in, read and taken out;
- ``worker``: runs the work of the jobs it takes;
- ``outcome``: what a run leaves behind, and how it is read again;
- ``dbos_log``: what dbos says, as lines of Loa's own log;
- ``steps``: no finished step runs twice;
- ``survival`` and ``room``: a job that kills its program is begun a few times, and alone;
- ``sweeper``: whatever is wished for has a job, also when the queue was lost;
- ``lanes``: what is due to several receivers goes to each at its own pace; ``poller``: the thread
  that looks for either;
- ``heartbeat``: no job stands still because a program died or a disk was full;
- ``watchman``, ``roll``, ``programs``: no program that stands still keeps all others out;
- ``presence``: who has the queue open, for one that does not open it;
- ``closed``: the queue of a Loa that may not write;
- ``ledger`` and ``workers``: what dbos does not keep (progress, who is alive), in the same
  SQLite file, whose clock is ``moment``;
- ``failures``: what that file says when it fails.
"""

from service.jobs.chores import Chore, do_chore
from service.jobs.closed import ClosedJobs
from service.jobs.contract import OnFailure, Report, StepRunner, Wanted, Work
from service.jobs.jobs import Jobs
from service.jobs.lanes import Lanes
from service.jobs.poller import Poller
from service.jobs.presence import present_programs
from service.jobs.rhythm import STEADY, Rhythm

__all__ = [
    "STEADY",
    "Chore",
    "ClosedJobs",
    "Jobs",
    "Lanes",
    "OnFailure",
    "Poller",
    "Report",
    "Rhythm",
    "StepRunner",
    "Wanted",
    "Work",
    "do_chore",
    "present_programs",
]

"""Runs that make editions, kept in a queue that outlives the program: the one door to dbos.

``Jobs`` is what the rest of Loa sees. Inside:

- ``contract``: what a job's work is handed, and what is done from time to time;
- ``board``: what stands in the queue, put in, read and taken out;
- ``worker``: runs the work of the jobs it takes;
- ``outcome``: what a run leaves behind, and how it is read again;
- ``voice``: what dbos says, as lines of Loa's own log;
- ``steps``: no finished step runs twice;
- ``heartbeat``: no job stands still because a program died or a disk was full;
- ``closed``: the queue of a Loa that may not write;
- ``ledger``: what dbos does not keep (progress, who is alive), in the same SQLite file.
"""

from service.jobs.closed import ClosedJobs
from service.jobs.contract import Report, StepRunner, Upkeep, Work
from service.jobs.jobs import Jobs, Rhythm

__all__ = ["ClosedJobs", "Jobs", "Report", "Rhythm", "StepRunner", "Upkeep", "Work"]

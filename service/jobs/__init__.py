"""Runs that make editions, kept in a queue that outlives the program: the one door to dbos.

``Jobs`` is what the rest of Loa sees. Inside, ``board`` knows what stands in
the queue, ``ledger`` holds what dbos does not (progress, who is alive),
``worker`` runs the work, ``steps`` sees to it that no finished step runs twice.
"""

from service.jobs.contract import Report, StepRunner, Work
from service.jobs.jobs import Jobs, Rhythm

__all__ = ["Jobs", "Report", "Rhythm", "StepRunner", "Work"]

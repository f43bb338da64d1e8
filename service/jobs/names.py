"""What jobs, chores and their states are called in the queue's file, which never changes."""

from typing import Any

from service.jobs.ledger import Noted
from service.model import Progress, Stage

APPLICATION = "loa"
QUEUE = "loa-work"
OLDER_QUEUE = "loa-editions"
"""Where a Loa before 1.1 puts its jobs, which have no priority; its workers take them too."""

RUN = "make-edition"
CHORE = "loa-upkeep"

WAITING = ["ENQUEUED", "DELAYED"]
DELAYED = ["DELAYED"]
RUNNING = ["PENDING"]
DUE = ["ENQUEUED", "PENDING"]
ENDED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
AT_THE_START = Noted(Progress(0, 0, Stage.WAITING), 0.0)
IN_ONE_SECOND = 20
"""dbos dates a job to the second: its order leaves the last of a cut-off list in doubt."""

BRIEFLY: dict[str, Any] = {"load_input": False, "load_output": False}

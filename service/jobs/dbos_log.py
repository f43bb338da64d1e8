"""What dbos logs, in Loa's log: a line without a traceback, and the same not every second."""

import logging
import re
from collections.abc import Callable

from dbos import DBOS

from service.store.connections import DatabaseFailure

_logger = logging.getLogger(__name__)

_SECONDS_BETWEEN_REPEATS = 3600.0
_FOR_PROGRAMMERS = re.compile(r"\n\[SQL: |\n\(Background on this error")
"""Where SQLAlchemy's words to programmers begin: the statement, its values, an address."""

_TRACE = re.compile(r"\s*Traceback \(most recent call last\):\n.*\n  [^\n]*\n", re.DOTALL)
"""dbos's loops write one into their sentence: up to the last, after which the reason stands."""

_OF_THE_DATABASE = re.compile(r"\((?:sqlite3|psycopg(?:\.errors)?)\.\w+\) .*")
"""The driver's own words, also where dbos has put them into a sentence of its own."""


class DbosLog(logging.Filter):
    """Takes over every record of dbos's own logger between ``start`` and ``stop``.

    dbos records a run's outcome itself, and where it cannot, only its log tells:
    ``on_unrecorded`` is called with the job's id and the reason.
    """

    def __init__(self, on_unrecorded: Callable[[str, Exception], None]) -> None:
        super().__init__()
        self._on_unrecorded = on_unrecorded
        self._told: dict[str, float] = {}

    def start(self) -> None:
        """Begins to listen."""
        logging.getLogger("dbos").addFilter(self)

    def stop(self) -> None:
        """Lets dbos speak for itself again."""
        logging.getLogger("dbos").removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """False: dbos itself says nothing; its line is in Loa's log instead."""
        reason = record.exc_info[1] if record.exc_info else None
        job_id = DBOS.workflow_id
        if not isinstance(reason, DatabaseFailure):
            self._tell(record, record.levelno, reason)
        elif job_id is not None:
            self._on_unrecorded(job_id, reason)
        else:
            # dbos also raises it, or tries again.
            self._tell(record, logging.WARNING, reason)
        return False

    def _tell(self, record: logging.LogRecord, level: int, reason: BaseException | None) -> None:
        said = _FOR_PROGRAMMERS.split(f"{record.getMessage()} {reason or ''}", maxsplit=1)[0]
        said = _TRACE.sub(" ", said).strip()
        # One trouble of the database stops many things at once: the first of them tells it.
        failure = _OF_THE_DATABASE.search(said)
        trouble = failure[0] if failure else said
        oldest = record.created - _SECONDS_BETWEEN_REPEATS
        self._told = {line: moment for line, moment in self._told.items() if moment > oldest}
        if trouble not in self._told:
            self._told[trouble] = record.created
            _logger.log(logging.WARNING if failure else level, "dbos: %s", said)

"""Which programs have a queue open now, as seen by one that does not open it."""

import os
import socket
from pathlib import Path

from service.jobs import roll
from service.jobs.keeping import connect_for_reading
from service.jobs.programs import identify
from service.jobs.workers import seen_lately
from service.store.addresses import DatabaseAddress
from service.store.connections import DatabaseFailure
from service.store.reading import READING


def present_programs(queue: DatabaseAddress, patience: float) -> tuple[str, ...]:
    """The other programs that run with ``queue``: a number on this machine, else a worker's name.

    Of other machines only workers can be seen, by a heartbeat within ``patience`` seconds.
    Nothing is written. A queue that is lost or cannot be read tells of nobody.
    """
    if isinstance(queue, Path) and not queue.exists():
        return ()
    engine = connect_for_reading(queue)
    try:
        with engine.connect().execution_options(**READING) as connection:
            here = {who.pid for who in roll.programs(connection) if identify(who.pid) == who}
            elsewhere = seen_lately(connection, patience, but_on=socket.gethostname())
    except DatabaseFailure:
        return ()
    finally:
        engine.dispose()
    return (*(str(pid) for pid in sorted(here - {os.getpid()})), *sorted(elsewhere))

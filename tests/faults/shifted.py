"""``loa`` whose clock is off: ``python -m tests.faults.shifted SECONDS serve``.

What Python tells of the time is shifted; how long something lasts is not, nor is the clock of
other programs and of SQLite's own words.
"""

import sys
from datetime import UTC, datetime, timedelta

import time_machine

from service.cli import loa

if __name__ == "__main__":
    shift = timedelta(seconds=float(sys.argv[1]))
    with time_machine.travel(datetime.now(UTC) + shift, tick=True):
        loa(sys.argv[2:], prog_name="loa")

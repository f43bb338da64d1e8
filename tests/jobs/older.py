"""Programs of an older dbos, of an older Loa, or of both, on the queue of today's.

``.ci/run`` lays the older versions of dbos where ``OLDER_DBOS`` says, each in a folder of its name.
The older Loa is in the history of the repository, where there is one.
"""

import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from service.store.addresses import DatabaseAddress
from tests.jobs.program import told

HERE = Path(__file__).parent.parent.parent
FIRST = "0b00ee6"
"""Loa 1.0.0, whose queue had no priorities."""

DBOS = ("3.3.0", "3.2.0")
"""The last two before today's."""

_RUN = "import sys; from tests.jobs.program import main; main(sys.argv[1:])"


@dataclass(frozen=True)
class Age:
    """What is older in a program: its dbos, and whether its Loa is."""

    dbos: str
    is_older_loa: bool

    def __str__(self) -> str:
        return f"dbos-{self.dbos}{'-loa-1.0' if self.is_older_loa else ''}"


def ages() -> list[Age]:
    """The last two of dbos, the newer of them in the older Loa where that can be had."""
    return [Age(DBOS[0], is_older_loa=_has_history()), Age(DBOS[1], is_older_loa=False)]


def _has_history() -> bool:
    command = ["git", "-C", str(HERE), "cat-file", "-e", f"{FIRST}^{{commit}}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def source_of(age: Age, folder: Path) -> str:
    """The ``PYTHONPATH`` of a program of this age; ``folder`` is for what has to be unpacked."""
    laid = os.environ.get("OLDER_DBOS")
    if laid is None:
        pytest.skip("no older dbos is there (OLDER_DBOS)")
    loa = HERE
    if age.is_older_loa:
        loa = folder / "loa"
        command = ["git", "-C", str(HERE), "archive", "--format=tar", FIRST]
        archive = subprocess.run(command, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=BytesIO(archive)) as files:
            files.extractall(loa, filter="data")
    return f"{Path(laid) / age.dbos}{os.pathsep}{loa}"


class Program:
    """A program of ``tests/jobs/program.py`` that runs from ``source``."""

    def __init__(self, source: str, words: list[str]) -> None:
        environment = {**os.environ, "PYTHONPATH": source, "PYTHONWARNINGS": "ignore"}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _RUN, *words],
            stdout=subprocess.PIPE, env=environment, text=True,
        )  # fmt: skip

    def line(self) -> str:
        """The next that it says."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def end(self, how: signal.Signals) -> None:
        """Ends it, and waits until it has."""
        if self._process.poll() is None:
            self._process.send_signal(how)
        self._process.communicate(timeout=60)


Start = Callable[..., Program]


@contextmanager
def programs(source: str, database: DatabaseAddress, diary: Path) -> Iterator[Start]:
    """Starts programs by their words; all that still run are killed at the end."""
    started: list[Program] = []

    def start(*words: str) -> Program:
        program = Program(source, [told(database), str(diary), *words])
        started.append(program)
        return program

    try:
        yield start
    finally:
        for program in started:
            program.end(signal.SIGKILL)

"""One installation in a folder of its own, and the programs that run on it."""

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from tests.cli.shell import Shell
from tests.ports import free_port
from tests.programs import Program, run_loa

NOTHING: Mapping[str, str] = MappingProxyType({})
ROOT = Path(__file__).parents[2]
SECONDS_TO_STOP = 60.0


@dataclass(frozen=True)
class Station:
    """``programs`` run now, or have ended and nobody has started another in their place."""

    shell: Shell
    programs: list[Program] = field(default_factory=list)

    @property
    def base_url(self) -> str:
        """Where ``loa serve`` listens."""
        return f"http://127.0.0.1:{self.shell.settings['LOA_PORT']}"

    @property
    def data(self) -> Path:
        """What must last."""
        return self.shell.folder / "data"

    @property
    def media(self) -> Path:
        """What is published."""
        return self.data / "media"

    @property
    def cache(self) -> Path:
        """The clips."""
        return self.shell.folder / "clips"

    @property
    def log(self) -> Path:
        """What the programs said, all of them in one file."""
        return self.shell.folder / "log"

    def start(
        self,
        *words: str,
        settings: Mapping[str, str] = NOTHING,
        limits: Mapping[int, int] = MappingProxyType({}),
    ) -> Program:
        """``loa`` with these words, under ``limits`` (``RLIMIT_…`` to the most allowed)."""
        with self.log.open("ab") as log:
            program = Program(
                run_loa,
                *words,
                stdout=log,
                stderr=log,
                folder=self.shell.folder,
                variables=self.shell.environment(settings),
                limits=limits,
            )
        self.programs.append(program)
        return program

    def kill(self, program: Program, by: int = signal.SIGKILL) -> int:
        """The exit code of ``program``, stopped by a signal; it is no longer one of ours."""
        with suppress(ProcessLookupError):
            os.kill(program.pid, by)
        code = program.wait(SECONDS_TO_STOP)
        self.programs.remove(program)
        return code

    def kill_all(self) -> None:
        """Nothing of this installation runs any more."""
        for program in list(self.programs):
            self.kill(program)

    def said(self) -> str:
        """What the programs have said so far."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""


@contextmanager
def installed(folder: Path, settings: Mapping[str, str] = NOTHING) -> Iterator[Station]:
    """A new installation; what still runs of it at the end is killed."""
    basic = {
        "LOA_ENGINE": "silence",
        "LOA_PORT": str(free_port()),
        "LOA_REQUESTS_PER_MINUTE": "0",  # all that was accepted is asked for, ten times a second
        "LOA_RELEASE": "automatic",  # what is made up here has figures that are doubtful
    }
    station = Station(Shell(folder, basic | dict(settings)))
    try:
        yield station
    finally:
        station.kill_all()


def elsewhere(station: Station, settings: Mapping[str, str]) -> Station:
    """The same installation, told other settings; its programs are the same ones."""
    shell = replace(station.shell, settings={**station.shell.settings, **settings})
    return replace(station, shell=shell)

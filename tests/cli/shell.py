"""The command ``loa`` as a shell runs it: inside the test, or a program of its own.

A program of its own is for what only one has: pipes, signals, an end by a signal, a
log on its standard error, what Python itself reads from the environment.
"""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import Any

from tests.cli.inside import run_inside
from tests.programs import STDOUT, Program, run_loa

SECONDS = 60.0


@dataclass(frozen=True)
class Shell:
    """A folder with settings in which ``loa`` is run."""

    folder: Path
    settings: dict[str, str]

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        """The shell's variables, with nothing of Loa's but what is set here."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LOA_")}
        return kept | {
            "LOA_DATA": str(self.folder / "data"),
            "LOA_CACHE": str(self.folder / "clips"),
            "LOA_FREE_SPACE_MB": "0",
            "PYTHONWARNINGS": "default",
            **self.settings,
            **more,
        }

    def run(
        self, *words: str, typed: bytes = b"", settings: Mapping[str, str] = MappingProxyType({})
    ) -> "CompletedProcess[str]":
        """``loa`` with these words, after it has ended, inside this program."""
        return run_inside(words, typed, self.folder, self.environment(settings))

    def run_program(
        self, *words: str, settings: Mapping[str, str] = MappingProxyType({})
    ) -> "CompletedProcess[str]":
        """``loa`` with these words, a program of its own, after it has ended."""
        with TemporaryFile() as out, TemporaryFile() as err:
            program = Program(
                run_loa,
                *words,
                stdout=out,
                stderr=err,
                folder=self.folder,
                variables=self.environment(settings),
            )
            code = program.wait(SECONDS)
            for file in (out, err):
                file.seek(0)
            return CompletedProcess(words, code, out.read().decode(), err.read().decode())

    def run_fresh(
        self, *words: str, settings: Mapping[str, str] = MappingProxyType({})
    ) -> "CompletedProcess[str]":
        """The same by an interpreter of its own, which finds what its environment says."""
        done = subprocess.run(
            [sys.executable, "-m", "service.cli", *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            cwd=self.folder,
            env=self.environment(settings),
            check=False,
        )
        return CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    def start(self, *words: str, settings: Mapping[str, str] = MappingProxyType({})) -> Program:
        """``loa`` with these words, while it runs; Ctrl-C reaches it."""
        variables = self.environment(settings)
        return Program(run_loa, *words, stderr=STDOUT, folder=self.folder, variables=variables)

    @contextmanager
    def converse(self, *words: str) -> Iterator["Talk"]:
        """``loa`` with these words, spoken with line by line."""
        process = subprocess.Popen(
            [sys.executable, "-m", "service.cli", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=self.folder,
            env=self.environment({}),
        )
        try:
            yield Talk(process)
        finally:
            process.communicate(timeout=SECONDS)

    @property
    def command(self) -> str:
        """``loa`` as a shell's command line writes it."""
        return f"{shlex.quote(sys.executable)} -m service.cli"

    def pipe(self, line: str) -> "CompletedProcess[str]":
        """A command line of bash, which fails when any of its programs does."""
        return subprocess.run(
            ["/bin/bash", "-o", "pipefail", "-c", line],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            cwd=self.folder,
            env=self.environment({}),
            check=True,
        )

    def write(self, name: str, content: str | bytes) -> str:
        """The path of a new file in the shell's folder."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)


@dataclass(frozen=True)
class Talk:
    """A command that answers each line it is given."""

    process: subprocess.Popen[bytes]

    def ask(self, line: str) -> str:
        """The answer to ``line``."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()
        return self.process.stdout.readline().decode().removesuffix("\n")


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Returns when ``holds``; fails after a minute."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.02)


def found(document: Any, path: str) -> list[Any]:
    """What an XPath finds: elements, or texts."""
    nodes = document.xpath(path)
    assert isinstance(nodes, list)
    return nodes

"""Programs that tests start beside themselves: forked from one server that has imported Loa.

An interpreter of its own for each would spend 1.3 CPU-seconds in imports, two hundred times over.
What only a new interpreter shows (what a command imports, a folder of packages in its
environment, the ``loa`` that is installed) is started as a shell does it, where it is tested.
"""

import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import reduction
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import IO, Any

SERVED = multiprocessing.get_context("forkserver")
SERVED.set_forkserver_preload(
    [
        "service.cli.serving",
        "service.compose.opening",
        "service.compose.rebuilding",
        "service.tending.webhooks",
        "service.web.server",
        "tests.jobs.program",
        "tests.standins.crowded",
        "tests.store.kinds",
        "tests.store.shelf",
    ]
)
PIPE, STDOUT, NOTHING = subprocess.PIPE, subprocess.STDOUT, subprocess.DEVNULL
NO_LIMITS: Mapping[int, int] = MappingProxyType({})


class Program:
    """``run(*arguments)`` as a program of its own, used as a ``subprocess.Popen`` is.

    ``stdin``, ``stdout`` and ``stderr`` are PIPE, NOTHING, an open file, or None for the
    test's own; pipes carry bytes. It has the ``variables`` and no other, where they are given,
    and begins in ``folder`` under ``limits`` (``RLIMIT_…`` to the most allowed).
    """

    def __init__(
        self,
        run: Callable[..., object],
        *arguments: object,
        stdin: int | IO[Any] | None = NOTHING,
        stdout: int | IO[Any] | None = PIPE,
        stderr: int | IO[Any] | None = None,
        folder: Path | None = None,
        variables: Mapping[str, str] | None = None,
        limits: Mapping[int, int] = NO_LIMITS,
    ) -> None:
        self.arguments = arguments
        self.stdin: IO[bytes] | None
        self.stdout: IO[bytes] | None
        self.stdin, read = _pipe("wb") if stdin == PIPE else (None, _descriptor(stdin, 0))
        self.stdout, write = _pipe("rb") if stdout == PIPE else (None, _descriptor(stdout, 1))
        told = os.dup(write) if stderr == STDOUT else _descriptor(stderr, 2)
        handed = [_Handed(each) for each in (read, write, told)]
        mask = os.umask(0o077)
        os.umask(mask)
        around = (str(folder or Path.cwd()), variables, dict(limits), mask)
        self._process = SERVED.Process(
            target=_begin, args=(handed, around, run, arguments), daemon=True
        )
        try:
            self._process.start()
        finally:
            for each in handed:
                os.close(each.descriptor)
        assert self._process.pid is not None
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        """How it ended: a code, or minus a signal; None while it runs."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """The same."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """How it ended, when it has. Raises ``subprocess.TimeoutExpired``."""
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            raise subprocess.TimeoutExpired("program", timeout or 0)
        return code

    def send_signal(self, signalled: int) -> None:
        """Sends it, unless the program has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signalled)

    def terminate(self) -> None:
        """Asks it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends it."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, typed: bytes = b"", timeout: float | None = None) -> tuple[bytes, None]:
        """All that it still prints, after it has ended; ``typed`` is on its standard input."""
        if self.stdin is not None and not self.stdin.closed:
            with suppress(BrokenPipeError), self.stdin:
                self.stdin.write(typed)
        printed = b""
        if self.stdout is not None and not self.stdout.closed:
            with self.stdout:
                printed = self.stdout.read()
        self.wait(timeout)
        return printed, None

    def __enter__(self) -> "Program":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for pipe in (self.stdin, self.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        self.wait()


class _Handed:
    """A descriptor of this program that the other one gets when it begins."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def __reduce__(self) -> tuple[Callable[[Any], int], tuple[Any]]:
        return _received, (reduction.DupFd(self.descriptor),)


def _received(handed: Any) -> int:
    descriptor: int = handed.detach()
    return descriptor


def _pipe(mode: str) -> tuple[IO[bytes], int]:
    """Our end, and the descriptor of the other."""
    read, write = os.pipe()
    ours, theirs = (read, write) if mode == "rb" else (write, read)
    return os.fdopen(ours, mode), theirs


def _descriptor(stream: int | IO[Any] | None, standard: int) -> int:
    """A new descriptor of the stream."""
    if stream == NOTHING:
        return os.open(os.devnull, os.O_RDWR)
    if stream is None:
        return os.dup(standard)
    return os.dup(stream if isinstance(stream, int) else stream.fileno())


def _begin(
    handed: list[int],
    around: tuple[str, Mapping[str, str] | None, Mapping[int, int], int],
    run: Callable[..., object],
    arguments: tuple[object, ...],
) -> None:
    """What an interpreter does before it runs a program."""
    folder, variables, limits, mask = around
    for standard, descriptor in enumerate(handed):
        os.dup2(descriptor, standard)
        os.close(descriptor)
    sys.stdin = os.fdopen(0, "r", encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(
        2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False
    )
    if variables is not None:
        os.environ.clear()
        os.environ.update(variables)
        if told := variables.get("PYTHONWARNINGS"):
            warnings.resetwarnings()
            warnings.simplefilter(told)  # type: ignore[arg-type]  # an action's name
    os.chdir(folder)
    os.umask(mask)
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))
    # A shell that runs the tests in its background has them ignore Ctrl-C, and all they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    run(*arguments)


def run_loa(*words: str) -> None:
    """``loa`` with these words."""
    from service.cli import main

    sys.argv = ["loa", *words]
    main()

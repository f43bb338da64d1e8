"""The command ``loa`` inside the test's own process: no interpreter is started for it.

What a program leaves behind when it ends (streams, folder, variables, mask, the level
of a log) is put back, so that the next command finds what a new program would.
"""

import io
import logging
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

from service.cli import main

_JOBS_LOG = "service.jobs"


def run_inside(
    words: Sequence[str], typed: bytes, folder: Path, environment: Mapping[str, str]
) -> "CompletedProcess[str]":
    """``loa`` with these words, after it has ended; the log goes to pytest, not to its stderr."""
    out, err = io.BytesIO(), io.BytesIO()
    with (
        _put_back(),
        chdir(folder),
        _variables(environment),
        _typed(typed),
        redirect_stdout(_stream(out)) as stdout,
        redirect_stderr(_stream(err)) as stderr,
    ):
        code = _run_main(words)
        stdout.flush()
        stderr.flush()
    return CompletedProcess(words, code, out.getvalue().decode(), err.getvalue().decode())


def _run_main(words: Sequence[str]) -> int:
    sys.argv = ["loa", *words]
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


@contextmanager
def _put_back() -> Iterator[None]:
    argv, log = sys.argv, logging.getLogger(_JOBS_LOG)
    level, mask = log.level, os.umask(0o077)
    os.umask(mask)
    try:
        yield
    finally:
        sys.argv = argv
        log.setLevel(level)
        os.umask(mask)


@contextmanager
def _variables(environment: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _typed(typed: bytes) -> Iterator[None]:
    before = sys.stdin
    sys.stdin = _stream(io.BytesIO(typed))
    try:
        yield
    finally:
        sys.stdin = before


def _stream(held: io.BytesIO) -> io.TextIOWrapper:
    return io.TextIOWrapper(held, encoding="utf-8", newline="")

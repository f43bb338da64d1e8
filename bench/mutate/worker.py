"""Tries mutants in a copy of the tree, a process for each: ``python -m bench.mutate.worker``.

Reads a trial a line as JSON from standard input and answers each with a line. What all
tests import from outside the tree is imported once, before the first fork; pytest's warning
about that is expected.
"""

import importlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

_BEFOREHAND = ("pytest", "hypothesis", "numpy", "sqlalchemy", "alembic.command", "lxml.etree")
_OPTIONS = (
    "-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist",
    "--hypothesis-seed=0", "-W", "ignore::pytest.PytestAssertRewriteWarning",
    "-k", "not megabyte",
)  # fmt: skip
_MOST_MEMORY = 4 << 30
_TIMED_OUT = 124


def main() -> None:
    """Answers until standard input ends."""
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    answers = os.fdopen(os.dup(1), "w")
    for name in _BEFOREHAND:
        importlib.import_module(name)
    for line in sys.stdin:
        trial = json.loads(line)
        began = time.monotonic()
        code = _try(trial["path"], trial["text"], trial["tests"], trial["seconds"])
        answer = {"code": code, "seconds": time.monotonic() - began}
        print(json.dumps(answer), file=answers, flush=True)


def _try(path: str, text: str | None, tests: Sequence[str], seconds: float) -> int:
    """The exit code of ``tests`` over the changed file; 0 when none fails."""
    file = Path(path)
    kept = file.read_bytes()
    try:
        if text is not None:
            file.write_text(text, "utf-8")
            for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
                compiled.unlink()
        return _run(tests, seconds)
    finally:
        file.write_bytes(kept)


def _run(tests: Sequence[str], seconds: float) -> int:
    child = os.fork()
    if child == 0:
        _become_tests(tests)
    signal.signal(signal.SIGALRM, _wake)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        _, status = os.waitpid(child, 0)
    except TimeoutError:
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return _TIMED_OUT
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return abs(os.waitstatus_to_exitcode(status))


def _wake(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def _become_tests(tests: Sequence[str]) -> None:
    """Runs the tests in this process, which has none of the tree's modules yet, and ends it."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    import pytest

    code = 3
    try:
        code = int(pytest.main([*_OPTIONS, *tests]))
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()

"""Runs the separate programs that speak, and leaves none behind."""

import os
import signal
import subprocess
from collections.abc import Sequence
from typing import NoReturn

from service.errors import SynthesisError, reason_of


def run_program(arguments: Sequence[str], stdin: bytes, *, seconds: float) -> bytes:
    """What the program writes to its standard output.

    It runs in a session of its own, so that what it started dies with it when
    ``seconds`` are over. Raises SynthesisError: transient after a time-out, lasting
    when the program is missing or complains.
    """
    try:
        program = subprocess.Popen(
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as e:
        raise SynthesisError(
            f"Không chạy được {arguments[0]}: {reason_of(e)}.",
            f"Cannot run {arguments[0]}: {e.strerror}.",
            transient=False,
        ) from e
    with program:
        try:
            out, complaint = program.communicate(stdin, timeout=seconds)
        except subprocess.TimeoutExpired as e:
            os.killpg(program.pid, signal.SIGKILL)
            raise SynthesisError(
                f"{arguments[0]} không xong sau {seconds:g} giây.",
                f"{arguments[0]} did not finish within {seconds:g} seconds.",
                transient=True,
                lost=seconds,
            ) from e
    if program.returncode:
        _raise_complaint(arguments[0], program.returncode, complaint)
    return out


def _raise_complaint(program: str, code: int, complaint: bytes) -> NoReturn:
    said = complaint.decode("utf-8", "replace").strip().splitlines()[-1:] or ["…"]
    raise SynthesisError(
        f"{program} báo lỗi {code}: {said[0]}",
        f"{program} failed with code {code}: {said[0]}",
        transient=code < 0,  # killed from outside, perhaps for want of memory
    )

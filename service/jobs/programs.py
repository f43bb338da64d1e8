"""The programs of this installation, as Linux knows them: who they are, and who stands still.

Elsewhere than on Linux nothing is known, and so nothing is ever ended.
"""

import os
import signal
import socket
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_STOPPED = frozenset("Tt")
"""States of proc(5): stopped by a signal, stopped by a debugger."""

_STATE, _STARTED = 0, 19
"""Places in /proc/PID/stat after the program's name: its fields 3 and 22 of proc(5)."""

_SHARED_MEMORY_LOCKS = range(120, 128)
"""SQLite's locks in the ``-shm`` file (os_unix.c, UNIX_SHM_BASE): to write, to checkpoint,
to recover, and five to read."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One program and no other: numbers are given away again, moments are not.

    ``started`` is in clock ticks since the ``boot`` of that name.
    """

    host: str
    boot: str
    pid: int
    started: int


def identify(pid: int) -> Identity | None:
    """Who runs under this number on this machine; None when nobody does, or it cannot be told."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text("ascii").strip()
        return Identity(socket.gethostname(), boot, pid, int(_stat(pid)[_STARTED]))
    except (OSError, ValueError, IndexError):
        return None


def is_stopped(pid: int) -> bool:
    """Whether the program stands still since somebody stopped it; a slow one does not."""
    try:
        return _stat(pid)[_STATE] in _STOPPED
    except (OSError, IndexError):
        return False


def lock_holders(databases: Iterable[Path]) -> frozenset[int]:
    """The numbers of other programs that hold locks on SQLite files which keep others out."""
    try:
        lines = (_PROC / "locks").read_text("ascii").splitlines()
    except OSError:
        return frozenset()
    files: dict[int, range | None] = {}
    for database in databases:
        # A journal's locks lie in the file itself: every exclusive one keeps all others out.
        with suppress(OSError):
            files[database.stat().st_ino] = None
        with suppress(OSError):
            shared = database.with_name(f"{database.name}-shm")
            files[shared.stat().st_ino] = _SHARED_MEMORY_LOCKS
    found = {holder_of(line, files) for line in lines}
    return frozenset(pid for pid in found if pid and pid != os.getpid())


def holder_of(line: str, files: dict[int, range | None]) -> int | None:
    """The holder that a line of /proc/locks names, if it locks one of ``files`` for itself.

    ``files`` are inodes, with the bytes that count or None for all. A line with ``->`` is
    of one that waits; a number of 0 or below is of another container.
    """
    match line.split():
        case [_, "POSIX", _, "WRITE", pid, place, first, last]:
            inode = int(place.rpartition(":")[2])
            if inode not in files or int(pid) <= 0:
                return None
            counted = files[inode]
            end = float("inf") if last == "EOF" else int(last)
            meets = counted is None or (int(first) < counted.stop and end >= counted.start)
            return int(pid) if meets else None
    return None


def end_stopped(who: Identity) -> bool:
    """Whether ``who`` was there, stood still, and was ended. Nobody else can be hit."""
    try:
        descriptor = os.pidfd_open(who.pid)
    except (OSError, AttributeError):
        return False
    try:
        # The descriptor stays that one program's, so what is true now is true of whom it hits.
        if identify(who.pid) != who or not is_stopped(who.pid):
            return False
        signal.pidfd_send_signal(descriptor, signal.SIGKILL)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def _stat(pid: int) -> list[str]:
    text = (_PROC / str(pid) / "stat").read_text("utf-8", "replace")
    # The name, in brackets, may hold spaces and brackets itself.
    return text.rpartition(")")[2].split()

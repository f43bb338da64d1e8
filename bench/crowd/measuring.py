"""What processes cost, as the kernel tells it (proc(5))."""

import os
from collections.abc import Sequence
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pids: Sequence[int]) -> float:
    """CPU that the processes have used so far, threads and system calls included."""
    return sum(_ticks(pid) for pid in pids) / _TICKS


def descriptors(pid: int) -> int:
    """How many files and sockets the process holds open."""
    try:
        return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return 0


def idle_seconds() -> float:
    """The time that all cores have had nothing to do so far, together."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()
    return (int(fields[4]) + int(fields[5])) / _TICKS


def memory_mb(pid: int) -> float:
    """What the process holds in memory now (its resident set), in MB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    lines = dict(line.split(":", 1) for line in status.splitlines())
    return int(lines.get("VmRSS", "0").split()[0]) / 1024


def temporary_bytes(pids: Sequence[int]) -> int:
    """Bytes in files that the processes hold open and no folder names any more."""
    return sum(_deleted_bytes(pid) for pid in pids)


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def _deleted_bytes(pid: int) -> int:
    total = 0
    try:
        for each in Path(f"/proc/{pid}/fd").iterdir():
            if str(each.readlink()).endswith("(deleted)"):
                total += each.stat().st_size
    except OSError:
        pass
    return total

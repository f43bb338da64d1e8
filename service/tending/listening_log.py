"""Downloads read from a web server's log, no line of it twice."""

import gzip
import hashlib
import zlib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, cast

from service.disk import store_errors
from service.errors import OutputError
from service.listening.log_lines import read_line, sent_of
from service.model.listening import Sent
from service.store.library import Library
from service.tending.listening import AT_ONCE, count_batch

_LONGEST_LINE = 128 * 1024
"""nginx takes headers of 32 kB, and writes four characters for a byte that is not ASCII."""

_OLDEST, _NEWEST = timedelta(days=400), timedelta(days=1)
"""A line of a clock that was wrong by years is not counted on a day that nobody looks at."""


@dataclass(frozen=True, slots=True)
class LogRead:
    """What a reading found: new ``lines``, those of them that may be a part of a download
    (``sent``), and those that say nothing in the form that is read (``strange``)."""

    lines: int
    sent: int
    strange: int


@dataclass(frozen=True, slots=True)
class _Part:
    """Some lines that follow each other: the bytes ``begin`` ≤ b < ``end`` of the log."""

    begin: int
    end: int
    lines: tuple[str, ...]


def read_log(library: Library, path: Path, own_hosts: Container[str], now: datetime) -> LogRead:
    """What of the log came since it was read last is counted.

    A log is known by its first line, wherever it was moved to, packed by gzip or not; how
    far it was read is kept with what was counted, in one transaction. A last line that is
    still being written is left for the next time. Raises StoreError, and OutputError for a
    file that is no such log.
    """
    try:
        with store_errors(path), _opened(path) as file:
            found = _read(library, path, file, own_hosts, now)
    except (EOFError, zlib.error, gzip.BadGzipFile) as e:
        raise _no_such_log(path) from e
    library.forget_listeners(now)
    return found


def _read(
    library: Library, path: Path, file: BinaryIO, own_hosts: Container[str], now: datetime
) -> LogRead:
    first = file.readline(_LONGEST_LINE)
    if not first.endswith(b"\n"):
        return LogRead(0, 0, 0)
    if read_line(_text(first)) is None:
        raise _no_such_log(path)
    log = hashlib.sha256(first).hexdigest()
    lines = sent = strange = 0
    while part := _next_part(file, library.log_read(log)):
        found = _judged(part, own_hosts, now)
        if not _keep(library, log, part, found, now):
            continue  # another reading was faster, and this one goes on behind it
        lines += len(part.lines)
        sent += sum(each is not None for each, _is_strange in found)
        strange += sum(is_strange for _each, is_strange in found)
    return LogRead(lines, sent, strange)


def _keep(
    library: Library, log: str, part: _Part, found: list[tuple[Sent | None, bool]], now: datetime
) -> bool:
    with library.together():
        if library.log_read(log) != part.begin:
            return False
        count_batch(library, [each for each, _is_strange in found if each is not None], now)
        library.keep_log_read(log, part.end)
    return True


def _judged(
    part: _Part, own_hosts: Container[str], now: datetime
) -> list[tuple[Sent | None, bool]]:
    judged: list[tuple[Sent | None, bool]] = []
    for written in part.lines:
        line = read_line(written)
        is_strange = line is None or not now - _OLDEST <= line.at <= now + _NEWEST
        judged.append(
            (None if line is None or is_strange else sent_of(line, own_hosts), is_strange)
        )
    return judged


def _next_part(file: BinaryIO, begin: int) -> _Part | None:
    file.seek(begin)
    lines = tuple(_whole_lines(file))
    if not lines:
        return None
    return _Part(begin, begin + sum(map(len, lines)), tuple(map(_text, lines)))


def _whole_lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines with their ends, some at once; one that is too long comes in pieces."""
    for _ in range(AT_ONCE):
        line = file.readline(_LONGEST_LINE)
        if not line.endswith(b"\n") and len(line) < _LONGEST_LINE:
            return
        yield line


def _text(line: bytes) -> str:
    """Each byte a letter, as headers are."""
    return line.decode("latin-1")


def _opened(path: Path) -> BinaryIO:
    if path.suffix == ".gz":
        return cast(BinaryIO, gzip.open(path))
    return path.open("rb")


def _no_such_log(path: Path) -> OutputError:
    return OutputError(
        f"{path} không phải nhật ký nginx dạng loa_listening. Hãy lấy log_format trong "
        "deploy/nginx/loa.conf.",
        f"{path} is no log of nginx in the form loa_listening. Take the log_format from "
        "deploy/nginx/loa.conf.",
    )

"""Files that a command is given, or its standard input."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from service.errors import ArticleError, reason_of

STDIN = Path("-")


MOST_BYTES = 100_000_000
"""More than any article may have; what is endless must not be read to its end."""


def read_input(file: Path) -> bytes:
    """The bytes of ``file``, or of standard input for "-". Raises ArticleError."""
    with _opened(file) as stream:
        return stream.read(MOST_BYTES + 1)


def read_lines(file: Path) -> Iterator[str]:
    """The lines of a UTF-8 text, each as soon as it is there.

    Only a line feed ends one, so that the count is kept. Raises ArticleError.
    """
    with _opened(file) as stream:
        for number, raw in enumerate(stream, 1):
            try:
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as e:
                raise ArticleError(
                    f"{file} không phải văn bản UTF-8 (dòng {number}).",
                    f"{file} is not UTF-8 text (line {number}).",
                ) from e
            yield line.removesuffix("\n").removesuffix("\r")


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    try:
        if file == STDIN:
            yield sys.stdin.buffer
        else:
            with file.open("rb") as stream:
                yield stream
    except OSError as e:
        raise ArticleError(
            f"Không đọc được tệp {file}: {reason_of(e)}.", f"Cannot read {file}: {e.strerror}."
        ) from e

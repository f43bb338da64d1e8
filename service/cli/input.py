"""Files that a command is given, or its standard input."""

import sys
from pathlib import Path

from service.errors import ArticleError, reason_of

STDIN = Path("-")


def read_input(file: Path) -> bytes:
    """The bytes of ``file``, or of standard input for "-". Raises ArticleError."""
    if file == STDIN:
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as e:
        raise ArticleError(
            f"Không đọc được tệp {file}: {reason_of(e)}.", f"Cannot read {file}: {e.strerror}."
        ) from e

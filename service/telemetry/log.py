"""Where the log goes, and how much of it: set up once for a program that stays."""

import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from types import MappingProxyType

from service.telemetry.lines import JsonLines, Messages, PlainLines


class LogKind(StrEnum):
    """What a program prints of its work on its standard error."""

    TROUBLES = "troubles"
    """What goes wrong alone, in words."""
    PLAIN = "plain"
    """A line a request, a job, an act, with what is known of it, for people."""
    JSON = "json"
    """The same as JSON, an object a line."""


_FORMATTERS: Mapping[LogKind, type[logging.Formatter]] = MappingProxyType(
    {LogKind.TROUBLES: Messages, LogKind.PLAIN: PlainLines, LogKind.JSON: JsonLines}
)


@contextmanager
def keeping_log(kind: LogKind) -> Iterator[None]:
    """While this lasts, the log is printed as ``kind`` says."""
    own, root = logging.getLogger("service"), logging.getLogger()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_FORMATTERS[kind]())
    if kind is LogKind.TROUBLES:
        handler.setLevel(logging.WARNING)
    level = own.level
    if kind is not LogKind.TROUBLES:
        own.setLevel(logging.INFO)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        own.setLevel(level)

"""A record of the log as a line: for people, for programs, or its message alone."""

import json
import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from service.telemetry.context import current_ids
from service.telemetry.redaction import redact

_BARE = re.compile(r"[^\s\"=]+")
"""A value that needs no quotation marks in a line of names and values."""


class Messages(logging.Formatter):
    """The message alone, as programs print it that nobody watches."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class PlainLines(logging.Formatter):
    """Time, level, message, and what is known as ``name=value``."""

    def format(self, record: logging.LogRecord) -> str:
        told = " ".join(f"{name}={_quoted(value)}" for name, value in _known(record).items())
        line = f"{_moment(record)} {record.levelname} {record.getMessage()}"
        trace = _trace(self, record)
        return redact(" ".join(filter(None, (line, told))) + (f"\n{trace}" if trace else ""))


class JsonLines(logging.Formatter):
    """One JSON object a line, whatever a message holds."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": _moment(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_known(record),
        }
        if trace := _trace(self, record):
            told["trace"] = trace
        clean = {name: redact(each) if isinstance(each, str) else each
                 for name, each in told.items()}  # fmt: skip
        return json.dumps(clean, ensure_ascii=False)


def _known(record: logging.LogRecord) -> Mapping[str, Any]:
    """The ids of the thread that tells it, and the record's own facts."""
    return {**current_ids(), **getattr(record, "facts", {})}


def _moment(record: logging.LogRecord) -> str:
    when = datetime.fromtimestamp(record.created, UTC)
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _trace(formatter: logging.Formatter, record: logging.LogRecord) -> str:
    return formatter.formatException(record.exc_info) if record.exc_info else ""


def _quoted(value: object) -> str:
    text = f"{value:.6g}" if isinstance(value, float) else str(value)
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)

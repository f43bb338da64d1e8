"""JSON as a Loa before November 2026 wrote it: what stands in rows and files of that time."""

import dataclasses
import json
from datetime import datetime
from enum import Enum
from typing import Any


def old_plain(value: object) -> Any:
    """``value`` in the plain form of then: dates as ``datetime.isoformat`` writes them.

    A revision was its lines, and had no tree.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [old_plain(each) for each in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.name != "content"]
        return {name: old_plain(getattr(value, name)) for name in names}
    return value


def old_json(value: object) -> str:
    """``value`` as the text of a row or a file of then."""
    return json.dumps(old_plain(value), ensure_ascii=False)

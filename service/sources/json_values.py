"""Values of JSON that somebody else wrote: any field can be missing or of another kind."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from service.errors import ArticleError
from service.legal_text import legal_text

Json = dict[str, Any]


def read_json(text: str) -> object:
    """The value that ``text`` writes. Raises ArticleError where it is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as e:
        raise ArticleError("Nội dung không phải JSON đúng.", f"The text is not JSON: {e}.") from e


def at(value: object, *path: str | int) -> object:
    """What stands at ``path``, or None."""
    for step in path:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, dict) else None
        else:
            value = value[step] if isinstance(value, list) and len(value) > step else None
    return value


def text_at(value: object, *path: str | int) -> str:
    """The text that stands at ``path``, or ""."""
    found = at(value, *path)
    return legal_text(found).strip() if isinstance(found, str) else ""


def items_at(value: object, *path: str | int) -> Iterator[Json]:
    """The objects in the list at ``path``."""
    found = at(value, *path)
    yield from (each for each in found if isinstance(each, dict)) if isinstance(found, list) else ()


def moment_of(written: str, *, utc: bool = False) -> datetime | None:
    """The moment that ``written`` says in ISO 8601; without a zone of its own in UTC if ``utc``."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if utc and moment.tzinfo is None else moment

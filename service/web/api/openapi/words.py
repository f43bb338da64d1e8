"""How schemas are put: JSON Schema 2020-12 as Python values, with little to read past."""

from collections.abc import Mapping
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]


def ref(name: str) -> Schema:
    """The schema that the document keeps under ``name``."""
    return {"$ref": f"#/components/schemas/{name}"}


def text(about: str = "", **more: Any) -> Schema:
    """A string; ``more`` are JSON Schema's own words."""
    return _told(about, {"type": "string", **more})


def number(about: str = "", **more: Any) -> Schema:
    """A number."""
    return _told(about, {"type": "number", **more})


def whole(about: str = "", **more: Any) -> Schema:
    """A whole number from 0 on."""
    return _told(about, {"type": "integer", "minimum": 0, **more})


def truth(about: str = "") -> Schema:
    """Yes or no."""
    return _told(about, {"type": "boolean"})


def moment(about: str = "") -> Schema:
    """An ISO 8601 moment with a zone."""
    return text(about, format="date-time", examples=["2026-11-28T07:30:00+07:00"])


def address(about: str = "") -> Schema:
    """A web address."""
    return text(about, format="uri")


def words(about: str, *values: str) -> Schema:
    """One of a few words."""
    return text(about, enum=list(values))


def listing(of: Schema, about: str = "") -> Schema:
    """A list."""
    return _told(about, {"type": "array", "items": of})


def or_null(schema: Schema) -> Schema:
    """The schema, or null."""
    if isinstance(schema.get("type"), str):
        more = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
        return {**schema, "type": [schema["type"], "null"], **more}
    return {"anyOf": [schema, {"type": "null"}]}


def record(
    about: str,
    needed: Mapping[str, Schema],
    perhaps: Mapping[str, Schema] | None = None,
    **more: Any,
) -> Schema:
    """An object with all fields of ``needed``, perhaps those of ``perhaps``, and no others."""
    properties = {**needed, **(perhaps or {})}
    described = {"type": "object", "required": list(needed), "properties": properties}
    return _told(about, {**described, "additionalProperties": False, **more})


def _told(about: str, schema: Schema) -> Schema:
    return {"description": about, **schema} if about else schema

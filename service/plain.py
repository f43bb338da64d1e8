"""Dataclasses to plain values and back: the one codec of database, sidecars and manifests."""

import dataclasses
import types
import typing
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from service.fingerprint import Plain

T = TypeVar("T")


def to_plain(value: object) -> Plain:
    """``value`` as JSON can hold it: dataclasses become objects, dates ISO 8601 text.

    Raises ``TypeError`` for a type the codec does not know.
    """
    match value:
        case Enum():
            return to_plain(value.value)
        case None | str() | int() | float():
            return value
        case datetime():
            return value.isoformat()
        case tuple() | list():
            return [to_plain(each) for each in value]
        case dict():
            return {str(key): to_plain(each) for key, each in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    raise TypeError(f"{type(value).__name__} has no plain form")


def from_plain(kind: type[T], plain: Plain) -> T:
    """The ``kind`` that :func:`to_plain` made ``plain`` from.

    A field absent from ``plain`` takes its default, so that a newer program
    reads what an older one wrote; an unknown key is ignored. Raises
    ``ValueError`` for a plain value of another shape.
    """
    value = _build(kind, plain)
    return typing.cast(T, value)


def _build(kind: Any, plain: Plain) -> object:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _build_optional(arguments, plain)
    if origin is tuple:
        return tuple(_build(arguments[0], each) for each in _listed(plain))
    if isinstance(kind, typing.NewType):
        return _build(kind.__supertype__, plain)
    if dataclasses.is_dataclass(kind):
        return _build_record(typing.cast(type, kind), plain)
    if kind is datetime:
        return datetime.fromisoformat(str(plain))
    if kind is float and isinstance(plain, int):
        return float(plain)
    if issubclass(kind, Enum):
        return kind(plain)
    if not isinstance(plain, kind):
        raise ValueError(f"expected {kind.__name__}, found {type(plain).__name__}")
    return plain


def _build_optional(arguments: tuple[Any, ...], plain: Plain) -> object:
    if plain is None and types.NoneType in arguments:
        return None
    (kind,) = (each for each in arguments if each is not types.NoneType)
    return _build(kind, plain)


def _build_record(kind: type, plain: Plain) -> object:
    if not isinstance(plain, dict):
        raise ValueError(f"expected an object for {kind.__name__}, found {type(plain).__name__}")
    fields = {
        name: _build(hint, plain[name]) for name, hint in _hints(kind).items() if name in plain
    }
    try:
        return kind(**fields)
    except TypeError as e:
        raise ValueError(f"{kind.__name__}: {e}") from e


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _listed(plain: Plain) -> list[Plain]:
    if not isinstance(plain, list):
        raise ValueError(f"expected a list, found {type(plain).__name__}")
    return plain

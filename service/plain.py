"""Dataclasses to plain values and back: the one codec of database, sidecars and manifests."""

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Iterator
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


def to_json(value: object, *, without: str = "") -> str:
    """``json.dumps(to_plain(value), ensure_ascii=False)``, of a value of hours of sentences.

    It is never plain as a whole: its plain form takes ten times what its text does.
    The field ``without`` is left out.
    """
    return "".join(_json_pieces(value, without))


def _json_pieces(value: object, without: str = "") -> Iterator[str]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        opening = "{"
        for field in dataclasses.fields(value):
            if field.name == without:
                continue
            yield f"{opening}{json.dumps(field.name)}: "
            yield from _json_pieces(getattr(value, field.name))
            opening = ", "
        yield "}" if opening != "{" else "{}"
    elif isinstance(value, tuple | list) and value:
        opening = "["
        for each in value:
            yield opening + json.dumps(to_plain(each), ensure_ascii=False)
            opening = ", "
        yield "]"
    else:
        yield json.dumps(to_plain(value), ensure_ascii=False)


def from_plain(kind: type[T], plain: Plain) -> T:
    """The ``kind`` that :func:`to_plain` made ``plain`` from.

    A field absent from ``plain`` takes its default, so that a newer program
    reads what an older one wrote; an unknown key is ignored. Raises
    ``ValueError`` for a plain value of another shape.
    """
    build = _builder(typing.cast(Any, kind))
    return typing.cast(T, build(plain))


Build = Callable[[Any], object]


@cache
def _builder(kind: Any) -> Build:
    """How a ``kind`` is built: worked out once, since hour-long editions hold thousands."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _optional_builder(arguments)
    if origin is tuple:
        return _tuple_builder(arguments[0])
    if isinstance(kind, typing.NewType):
        return _builder(kind.__supertype__)
    if dataclasses.is_dataclass(kind):
        return _record_builder(typing.cast(type, kind))
    if kind is datetime:
        return _build_moment
    if kind is float:
        return _build_float
    if issubclass(kind, Enum):
        return typing.cast(Build, kind)
    return _value_builder(kind)


def _optional_builder(arguments: tuple[Any, ...]) -> Build:
    (kind,) = (each for each in arguments if each is not types.NoneType)
    build = _builder(kind)
    return lambda plain: None if plain is None else build(plain)


def _tuple_builder(kind: Any) -> Build:
    build = _builder(kind)

    def build_tuple(plain: Any) -> object:
        if not isinstance(plain, list):
            raise ValueError(f"expected a list, found {type(plain).__name__}")
        if kind is float and set(map(type, plain)) <= {float}:
            return tuple(plain)  # a clip's energies: most of what its sidecar holds
        return tuple(map(build, plain))

    return build_tuple


def _record_builder(kind: type) -> Build:
    builders = {name: _builder(hint) for name, hint in typing.get_type_hints(kind).items()}

    def build_record(plain: Any) -> object:
        if not isinstance(plain, dict):
            raise ValueError(f"expected an object for {kind.__name__}, found {plain!r:.40}")
        fields = {name: build(plain[name]) for name, build in builders.items() if name in plain}
        try:
            return kind(**fields)
        except TypeError as e:
            raise ValueError(f"{kind.__name__}: {e}") from e

    return build_record


def _value_builder(kind: type) -> Build:
    def build_value(plain: Any) -> object:
        if not isinstance(plain, kind):
            raise ValueError(f"expected {kind.__name__}, found {type(plain).__name__}")
        return plain

    return build_value


def _build_moment(plain: Any) -> object:
    return datetime.fromisoformat(str(plain))


def _build_float(plain: Any) -> object:
    if not isinstance(plain, float | int):
        raise ValueError(f"expected float, found {type(plain).__name__}")
    return float(plain)

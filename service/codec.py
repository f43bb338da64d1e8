"""Values to JSON and back: the one codec of database, sidecars, manifests and step records.

The one door to msgspec, which reads a dataclass by its annotations without a step in
between. Written are dates in RFC 3339 (UTC as ``Z``) and no white space; read is also
what an older Loa wrote, ``+00:00`` and spaces.
"""

import dataclasses
import typing
from functools import cache
from typing import Any, TypeVar

import msgspec

from service.fingerprint import Plain

T = TypeVar("T")


def to_plain(value: object) -> Plain:
    """``value`` as JSON can hold it: dataclasses become dictionaries, dates text.

    A value with ``to_plain`` writes itself. Raises ``TypeError`` for a type the codec does not
    know.
    """
    return typing.cast(Plain, msgspec.to_builtins(value, enc_hook=_write_itself))


def from_plain(kind: type[T], plain: Plain) -> T:
    """The ``kind`` that :func:`to_plain` made ``plain`` from.

    A field absent from ``plain`` takes its default, so that a newer program
    reads what an older one wrote; an unknown key is ignored. Raises
    ``ValueError`` for a plain value of another shape.
    """
    try:
        return msgspec.convert(plain, kind, dec_hook=_read_itself)
    except msgspec.MsgspecError as e:
        raise _refused(kind, e) from e


def to_json(value: object, *, without: str = "") -> str:
    """``value`` as JSON; of a dataclass, ``without`` is a field that is left out.

    A number that is none (NaN) or infinite becomes ``null``. Raises ``TypeError`` for a
    type the codec does not know, ``ValueError`` for text that is no Unicode.
    """
    if without:
        record = _rest(typing.cast(Any, type(value)), (without,))
        names = record.__struct_fields__
        value = record(**{name: getattr(value, name) for name in names})
    return msgspec.json.encode(value, enc_hook=_write_itself).decode()


def from_json(kind: type[T], text: str | bytes, **given: object) -> T:
    """The ``kind`` that :func:`to_json` wrote as ``text``, with the fields that are ``given``.

    As :func:`from_plain`; what ``text`` says of a given field is passed over.
    """
    try:
        if not given:
            return typing.cast(T, _decoder(typing.cast(Any, kind)).decode(text))
        record = _rest(typing.cast(Any, kind), tuple(given))
        rest = msgspec.structs.asdict(_decoder(record).decode(text))
    except (msgspec.MsgspecError, RecursionError) as e:
        raise _refused(kind, e) from e
    return kind(**rest, **given)


def _write_itself(value: Any) -> Any:
    """What a type that msgspec does not know says of itself."""
    if not hasattr(value, "to_plain"):
        raise TypeError(f"{type(value).__name__} has no plain form")
    return value.to_plain()


def _read_itself(kind: Any, plain: Any) -> Any:
    if not hasattr(kind, "from_plain"):
        raise TypeError(f"{kind.__name__} is read from no plain form")
    return kind.from_plain(plain)


@cache
def _decoder(kind: Any) -> "msgspec.json.Decoder[Any]":
    """Made once: its making takes longer than to read a row."""
    return msgspec.json.Decoder(kind, dec_hook=_read_itself)


@cache
def _rest(kind: Any, without: tuple[str, ...]) -> Any:
    """The shape of a dataclass without some of its fields."""
    hints = typing.get_type_hints(kind)
    fields = [
        (field.name, hints[field.name], _default(field))
        for field in dataclasses.fields(kind)
        if field.name not in without
    ]
    return msgspec.defstruct(f"{kind.__name__}Rest", fields, kw_only=True)


def _default(field: "dataclasses.Field[Any]") -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return msgspec.field(default_factory=field.default_factory)
    if field.default is not dataclasses.MISSING:
        return msgspec.field(default=field.default)
    return msgspec.field()


def _refused(kind: Any, error: Exception) -> ValueError:
    return ValueError(f"{getattr(kind, '__name__', kind)}: {error}")

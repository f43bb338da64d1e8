"""The ids that join the lines of a log: of the request or job that this thread works for."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

_NONE: Mapping[str, str] = MappingProxyType({})
_OF_PROGRAM: dict[str, str] = {}
"""What every thread of this program works for: set once, before there are others."""

_IDS: ContextVar[Mapping[str, str]] = ContextVar("ids", default=_NONE)


def current_ids() -> Mapping[str, str]:
    """The ids of what is being done here, by their names; the outermost first."""
    ids = _IDS.get()
    return {**_OF_PROGRAM, **ids} if _OF_PROGRAM else ids


def join_always(**ids: str) -> None:
    """All that this program tells from now on carries these ids, whatever thread tells it."""
    _OF_PROGRAM.update(ids)


@contextmanager
def joined(**ids: str) -> Iterator[None]:
    """What is told inside carries these ids, besides those that it carries already."""
    before = _IDS.set(MappingProxyType({**_IDS.get(), **ids}))
    try:
        yield
    finally:
        _IDS.reset(before)


def new_id() -> str:
    """An id that nothing else has: 16 hexadecimal digits."""
    return secrets.token_hex(8)

"""The ids that join the lines of a log: of the request or job that this thread works for."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

_NONE: Mapping[str, str] = MappingProxyType({})
_IDS: ContextVar[Mapping[str, str]] = ContextVar("ids", default=_NONE)


def current_ids() -> Mapping[str, str]:
    """The ids of what is being done here, by their names; the outermost first."""
    return _IDS.get()


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

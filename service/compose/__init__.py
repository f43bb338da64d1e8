"""The composition root: Settings become a Service, the one thing that web and cli use."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from service.compose.ground_troubles import list_trouble
    from service.compose.opening import open_service
    from service.compose.service import Service

__all__ = ["Service", "list_trouble", "open_service"]

_HOMES = {
    "Service": "service.compose.service",
    "list_trouble": "service.compose.ground_troubles",
    "open_service": "service.compose.opening",
}


def __getattr__(name: str) -> Any:
    """What this room gives, imported when it is asked for.

    Whoever opens the library alone needs neither the queue nor the sound, and a command
    that is to print a line must not wait a second for them. Raises AttributeError.
    """
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(_HOMES[name]), name)

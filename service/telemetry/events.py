"""What happened, told as facts with names and not as a sentence: a line a request, job, act."""

import logging
from types import MappingProxyType
from typing import TypeAlias

Fact: TypeAlias = str | int | float | bool | None

_EVENTS = logging.getLogger(__name__)


def tell(event: str, **facts: Fact) -> None:
    """One line that ``event`` happened, with ``facts``; what is None is left out.

    Facts name no secret, no address of a listener, and nothing that a listener sent us.
    """
    known = {name: value for name, value in facts.items() if value is not None}
    _EVENTS.info(event, extra={"facts": MappingProxyType(known)})

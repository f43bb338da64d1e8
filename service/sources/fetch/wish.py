"""What is asked of another site."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.sources.fetch.limits import Limits


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: ``url``, with these ``headers`` besides the usual.

    ``types`` are the media types that are taken, "image/*" being a whole kind and "" what
    claims none; empty takes all. Of the headers, secrets go to the asked origin alone.
    """

    url: str
    limits: Limits
    types: frozenset[str] = frozenset()
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """What is told to ``url``: the ``content`` with these ``headers``, its type among them."""

    url: str
    limits: Limits
    content: bytes
    headers: Mapping[str, str]

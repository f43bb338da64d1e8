"""Fetching from other sites, which may be anybody's: no address within reach of this machine
alone is asked, by whatever road it is written, resolved or redirected to; and no answer takes
more bytes or time than it was given.
"""

from service.sources.fetch.answer import Answer
from service.sources.fetch.destination import PORTS
from service.sources.fetch.fetcher import Fetcher
from service.sources.fetch.limits import Limits
from service.sources.fetch.resolving import Resolver, resolve_by_system
from service.sources.fetch.wish import Message, Wish

__all__ = [
    "PORTS",
    "Answer",
    "Fetcher",
    "Limits",
    "Message",
    "Resolver",
    "Wish",
    "resolve_by_system",
]

"""Rows whose content cannot be read: told apart from a database that fails."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from sqlalchemy.exc import NoResultFound

from service.errors import StoreError
from service.model import Edition
from service.store.connections import DatabaseFailure

Copies: TypeAlias = Callable[[str, int], Edition | None]
"""Gives the edition of an episode's id and its number as it is kept elsewhere, or None."""

_UNREADABLE = ("decode", "malformed")
"""In SQLite's words for a value, or the pages that it lies on, that are damaged."""


def no_copy(episode_id: str, number: int) -> Edition | None:
    """Nothing is kept elsewhere."""
    return None


@contextmanager
def damage_told_as(error: StoreError) -> Iterator[None]:
    """What is raised inside because a row is damaged or gone is raised as ``error``."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, NoResultFound) as e:
        raise error from e
    except DatabaseFailure as e:
        if any(word in str(e) for word in _UNREADABLE):
            raise error from e
        raise

"""A page of a long list, found from the end that is nearer."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import InstrumentedAttribute, Session

Order: TypeAlias = tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...]
"""What rows are sorted by."""


def page_of(
    session: Session,
    ids: Select[str],
    order: Order,
    opposite: Order,
    *,
    limit: int,
    offset: int,
    total: int,
) -> Sequence[str]:
    """Some of ``ids`` in an ``order`` that has no equals, of which ``opposite`` is the reverse.

    There are ``total``, or it is not known (0). What an OFFSET skips is walked through, if
    only in the index: so the last pages of a long list cost no more than the first ones.
    """
    if offset < total < 2 * offset:
        count = min(limit, total - offset)
        last = ids.order_by(*opposite).limit(count).offset(total - offset - count)
        return session.scalars(last).all()[::-1]
    return session.scalars(ids.order_by(*order).limit(limit).offset(offset)).all()

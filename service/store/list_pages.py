"""A page of a long list, found by the month that it begins in, from the end that is nearer."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.store.tallies import SORTED_BY, month_at

Order: TypeAlias = tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...]
"""What rows are sorted by."""


def page_of(
    session: Session,
    name: str,
    ids: Select[str],
    order: Order,
    opposite: Order,
    *,
    limit: int,
    offset: int,
) -> Sequence[str]:
    """Some of ``ids``, the list called ``name``, whose ``order`` has no equals.

    The newest come first; ``opposite`` is the reverse. What an OFFSET skips is walked through,
    if only in the index: so whole months are stepped over by their counts, and no page walks
    past more than half of a month, however deep in the past it is.
    """
    newest, moment = ids.order_by(*order), SORTED_BY[name]
    if not offset:
        return session.scalars(newest.limit(limit)).all()
    month = month_at(session, name, offset)
    if month is None:
        return ()
    if month.before is not None:
        newest = newest.where(moment < month.before)
    left = month.count - month.offset
    if left >= month.offset:
        return session.scalars(newest.limit(limit).offset(month.offset)).all()
    some = min(limit, left)
    own = ids.where(moment >= month.begin)
    if month.before is not None:
        own = own.where(moment < month.before)
    last = session.scalars(own.order_by(*opposite).limit(some).offset(left - some)).all()
    older = newest.where(moment < month.begin).limit(limit - some)
    return [*last[::-1], *(session.scalars(older) if some < limit else ())]

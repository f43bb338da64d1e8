"""Listening figures, summed as they are asked for."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, join

from service.model import fold_section
from service.model.listening import FigureKind, FiguresAsked, FiguresBy, FiguresLine, FigureSum
from service.store.article_card_rows import ArticleCardRow
from service.store.database import OnDatabase
from service.store.facet_rows import EpisodeFacetRow
from service.store.listening import ListeningFigureRow

_Column = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]

_FIGURE, _CARD = ListeningFigureRow, ArticleCardRow
_BOTH = join(_FIGURE, _CARD, _CARD.article_id == _FIGURE.article_id, isouter=True)
"""With what the desk's list knows of the article; one that was deleted has no section."""


class Figures(OnDatabase):
    """Totals of a span of days: what is read grows with the days and not with the library."""

    def sum_figures(self, asked: FiguresAsked, by: FiguresBy) -> tuple[FigureSum, ...]:
        """Each total of what is ``asked`` for by day, episode, application or section."""
        column = _column(by)
        summed = (
            select(column, _FIGURE.kind, func.sum(_FIGURE.count))
            .select_from(_BOTH)
            .where(*_within(asked))
            .group_by(column, _FIGURE.kind)
            .order_by(column, _FIGURE.kind)
        )
        with self._database.reading() as session:
            return tuple(
                FigureSum(name or "", FigureKind(kind), int(count))
                for name, kind, count in session.execute(summed)
            )

    def every_figure(self, asked: FiguresAsked) -> Iterator[FiguresLine]:
        """Each single total that is ``asked`` for, a day at once."""
        day = asked.since
        while day <= asked.until:
            rows = (
                select(_FIGURE.kind, _FIGURE.article_id, _FIGURE.app, _CARD.section, _FIGURE.count)
                .select_from(_BOTH)
                .where(*_within(asked), _FIGURE.day == day.isoformat())
                .order_by(_FIGURE.kind, _FIGURE.article_id, _FIGURE.app)
            )
            with self._database.reading() as session:
                found = session.execute(rows).all()
            for kind, article_id, app, section, count in found:
                yield FiguresLine(day, FigureKind(kind), article_id, section or "", app, count)
            day += timedelta(days=1)


def _column(by: FiguresBy) -> _Column:
    match by:
        case FiguresBy.DAY:
            return _FIGURE.day
        case FiguresBy.EPISODE:
            return _FIGURE.article_id
        case FiguresBy.APP:
            return _FIGURE.app
        case FiguresBy.SECTION:
            return _CARD.section


def _within(asked: FiguresAsked) -> Iterator[ColumnElement[bool]]:
    yield and_(_FIGURE.day >= asked.since.isoformat(), _FIGURE.day <= asked.until.isoformat())
    if asked.episode_id:
        yield _FIGURE.article_id == asked.episode_id
    if asked.section:
        yield _CARD.section_key == fold_section(asked.section)
    if asked.app:
        yield _FIGURE.app == asked.app
    for facet, names in asked.membership.facets.items():
        own = aliased(EpisodeFacetRow)
        yield exists().where(
            own.episode_id == _FIGURE.article_id,
            own.facet == facet.value,
            own.name.in_(sorted(names)),
        )

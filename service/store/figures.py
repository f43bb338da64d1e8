"""Listening figures, summed as they are asked for."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, join

from service.model.channel import fold_name
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
        """Each total of what is ``asked`` for by day, episode, application or section.

        Sections are told apart as channels tell them: one that is written in several ways is
        one, and has the name that most of its articles have.
        """
        column = _column(by)
        sums: Counter[tuple[str, str]] = Counter()
        with self._database.reading() as session:
            is_told = by is FiguresBy.SECTION or asked.section
            names = _section_names(session, asked) if is_told else {}
            summed = (
                select(column, _FIGURE.kind, func.sum(_FIGURE.count))
                .select_from(_BOTH)
                .where(*_within(asked, names))
                .group_by(column, _FIGURE.kind)
                .order_by(column, _FIGURE.kind)
            )
            for name, kind, count in session.execute(summed):
                told = (name or "") if by is not FiguresBy.SECTION else names.get(name, "")
                sums[told, kind] += int(count)
        return tuple(
            FigureSum(name, FigureKind(kind), count) for (name, kind), count in sums.items()
        )

    def every_figure(self, asked: FiguresAsked) -> Iterator[FiguresLine]:
        """Each single total that is ``asked`` for, a day at once."""
        day = asked.since
        with self._database.reading() as session:
            names = _section_names(session, asked)
        while day <= asked.until:
            rows = (
                select(_FIGURE.kind, _FIGURE.article_id, _FIGURE.app, _CARD.section, _FIGURE.count)
                .select_from(_BOTH)
                .where(*_within(asked, names), _FIGURE.day == day.isoformat())
                .order_by(_FIGURE.kind, _FIGURE.article_id, _FIGURE.app)
            )
            with self._database.reading() as session:
                found = session.execute(rows).all()
            for kind, article_id, app, section, count in found:
                told = names.get(section, "")
                yield FiguresLine(day, FigureKind(kind), article_id, told, app, count)
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


def _section_names(session: Session, asked: FiguresAsked) -> Mapping[str | None, str]:
    """What each section of the days is called, by how it is written.

    Where as many articles write it so as otherwise, marks are more likely left out than added.
    """
    counted = (
        select(_CARD.section, func.count(_FIGURE.article_id.distinct()))
        .select_from(_BOTH)
        .where(_of_days(asked), _CARD.section.is_not(None))
        .group_by(_CARD.section)
    )
    written: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for name, articles in session.execute(counted):
        written[fold_name(name)].append((int(articles), name or ""))
    return {name: max(alike)[1] for alike in written.values() for _articles, name in alike}


def _of_days(asked: FiguresAsked) -> ColumnElement[bool]:
    return and_(_FIGURE.day >= asked.since.isoformat(), _FIGURE.day <= asked.until.isoformat())


def _within(asked: FiguresAsked, sections: Collection[str | None]) -> Iterator[ColumnElement[bool]]:
    """What is ``asked`` for, where ``sections`` are all those of the days as they are written."""
    yield _of_days(asked)
    if asked.episode_id:
        yield _FIGURE.article_id == asked.episode_id
    if asked.section:
        wanted = fold_name(asked.section)
        yield _CARD.section.in_([each for each in sections if fold_name(each) == wanted])
    if asked.app:
        yield _FIGURE.app == asked.app
    for facet, names in asked.membership.facets.items():
        own = aliased(EpisodeFacetRow)
        yield exists().where(
            own.episode_id == _FIGURE.article_id,
            own.facet == facet.value,
            own.name.in_(sorted(names)),
        )

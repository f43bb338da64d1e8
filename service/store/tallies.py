"""How long the lists are, month by month, so that no question counts or walks through them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from sqlalchemy import String, func, select, text
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from service.store.database import OnDatabase
from service.store.episode_rows import PUBLISHED, EpisodeRow
from service.store.schema import ArticleRow, Table, listen_for_sqlite

EPISODES, ARTICLES = "episodes", "articles"

SORTED_BY: Mapping[str, InstrumentedAttribute[datetime]] = MappingProxyType(
    {EPISODES: EpisodeRow.published, ARTICLES: ArticleRow.updated}
)
"""What each list is sorted by."""

_MONTH = len("2026-01")


class TallyRow(Table):
    """How many rows of a list stand in a month (UTC), as triggers count them.

    ``episodes`` are those that the public has, by when they were published; ``articles``
    by when they last changed. A month that was emptied keeps its row.
    """

    __tablename__ = "tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    count: Mapped[int]


# Triggers, for whoever writes: rows are also dated anew by the thousand, and carried over from
# an old library. No ON CONFLICT in them: that of the statement outside would be taken instead.
COUNTED: Mapping[str, tuple[str, str, str | None]] = MappingProxyType(
    {EPISODES: ("published", "published, state", "{row}.state = 'published'"),
     ARTICLES: ("updated", "updated", None)}
)  # fmt: skip
"""Of each list the column that it is sorted by, those whose change counts, and which of its rows
are in it (None: all)."""
_ONE_LESS = (
    "UPDATE tallies SET count = count - 1 "
    "WHERE name = '{table}' AND month = substr(OLD.{column}, 1, 7) AND {before};"
)
_ONE_MORE = (
    "INSERT INTO tallies (name, month, count) SELECT '{table}', substr(NEW.{column}, 1, 7), 0 "
    "WHERE {after} AND NOT EXISTS (SELECT 1 FROM tallies "
    "WHERE name = '{table}' AND month = substr(NEW.{column}, 1, 7)); "
    "UPDATE tallies SET count = count + 1 "
    "WHERE name = '{table}' AND month = substr(NEW.{column}, 1, 7) AND {after};"
)
_TRIGGERS = (
    f"CREATE TRIGGER {{table}}_come AFTER INSERT ON {{table}} BEGIN {_ONE_MORE} END",
    f"CREATE TRIGGER {{table}}_go AFTER DELETE ON {{table}} BEGIN {_ONE_LESS} END",
    f"CREATE TRIGGER {{table}}_move AFTER UPDATE OF {{columns}} ON {{table}} "
    f"BEGIN {_ONE_LESS} {_ONE_MORE} END",
)


def triggers() -> tuple[str, ...]:
    """The statements that make what counts; the newest migration has made the same."""
    return tuple(
        trigger.format(
            table=table,
            column=column,
            columns=columns,
            before=(condition or "1").format(row="OLD"),
            after=(condition or "1").format(row="NEW"),
        )
        for table, (column, columns, condition) in COUNTED.items()
        for trigger in _TRIGGERS
    )


listen_for_sqlite(triggers())


class Tallies(OnDatabase):
    """Whether what is kept of the lists' lengths is true."""

    def wrong_tallies(self) -> tuple[str, ...]:
        """The lists whose rows are others than those counted; all of them are counted here."""
        with self._database.reading() as session:
            return tuple(
                name for name in SORTED_BY if _kept(session, name) != _counted(session, name)
            )

    def correct_tallies(self) -> tuple[str, ...]:
        """As ``wrong_tallies``, whose months are now counted anew."""
        wrong = self.wrong_tallies()
        if wrong:
            with self._database.writing() as session:
                for name in wrong:
                    _count_anew(session, name)
        return wrong


def length_of(session: Session, name: str) -> int:
    """How many entries the list has."""
    return sum(_kept(session, name).values())


@dataclass(frozen=True, slots=True)
class Month:
    """A part of a list: ``count`` entries since ``begin`` and ``before`` a moment (None: any)."""

    begin: datetime
    before: datetime | None
    count: int
    offset: int
    """How many of them stand before what was asked for, the newest first."""


def month_at(session: Session, name: str, offset: int) -> Month | None:
    """The month of what stands at ``offset`` in the list, the newest first; None past its end."""
    before = None
    for month, count in sorted(_kept(session, name).items(), reverse=True):
        if offset < count:
            return Month(_begin(month), before, count, offset)
        before, offset = _begin(month), offset - count
    return None


def _begin(month: str) -> datetime:
    return datetime(int(month[:4]), int(month[5:]), 1, tzinfo=UTC)


def _kept(session: Session, name: str) -> dict[str, int]:
    told = select(TallyRow.month, TallyRow.count).where(TallyRow.name == name, TallyRow.count != 0)
    return dict(session.execute(told).all())


def _counted(session: Session, name: str) -> dict[str, int]:
    column = SORTED_BY[name]
    month = func.substr(column, 1, _MONTH, type_=String)
    counted = select(month, func.count()).group_by(month)
    if name == EPISODES:
        counted = counted.where(EpisodeRow.state == PUBLISHED)
    return dict(session.execute(counted).all())


def _count_anew(session: Session, name: str) -> None:
    session.execute(text("DELETE FROM tallies WHERE name = :name"), {"name": name})
    counted = _counted(session, name).items()
    session.add_all(TallyRow(name=name, month=month, count=count) for month, count in counted)

"""What is counted hour by hour, so that nobody goes through articles to tell how work goes."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import String, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.store.database import OnDatabase
from service.store.hold_rows import HoldRow
from service.store.schema import Moment, Table, WishRow


class HourlyCountRow(Table):
    """How often something happened in the hour that begins at ``hour`` (UTC)."""

    __tablename__ = "hourly_counts"
    __table_args__ = ({"sqlite_with_rowid": False},)

    hour: Mapped[datetime] = mapped_column(Moment, primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    count: Mapped[int]


_EVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The hour of what was counted so long ago that nobody asks when."""


class HourlyCounts(OnDatabase):
    """Counts are added to as things happen; rows are as many as hours and names, not articles."""

    def add_counts(self, now: datetime, counts: Mapping[str, int]) -> None:
        """What happened ``now`` is counted."""
        with self._database.writing() as session:
            add_counts(session, now, counts)

    def counts_since(self, moment: datetime) -> tuple[tuple[datetime, str, int], ...]:
        """Hour, name and count of what was counted since, the oldest first."""
        row = HourlyCountRow
        told = select(row.hour, row.name, row.count).where(row.hour >= moment, row.hour > _EVER)
        with self._database.reading() as session:
            found = session.execute(told.order_by(row.hour, row.name))
            return tuple((hour, name, count) for hour, name, count in found)

    def counts_in_all(self) -> Mapping[str, int]:
        """How often each thing happened since the library was laid, by its name."""
        row = HourlyCountRow
        with self._database.reading() as session:
            found = session.execute(select(row.name, func.sum(row.count)).group_by(row.name))
            return {name: int(count) for name, count in found}

    def forget_counts(self, before: datetime) -> None:
        """When it was that was counted before a moment is not told any more.

        How often it was is: a count that shrank would be read as a program's new beginning.
        """
        row = HourlyCountRow
        old = (row.hour < before, row.hour > _EVER)
        with self._database.writing() as session:
            found = session.execute(
                select(row.name, func.sum(row.count)).where(*old).group_by(row.name)
            )
            counts = {name: int(count) for name, count in found}
            session.execute(delete(row).where(*old))
            add_counts(session, _EVER, counts)

    def count_waiting(self) -> tuple[int, int, int]:
        """How many recordings wait, how many of them failed, and how many texts wait for a yes."""
        failed = func.count(WishRow.error)
        with self._database.reading() as session:
            waiting, failing = session.execute(
                select(func.count(), failed).select_from(WishRow)
            ).one()
            held = session.scalar(select(func.count()).select_from(HoldRow))
        return waiting, failing, held or 0


def add_counts(session: Session, now: datetime, counts: Mapping[str, int]) -> None:
    """As ``HourlyCounts.add_counts``, within a transaction that does more."""
    hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    for name, count in counts.items():
        key = (hour, name[:80])
        row = session.get(HourlyCountRow, key)
        if row is None:
            session.add(HourlyCountRow(hour=hour, name=name[:80], count=count))
        else:
            row.count += count
    session.flush()

"""The pages of channels' archives: ranges that were frozen once and never move."""

from collections.abc import Iterable

from sqlalchemy import insert, select

from service.model.channel import NO_RANGE, ArchiveRange
from service.store.database import OnDatabase
from service.store.episode_rows import ArchiveRangeRow

_RANGE = (ArchiveRangeRow.number, ArchiveRangeRow.first, ArchiveRangeRow.last)


class Archives(OnDatabase):
    """Rows of numbers: what a page says is joined when it is asked for."""

    def last_range(self, channel_id: str) -> ArchiveRange:
        """The newest page of the channel's archive, ``NO_RANGE`` before the first."""
        newest = select(*_RANGE).where(ArchiveRangeRow.channel_id == channel_id)
        newest = newest.order_by(ArchiveRangeRow.number.desc()).limit(1)
        with self._database.reading() as session:
            row = session.execute(newest).first()
            return ArchiveRange(*row) if row else NO_RANGE

    def archive_range(self, channel_id: str, number: int) -> ArchiveRange | None:
        """The page of this number, or None."""
        own = (ArchiveRangeRow.channel_id == channel_id, ArchiveRangeRow.number == number)
        with self._database.reading() as session:
            row = session.execute(select(*_RANGE).where(*own)).first()
            return ArchiveRange(*row) if row else None

    def freeze_ranges(self, channel_id: str, ranges: Iterable[ArchiveRange]) -> None:
        """The channel's archive has these pages too; each follows the one before."""
        rows = [
            {
                "channel_id": channel_id,
                "number": each.number,
                "first": each.first,
                "last": each.last,
            }
            for each in ranges
        ]
        if rows:
            with self._database.writing() as session:
                session.execute(insert(ArchiveRangeRow), rows)

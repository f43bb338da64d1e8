"""Items of the feed, kept ready: a publication makes its own and joins the others."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute

from service.model import ItemSize, ReadyItem
from service.store.database import OnDatabase
from service.store.episode_rows import FeedItemRow
from service.store.schema import FactRow

_BUILT = "feed built of change"


class FeedItems(OnDatabase):
    """What the feed is joined of. All of it may be lost, and is made anew."""

    def item_sizes(self, ids: Sequence[str]) -> dict[str, ItemSize]:
        """How long the ready items of these episodes are; none for one that has no item."""
        told = select(
            FeedItemRow.episode_id,
            FeedItemRow.form,
            FeedItemRow.bare_length,
            FeedItemRow.notes_length,
        ).where(FeedItemRow.episode_id.in_(ids))
        with self._database.reading() as session:
            return {row[0]: ItemSize(row[1], row[2], row[3]) for row in session.execute(told)}

    def bare_items(self, ids: Sequence[str]) -> dict[str, str]:
        """The ready items of these episodes without their articles."""
        return self._items(FeedItemRow.bare, ids)

    def full_items(self, ids: Sequence[str]) -> dict[str, str]:
        """The ready items of these episodes with their articles."""
        return self._items(FeedItemRow.full, ids)

    def keep_item(self, episode_id: str, item: ReadyItem) -> None:
        """The item of this episode is ready from now on."""
        row = FeedItemRow(
            episode_id=episode_id,
            form=item.form,
            bare_length=item.size.bare,
            notes_length=item.notes_length,
            bare=item.bare,
            full=item.full,
        )
        with self._database.writing() as session:
            session.merge(row)

    def drop_items(self, ids: Sequence[str]) -> None:
        """The items of these episodes are made anew when they are next asked for."""
        with self._database.writing() as session:
            session.execute(delete(FeedItemRow).where(FeedItemRow.episode_id.in_(ids)))

    def feed_built(self) -> int:
        """The change of the library that the feed was last built of; see ``changes``."""
        with self._database.reading() as session:
            row = session.get(FactRow, _BUILT)
            return int(row.content) if row else -1

    def note_feed(self, change: int) -> None:
        """The feed was built of the library after that ``change``."""
        with self._database.writing() as session:
            session.merge(FactRow(name=_BUILT, content=str(change)))

    def _items(self, form: InstrumentedAttribute[str], ids: Sequence[str]) -> dict[str, str]:
        items = select(FeedItemRow.episode_id, form).where(FeedItemRow.episode_id.in_(ids))
        with self._database.reading() as session:
            return {row[0]: row[1] for row in session.execute(items)}

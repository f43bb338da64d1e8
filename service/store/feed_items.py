"""Items of the feed, kept ready: a publication makes its own and joins the others."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from service.model import ItemSize, ReadyItem
from service.store.database import OnDatabase
from service.store.episode_rows import ReadyItemRow
from service.store.schema import FactRow

_BUILT = "feed built of change"


class FeedItems(OnDatabase):
    """What the feed is joined of. All of it may be lost, and is made anew."""

    def item_sizes(self, ids: Sequence[str]) -> dict[str, ItemSize]:
        """How long the ready items of these episodes are; none for one that has no item."""
        told = select(ReadyItemRow.episode_id, ReadyItemRow.form, ReadyItemRow.length)
        with self._database.reading() as session:
            found = session.execute(told.where(ReadyItemRow.episode_id.in_(ids)))
            return {name: ItemSize(form, length) for name, form, length in found}

    def ready_items(self, ids: Sequence[str]) -> dict[str, str]:
        """The ready items of these episodes."""
        told = select(ReadyItemRow.episode_id, ReadyItemRow.text)
        with self._database.reading() as session:
            found = session.execute(told.where(ReadyItemRow.episode_id.in_(ids)))
            return {row.episode_id: row.text for row in found}

    def keep_item(self, episode_id: str, item: ReadyItem) -> None:
        """The item of this episode is ready from now on."""
        length = item.size.length
        row = ReadyItemRow(episode_id=episode_id, form=item.form, length=length, text=item.text)
        with self._database.writing() as session:
            session.merge(row)

    def drop_items(self, ids: Sequence[str]) -> None:
        """The items of these episodes are made anew when they are next asked for."""
        with self._database.writing() as session:
            session.execute(delete(ReadyItemRow).where(ReadyItemRow.episode_id.in_(ids)))

    def feed_built(self) -> int:
        """The change of the library that the feed was last built of; see ``changes``."""
        with self._database.reading() as session:
            row = session.get(FactRow, _BUILT)
            return int(row.content) if row else -1

    def note_feed(self, change: int) -> None:
        """The feed was built of the library after that ``change``."""
        with self._database.writing() as session:
            session.merge(FactRow(name=_BUILT, content=str(change)))

"""How editors want single tables read."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.model import TableChoice, TableReading
from service.store.database import OnDatabase
from service.store.schema import Moment, Table


class TableChoiceRow(Table):
    """How an editor wants a table read; one that was taken back keeps its row."""

    __tablename__ = "table_choices"
    __table_args__ = (Index("table_choices_of_article", "article_id", "table_digest"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    table_digest: Mapped[str] = mapped_column(String(32))
    reading: Mapped[str] = mapped_column(String(16))
    author: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Moment)
    removed: Mapped[datetime | None] = mapped_column(Moment)


class TableChoices(OnDatabase):
    """Choices for tables of articles. One that was taken back keeps its row: undo needs it."""

    def set_table_choice(self, choice: TableChoice) -> None:
        """``choice`` is its table's from now on; the one before stays in the history."""
        with self._database.writing() as session:
            _take_back(session, choice.article_id, choice.table, choice.created)
            session.add(
                TableChoiceRow(
                    article_id=choice.article_id,
                    table_digest=choice.table,
                    reading=choice.reading.value,
                    author=choice.author,
                    created=choice.created,
                )
            )

    def remove_table_choice(self, article_id: str, table: str, now: datetime) -> None:
        """The table is read by the installation's rules again."""
        with self._database.writing() as session:
            _take_back(session, article_id, table, now)

    def table_choices(self, article_id: str) -> tuple[TableChoice, ...]:
        """The choices for tables of an article that stand, the oldest first."""
        standing = (
            select(TableChoiceRow)
            .where(TableChoiceRow.article_id == article_id, TableChoiceRow.removed.is_(None))
            .order_by(TableChoiceRow.id)
        )
        with self._database.reading() as session:
            return tuple(map(_choice, session.scalars(standing)))


def _take_back(session: Session, article_id: str, table: str, now: datetime) -> None:
    session.execute(
        update(TableChoiceRow)
        .where(
            TableChoiceRow.article_id == article_id,
            TableChoiceRow.table_digest == table,
            TableChoiceRow.removed.is_(None),
        )
        .values(removed=now)
    )


def _choice(row: TableChoiceRow) -> TableChoice:
    return TableChoice(
        row.article_id, row.table_digest, TableReading(row.reading), row.author, row.created
    )

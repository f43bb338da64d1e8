"""What editions took to make."""

from collections.abc import Iterable

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from service.codec import from_json, to_json
from service.model.cost import EditionCost
from service.store.database import OnDatabase
from service.store.schema import Table


class EditionCostRow(Table):
    """The cost of one edition, as JSON. Editions of an older Loa have none."""

    __tablename__ = "edition_costs"

    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(Text)


class EditionCosts(OnDatabase):
    """One row an edition that was made."""

    def note_cost(self, article_id: str, number: int, cost: EditionCost) -> None:
        """That edition took so much."""
        with self._database.writing() as session:
            session.merge(
                EditionCostRow(article_id=article_id, number=number, content=to_json(cost))
            )

    def costs(self, article_id: str, numbers: Iterable[int]) -> dict[int, EditionCost]:
        """What some editions of the article took, by their numbers, as far as it is known."""
        row = EditionCostRow
        wanted = select(row).where(row.article_id == article_id, row.number.in_(list(numbers)))
        with self._database.reading() as session:
            return {
                each.number: from_json(EditionCost, each.content)
                for each in session.scalars(wanted)
            }

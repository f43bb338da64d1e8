"""What editors looked at in single sentences and found right."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.model import Review, ReviewKind
from service.store.database import OnDatabase
from service.store.schema import Moment, Table


class ReviewRow(Table):
    """A warning or a difference that an editor found right; one taken back keeps its row."""

    __tablename__ = "sentence_reviews"
    __table_args__ = (Index("reviews_of_article", "article_id", "segment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    segment_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    printed: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Moment)
    removed: Mapped[datetime | None] = mapped_column(Moment)


class Reviews(OnDatabase):
    """What was found right. It is said of a sentence as it was printed, and of nothing else."""

    def keep_review(self, review: Review) -> None:
        """``review`` stands; said twice of the same, the later one does."""
        with self._database.writing() as session:
            _take_back(session, review, review.created)
            session.add(
                ReviewRow(
                    article_id=review.article_id,
                    segment_id=review.segment_id,
                    kind=review.kind.value,
                    printed=review.printed,
                    subject=review.subject,
                    author=review.author,
                    created=review.created,
                )
            )

    def take_back_review(self, review: Review, now: datetime) -> bool:
        """Whether ``review`` stood; now what it was said of is to be looked at again."""
        with self._database.writing() as session:
            return _take_back(session, review, now)

    def reviews(self, article_id: str) -> tuple[Review, ...]:
        """Everything of the article that was found right and still is, the oldest first."""
        standing = (
            select(ReviewRow)
            .where(ReviewRow.article_id == article_id, ReviewRow.removed.is_(None))
            .order_by(ReviewRow.id)
        )
        with self._database.reading() as session:
            return tuple(map(_review, session.scalars(standing)))


def _take_back(session: Session, review: Review, now: datetime) -> bool:
    taken = session.scalars(
        update(ReviewRow)
        .where(
            ReviewRow.article_id == review.article_id,
            ReviewRow.segment_id == review.segment_id,
            ReviewRow.kind == review.kind.value,
            ReviewRow.printed == review.printed,
            ReviewRow.subject == review.subject,
            ReviewRow.removed.is_(None),
        )
        .values(removed=now)
        .returning(ReviewRow.id)
    )
    return bool(taken.all())


def _review(row: ReviewRow) -> Review:
    return Review(
        ReviewKind(row.kind),
        row.article_id,
        row.segment_id,
        row.printed,
        row.subject,
        row.author,
        row.created,
    )

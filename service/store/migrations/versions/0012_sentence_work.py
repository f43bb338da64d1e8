"""What editors found right in sentences, locks, notes, and whose an article is."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_MOMENT = sa.String(32)


def upgrade() -> None:
    """The tables, empty: no Loa before this one kept any of it."""
    op.create_table(
        "sentence_reviews",
        *_of_sentence(),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("printed", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        *_told(),
        sa.Column("removed", _MOMENT),
    )
    op.create_table(
        "sentence_locks",
        *_of_sentence(),
        sa.Column("printed", sa.Text, nullable=False),
        sa.Column("keeps_words", sa.Boolean, nullable=False),
        *_told(),
        sa.Column("removed", _MOMENT),
    )
    op.create_table(
        "sentence_notes",
        *_of_sentence(),
        sa.Column("printed", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        *_told(),
        sa.Column("resolver", sa.String(200)),
        sa.Column("resolved", _MOMENT),
    )
    op.create_table(
        "assignments",
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("person", sa.String(200), nullable=False),
        *_told(),
    )
    for name in ("reviews", "locks", "notes"):
        op.create_index(f"{name}_of_article", f"sentence_{name}", ["article_id", "segment_id"])
    op.create_index("assignments_of_person", "assignments", ["person"])


def downgrade() -> None:
    """Without them: what was found right is to be looked at again."""
    for name in ("assignments", "sentence_notes", "sentence_locks", "sentence_reviews"):
        op.drop_table(name)


def _of_sentence() -> tuple[sa.Column[int], sa.Column[str], sa.Column[str]]:
    return (
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("segment_id", sa.String(32), nullable=False),
    )


def _told() -> tuple[sa.Column[str], sa.Column[str]]:
    return (
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
    )

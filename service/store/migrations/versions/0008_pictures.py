"""What became of the pictures of articles, and which files show them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_MOMENT = sa.String(32)


def upgrade() -> None:
    """The two tables, empty: no Loa before this one took pictures in."""
    op.create_table(
        "pictures",
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("is_missing", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_try", _MOMENT, nullable=True),
        sa.Column("updated", _MOMENT, nullable=False),
    )
    due = sa.text("next_try IS NOT NULL")
    op.create_index(
        "pictures_due", "pictures", ["next_try"], sqlite_where=due, postgresql_where=due
    )
    op.create_table(
        "picture_files",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), primary_key=True),
    )


def downgrade() -> None:
    """Without pictures: an older Loa shows none, and leaves their files alone."""
    op.drop_table("picture_files")
    op.drop_index("pictures_due", "pictures")
    op.drop_table("pictures")

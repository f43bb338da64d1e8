"""What editions took to make."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """The table, empty: of editions that an older Loa made nobody counted it."""
    op.create_table(
        "edition_costs",
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Without it: editions stay."""
    op.drop_table("edition_costs")

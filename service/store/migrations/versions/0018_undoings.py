"""What acts changed, so that it can be put back."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """The table, empty: what was done before this Loa is put back by hand."""
    op.create_table(
        "undoings",
        sa.Column("act_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("changes", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("undone", sa.String(32)),
    )
    op.create_index("undoings_by_age", "undoings", ["at"])


def downgrade() -> None:
    """Without them: what was done stays done."""
    op.drop_table("undoings")

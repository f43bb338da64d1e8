"""What is counted hour by hour of the work that is done."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """The table, empty: no Loa before this one counted."""
    op.create_table(
        "hourly_counts",
        sa.Column("hour", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Without the counts."""
    op.drop_table("hourly_counts")

"""Which revisions wait for somebody's yes before they are released, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_MOMENT = sa.String(32)


def upgrade() -> None:
    """The table, empty: no Loa before this one held anything back."""
    op.create_table(
        "holds",
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("revision_id", sa.String(32), nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
    )


def downgrade() -> None:
    """Without the holds: what was held stays in the history, and out of the feed."""
    op.drop_table("holds")

"""How editors want single tables of articles read."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_MOMENT = sa.String(32)


def upgrade() -> None:
    """The table, empty: an older Loa read all tables by one rule."""
    op.create_table(
        "table_choices",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("table_digest", sa.String(32), nullable=False),
        sa.Column("reading", sa.String(16), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("removed", _MOMENT, nullable=True),
    )
    op.create_index("table_choices_of_article", "table_choices", ["article_id", "table_digest"])


def downgrade() -> None:
    """Without the choices: an older Loa reads by its one rule."""
    op.drop_index("table_choices_of_article", "table_choices")
    op.drop_table("table_choices")

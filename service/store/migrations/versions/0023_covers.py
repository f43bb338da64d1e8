"""Which cover an episode has, and which ones it had."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """The table, empty: the covers of the newest episodes are drawn by the upkeep."""
    op.create_table(
        "covers",
        sa.Column("name", _text(200), primary_key=True),
        sa.Column("episode_id", _text(32), sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("form", _text(32), nullable=False),
        sa.Column("is_current", sa.Boolean, nullable=False),
        sa.Column("superseded", _text(32)),
    )
    op.create_index("covers_of_episode", "covers", ["episode_id", "is_current"])
    waiting = sa.text("superseded IS NOT NULL")
    op.create_index(
        "covers_superseded",
        "covers",
        ["superseded"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def downgrade() -> None:
    """Without it: the files stay, and items show the podcast's own cover when next made."""
    op.drop_table("covers")


def _text(length: int) -> sa.types.TypeEngine[str]:
    """Text as the library's other tables have it: on a server it sorts by its code points."""
    is_server = op.get_bind().dialect.name == "postgresql"
    return sa.Text(collation="C") if is_server else sa.String(length)

"""Which articles' editions do not follow their text yet."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_MOMENT = sa.String(32)

_NOT_FOLLOWED = """
    INSERT INTO wishes (article_id, asked, attempts, is_given_up)
    SELECT articles.id, articles.updated, 0, false
    FROM articles
    LEFT JOIN episodes ON episodes.id = articles.id
    LEFT JOIN editions
        ON editions.episode_id = episodes.id AND editions.number = episodes.number
    WHERE editions.revision_id IS NULL OR editions.revision_id <> articles.revision_id
"""
"""An article whose recording was forgotten by the queue of an older Loa is remembered here."""


def upgrade() -> None:
    """The table of wishes, with one for each article whose edition is not of its revision."""
    op.create_table(
        "wishes",
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("asked", _MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_try", _MOMENT, nullable=True),
        sa.Column("is_given_up", sa.Boolean, nullable=False),
        sa.Column("error", sa.String(60), nullable=True),
        sa.Column("message", sa.Text, nullable=True),
        sa.Column("message_en", sa.Text, nullable=True),
    )
    op.execute(_NOT_FOLLOWED)


def downgrade() -> None:
    """Without wishes: an upgrade finds the articles again whose editions do not follow them."""
    op.drop_table("wishes")

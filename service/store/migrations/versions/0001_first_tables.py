"""First tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.String(32)


def upgrade() -> None:
    """Articles, revisions, episodes, editions, corrections, access."""
    _create_articles()
    _create_episodes()
    _create_corrections()
    _create_access()


def downgrade() -> None:
    """Nothing is left."""
    for table in (
        "audit",
        "sign_ins",
        "tokens",
        "lexicon",
        "overrides",
        "channels",
        "editions",
        "episodes",
        "revisions",
        "articles",
    ):
        op.drop_table(table)


def _create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("source_id", sa.String(200), nullable=False, unique=True),
        sa.Column("revision_id", sa.String(32), nullable=False),
        sa.Column("published", _MOMENT, nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("updated", _MOMENT, nullable=False),
    )
    op.create_index("articles_newest", "articles", ["published", "id"])
    op.create_table(
        "revisions",
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("original", sa.LargeBinary, nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
    )


def _create_episodes() -> None:
    op.create_table(
        "episodes",
        sa.Column("id", sa.String(32), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("guid", sa.String(200), nullable=False, unique=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("published", _MOMENT, nullable=False),
        sa.Column("first_published", _MOMENT, nullable=False),
        sa.Column("updated", _MOMENT, nullable=False),
    )
    op.create_index("episodes_newest", "episodes", ["published", "id"])
    op.create_table(
        "editions",
        sa.Column("episode_id", sa.String(32), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("revision_id", sa.String(32), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "channels",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("guid", sa.String(36), nullable=False),
    )


def _create_corrections() -> None:
    op.create_table(
        "overrides",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("segment_id", sa.String(32), nullable=False),
        sa.Column("printed", sa.Text, nullable=False),
        sa.Column("spoken", sa.Text, nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("removed", _MOMENT),
    )
    op.create_index("overrides_of_article", "overrides", ["article_id", "segment_id"])
    op.create_table(
        "lexicon",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
    )


def _create_access() -> None:
    op.create_table(
        "tokens",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("revoked", _MOMENT),
    )
    op.create_table(
        "sign_ins",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("redeemed", _MOMENT),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
    )

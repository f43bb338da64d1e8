"""Editors' recordings; which editions a fallback spoke."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.String(32)

_MARK_FALLBACKS = """
    UPDATE editions SET fell_back = true
    WHERE json_valid(content) AND json_extract(content, '$.fallback_reason') <> ''
"""
"""A row whose content is damaged fell back on nothing that can be told."""


def upgrade() -> None:
    """Tables for recordings and their sounds; a column that finds fallbacks without reading all."""
    op.create_table(
        "sounds",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "recordings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("segment_id", sa.String(32), nullable=False),
        sa.Column("printed", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), sa.ForeignKey("sounds.digest"), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("removed", _MOMENT, nullable=True),
    )
    op.create_index("recordings_of_article", "recordings", ["article_id", "segment_id"])
    op.add_column(
        "editions", sa.Column("fell_back", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.execute(_MARK_FALLBACKS)


def downgrade() -> None:
    """Without editors' recordings, which an older Loa does not know."""
    op.drop_column("editions", "fell_back")
    op.drop_table("recordings")
    op.drop_table("sounds")

"""Channels beside the main one, and secret addresses of feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """The tables, empty: sections find their channels when the feeds are next written."""
    op.create_table(
        "subchannels",
        sa.Column("slug", _text(60), primary_key=True),
        sa.Column("kind", _text(20), nullable=False),
        sa.Column("name", _text(), nullable=False),
        sa.Column("membership", _text(), nullable=False),
        sa.Column("created", _text(32), nullable=False),
        sa.Column("title", _text(), nullable=False, server_default=""),
        sa.Column("description", _text(), nullable=False, server_default=""),
        sa.Column("category", _text(100)),
        sa.Column("cover", _text(100)),
        sa.Column("is_private", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("removed", _text(32)),
    )
    op.create_table(
        "private_feeds",
        sa.Column("id", _whole(), primary_key=True),
        sa.Column("digest", _text(64), nullable=False, unique=True),
        sa.Column("channel", _text(60), nullable=False),
        sa.Column("name", _text(200), nullable=False),
        sa.Column("author", _text(200), nullable=False),
        sa.Column("created", _text(32), nullable=False),
        sa.Column("last_used", _text(10), nullable=False, server_default=""),
        sa.Column("revoked", _text(32)),
    )


def downgrade() -> None:
    """Without them: the main feed has all that they had."""
    op.drop_table("private_feeds")
    op.drop_table("subchannels")


def _text(length: int | None = None) -> sa.types.TypeEngine[str]:
    """Text as the library's other tables have it: on a server it sorts by its code points."""
    if op.get_bind().dialect.name == "postgresql":
        return sa.Text(collation="C")
    return sa.String(length) if length else sa.Text()


def _whole() -> sa.types.TypeEngine[int]:
    return sa.BigInteger() if op.get_bind().dialect.name == "postgresql" else sa.Integer()

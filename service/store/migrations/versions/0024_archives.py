"""Items of feeds are kept once for each episode, and pages of archives by their ranges."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """The tables, empty: items are made when they are next asked for, and ranges with the feed.

    Items as an older Loa kept them are none that any feed writes now.
    """
    op.drop_table("feed_items")
    op.create_table(
        "ready_items",
        _episode_id(),
        sa.Column("form", _text(32), nullable=False),
        sa.Column("length", _whole(), nullable=False),
        sa.Column("text", _text(), nullable=False),
    )
    op.create_table(
        "archive_ranges",
        sa.Column("channel_id", _text(60), primary_key=True),
        sa.Column("number", _whole(), primary_key=True, autoincrement=False),
        sa.Column("first", _whole(), nullable=False),
        sa.Column("last", _whole(), nullable=False),
    )


def downgrade() -> None:
    """The table of before, empty: that Loa makes its items itself."""
    op.drop_table("archive_ranges")
    op.drop_table("ready_items")
    op.create_table(
        "feed_items",
        _episode_id(),
        sa.Column("form", _text(32), nullable=False),
        sa.Column("bare_length", _whole(), nullable=False),
        sa.Column("notes_length", _whole(), nullable=False),
        sa.Column("bare", _text(), nullable=False),
        sa.Column("full", _text(), nullable=False),
    )


def _episode_id() -> sa.Column[str]:
    return sa.Column("episode_id", _text(32), sa.ForeignKey("episodes.id"), primary_key=True)


def _text(length: int | None = None) -> sa.types.TypeEngine[str]:
    """Text as the library's other tables have it: on a server it sorts by its code points."""
    if op.get_bind().dialect.name == "postgresql":
        return sa.Text(collation="C")
    return sa.String(length) if length else sa.Text()


def _whole() -> sa.types.TypeEngine[int]:
    return sa.BigInteger() if op.get_bind().dialect.name == "postgresql" else sa.Integer()

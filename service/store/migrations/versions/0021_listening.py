"""Listening figures, and for a day who already counts."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """The tables, empty: no Loa before this one counted listeners."""
    op.create_table(
        "listening_salts",
        sa.Column("day", _text(10), primary_key=True),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("kept_until", _text(32), nullable=False),
    )
    op.create_table(
        "listening_clients",
        sa.Column("day", _text(10), primary_key=True),
        sa.Column("client", _text(32), primary_key=True),
        sa.Column("article_id", _text(64), primary_key=True),
        sa.Column("spans", _text(), nullable=False),
        sa.Column("is_counted", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "listening_figures",
        sa.Column("day", _text(10), primary_key=True),
        sa.Column("kind", _text(10), primary_key=True),
        sa.Column("article_id", _text(64), primary_key=True),
        sa.Column("app", _text(60), primary_key=True),
        sa.Column("count", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "listening_logs",
        sa.Column("log", _text(64), primary_key=True),
        sa.Column("read_bytes", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Without the figures."""
    for table in ("listening_logs", "listening_figures", "listening_clients", "listening_salts"):
        op.drop_table(table)


def _text(length: int | None = None) -> sa.types.TypeEngine[str]:
    """Text as the library's other tables have it: on a server it sorts by its code points."""
    if op.get_bind().dialect.name == "postgresql":
        return sa.Text(collation="C")
    return sa.String(length) if length else sa.Text()

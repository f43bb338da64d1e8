"""Which file each edition has, without reading all of it; small facts to be remembered."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_FILE = {"file": "name", "file_length": "length", "file_sha256": "sha256"}
"""A column of an edition's file, and what its content calls that."""


def upgrade() -> None:
    """Columns for an edition's file; a table of facts by name.

    A row whose content is damaged keeps empty columns: it names no file.
    """
    op.add_column("editions", _text("file", 200))
    op.add_column(
        "editions", sa.Column("file_length", sa.Integer, nullable=False, server_default="0")
    )
    op.add_column("editions", _text("file_sha256", 64))
    op.create_index("editions_file", "editions", ["file"])
    op.create_table(
        "facts",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
    )
    told = ", ".join(
        f"{column} = json_extract(content, '$.enclosure.{key}')" for column, key in _FILE.items()
    )
    op.execute(
        f"UPDATE editions SET {told} "  # noqa: S608 - fixed names
        "WHERE json_valid(content) AND json_extract(content, '$.enclosure.sha256') IS NOT NULL"
    )


def downgrade() -> None:
    """Without the columns, whose content tells the same, and without facts."""
    op.drop_table("facts")
    op.drop_index("editions_file", "editions")
    for column in _FILE:
        op.drop_column("editions", column)


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, server_default="")

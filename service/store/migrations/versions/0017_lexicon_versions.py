"""What entries of the lexicon were before, and who changed them."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """The table, empty: no Loa before this one kept what an entry was."""
    op.create_table(
        "lexicon_versions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("entry_id", sa.String(32), nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("lexicon_versions_of_entry", "lexicon_versions", ["entry_id", "id"])


def downgrade() -> None:
    """Without them: entries stay as they are."""
    op.drop_table("lexicon_versions")

"""Sessions at the desk; when a token ends and when it was last used."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.String(32)


def upgrade() -> None:
    """A table for sessions, two moments for tokens. Tokens that stand go on without an end."""
    op.create_table(
        "sessions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("editor", sa.String(200), nullable=False),
        sa.Column("agent", sa.String(200), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("last_seen", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("ended", _MOMENT),
    )
    op.add_column("tokens", sa.Column("expires", _MOMENT))
    op.add_column("tokens", sa.Column("last_used", _MOMENT))


def downgrade() -> None:
    """Without sessions: who is signed in must do so again. A token that ended stands again."""
    op.drop_column("tokens", "last_used")
    op.drop_column("tokens", "expires")
    op.drop_table("sessions")

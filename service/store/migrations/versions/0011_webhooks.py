"""Webhooks, what is told to them, and the answers that are given again."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_MOMENT = sa.String(32)


def upgrade() -> None:
    """The tables, empty: no Loa before this one told anybody anything."""
    op.create_table(
        "webhooks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("kinds", sa.Text, nullable=False),
        sa.Column("secret", sa.String(100), nullable=False),
        sa.Column("earlier_secret", sa.String(100), nullable=True),
        sa.Column("earlier_until", _MOMENT, nullable=True),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("disabled", _MOMENT, nullable=True),
        sa.Column("disabled_reason", sa.Text, nullable=False, server_default=""),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.String(60), primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_index("events_by_time", "events", ["at"])
    _create_deliveries()
    op.create_table(
        "answers",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("request", sa.String(64), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("status", sa.Integer, nullable=True),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_index("answers_by_time", "answers", ["at"])


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("webhook_id", sa.Integer, sa.ForeignKey("webhooks.id"), nullable=False),
        sa.Column("event_id", sa.String(60), sa.ForeignKey("events.id"), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Text, nullable=False),
        sa.Column("next_try", _MOMENT, nullable=True),
    )
    op.create_index("deliveries_of_webhook", "deliveries", ["webhook_id", "id"])
    op.create_index("deliveries_of_event", "deliveries", ["event_id"])
    due = sa.text("next_try IS NOT NULL")
    op.create_index(
        "deliveries_due", "deliveries", ["next_try"], sqlite_where=due, postgresql_where=due
    )


def downgrade() -> None:
    """Without webhooks: an older Loa tells nobody, and what was still to be told is lost."""
    op.drop_table("answers")
    op.drop_table("deliveries")
    op.drop_table("events")
    op.drop_table("webhooks")

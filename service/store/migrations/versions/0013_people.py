"""Persons with roles; whose sessions, links and tokens are; an audit that nobody changes."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_MOMENT = sa.String(32)
_UNTIL_NOW = "read submit release"
"""What every token could do before this."""

_INDEXES = {
    "audit_of_subject": "subject, id DESC",
    "audit_of_person": "person_id, id DESC",
    "audit_of_who": "who, id DESC",
    "audit_of_action": "action, id DESC",
}
_TRIGGERS = {
    "audit_never_changes": "UPDATE ON audit",
    "audit_never_shrinks": "DELETE ON audit",
    "audit_is_never_replaced": "INSERT ON audit WHEN NEW.id IN (SELECT id FROM audit)",
}


def upgrade() -> None:
    """Nobody is a person yet: sessions that stand have none, and end."""
    op.create_table(
        "persons",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("folded", sa.String(200), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("sections", sa.Text, nullable=False),
        sa.Column("password", sa.String(200)),
        sa.Column("totp_secret", sa.String(64)),
        sa.Column("totp_step", sa.Integer),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("removed", _MOMENT),
    )
    standing = sa.text("removed IS NULL")
    op.create_index("persons_by_name", "persons", ["folded"], unique=True, sqlite_where=standing)
    op.create_table(
        "recovery_codes",
        sa.Column("person_id", sa.Integer, sa.ForeignKey("persons.id"), primary_key=True),
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("used", _MOMENT),
    )
    for table in ("sessions", "sign_ins", "tokens"):
        op.execute(f"ALTER TABLE {table} ADD COLUMN person_id INTEGER REFERENCES persons (id)")
    op.add_column(
        "tokens", sa.Column("scopes", sa.String(60), nullable=False, server_default=_UNTIL_NOW)
    )
    op.add_column("audit", sa.Column("kind", sa.String(16)))
    op.add_column("audit", sa.Column("person_id", sa.Integer))
    for name, columns in _INDEXES.items():
        op.execute(f"CREATE INDEX {name} ON audit ({columns})")
    for name, change in _TRIGGERS.items():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {change} "
            "BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END"
        )


def downgrade() -> None:
    """Without persons: who has a link or a session has no name, and a token opens all it did.

    One that could do less can do more again: revoke such before you go back.
    """
    for name in _TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    for name in _INDEXES:
        op.drop_index(name, "audit")
    op.drop_column("audit", "person_id")
    op.drop_column("audit", "kind")
    op.drop_column("tokens", "scopes")
    for table in ("sessions", "sign_ins", "tokens"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("person_id")
    op.drop_table("recovery_codes")
    op.drop_index("persons_by_name", "persons")
    op.drop_table("persons")

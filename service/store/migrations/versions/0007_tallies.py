"""How long the lists of episodes and articles are, month by month, counted as rows change."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_LISTS = (
    ("episodes", "published", "published, state", "{row}.state = 'published'"),
    ("articles", "updated", "updated", "1"),
)
"""A list, what it is sorted by, the columns that move an entry, and which rows are in it."""

_LESS = (
    "UPDATE tallies SET count = count - 1 "
    "WHERE name = '{table}' AND month = substr(OLD.{column}, 1, 7) AND {before};"
)
_MORE = (
    "INSERT INTO tallies (name, month, count) SELECT '{table}', substr(NEW.{column}, 1, 7), 0 "
    "WHERE {after} AND NOT EXISTS (SELECT 1 FROM tallies "
    "WHERE name = '{table}' AND month = substr(NEW.{column}, 1, 7)); "
    "UPDATE tallies SET count = count + 1 "
    "WHERE name = '{table}' AND month = substr(NEW.{column}, 1, 7) AND {after};"
)
_TRIGGERS = {
    "come": f"AFTER INSERT ON {{table}} BEGIN {_MORE} END",
    "go": f"AFTER DELETE ON {{table}} BEGIN {_LESS} END",
    "move": f"AFTER UPDATE OF {{columns}} ON {{table}} BEGIN {_LESS} {_MORE} END",
}
_FILL = (
    "INSERT INTO tallies (name, month, count) SELECT '{table}', substr({column}, 1, 7), count(*) "
    "FROM {table} AS listed WHERE {condition} GROUP BY 2"
)


def upgrade() -> None:
    """The table, filled from the rows that are there, and the triggers that keep it true."""
    op.create_table(
        "tallies",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    for table, column, columns, condition in _LISTS:
        listed = condition.format(row="listed")
        op.execute(_FILL.format(table=table, column=column, condition=listed))
        told = {
            "table": table,
            "column": column,
            "columns": columns,
            "before": condition.format(row="OLD"),
            "after": condition.format(row="NEW"),
        }
        for name, trigger in _TRIGGERS.items():
            op.execute(f"CREATE TRIGGER {table}_{name} {trigger.format(**told)}")


def downgrade() -> None:
    """Without the triggers, which stand in the way of earlier steps back, and what they kept."""
    for table, *_ in _LISTS:
        for name in _TRIGGERS:
            op.execute(f"DROP TRIGGER {table}_{name}")
    op.drop_table("tallies")

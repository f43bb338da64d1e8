"""What is made and waits, what was released and when, what was withdrawn or corrected."""

# ruff: noqa: S608 - the names are our own

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_MOMENT = sa.String(32)

# The moment is as good as the older rows can tell: a current edition's is the episode's own.
_FILL = """
    UPDATE editions SET released = (
        SELECT CASE WHEN episodes.number = editions.number
            THEN episodes.updated ELSE episodes.first_published END
        FROM episodes WHERE episodes.id = editions.episode_id)
"""


_STATE_BEFORE = """CASE
 WHEN EXISTS (SELECT 1 FROM holds WHERE article_id = {id}) THEN 'needs-review'
 WHEN EXISTS (SELECT 1 FROM wishes WHERE article_id = {id}
  AND (is_given_up OR error IS NOT NULL)) THEN 'failed'
 WHEN EXISTS (SELECT 1 FROM wishes WHERE article_id = {id}) THEN 'recording'
 ELSE coalesce((SELECT CASE state WHEN 'published' THEN 'public' ELSE state END
  FROM episodes WHERE id = {id}), 'draft') END"""
_STATE = """CASE
 WHEN EXISTS (SELECT 1 FROM episodes WHERE id = {id} AND state = 'withdrawn') THEN 'withdrawn'
 WHEN EXISTS (SELECT 1 FROM holds WHERE article_id = {id}) THEN 'needs-review'
 WHEN EXISTS (SELECT 1 FROM wishes WHERE article_id = {id}
  AND (is_given_up OR error IS NOT NULL)) THEN 'failed'
 WHEN EXISTS (SELECT 1 FROM wishes WHERE article_id = {id}) THEN 'recording'
 ELSE coalesce((SELECT state FROM pending_releases WHERE article_id = {id}),
  (SELECT CASE state WHEN 'published' THEN 'public' ELSE state END
  FROM episodes WHERE id = {id}), 'draft') END"""
_STATED_BEFORE = {"holds": "article_id", "wishes": "article_id", "episodes": "id"}
_STATED = {**_STATED_BEFORE, "pending_releases": "article_id"}
_WHEN = (("come", "INSERT", "NEW"), ("move", "UPDATE", "NEW"), ("go", "DELETE", "OLD"))


def _state_anew(state: str, tables: dict[str, str]) -> None:
    """The list's states follow from these ``tables`` by ``state``, from now on."""
    for table, column in tables.items():
        for name, when, row in _WHEN:
            op.execute(
                f"CREATE TRIGGER {table}_stated_{name} AFTER {when} ON {table} BEGIN "
                f"UPDATE article_cards SET state = {state.format(id=f'{row}.{column}')} "
                f"WHERE article_id = {row}.{column}; END"
            )


def _unstate(tables: dict[str, str]) -> None:
    for table in tables:
        for name, *_ in _WHEN:
            op.execute(f"DROP TRIGGER {table}_stated_{name}")


def upgrade() -> None:
    """All that was made is released, as it was in the Loa before; nothing waits."""
    op.add_column("editions", sa.Column("released", _MOMENT, nullable=True))
    op.execute(_FILL)
    op.add_column(
        "articles", sa.Column("sender", sa.String(200), server_default="", nullable=False)
    )
    op.add_column("wishes", sa.Column("hold", sa.Boolean, server_default="0", nullable=False))
    op.add_column("wishes", sa.Column("releaser", sa.String(200), nullable=True))
    _make_pending()
    op.create_table(
        "withdrawals",
        sa.Column("article_id", sa.String(32), primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("notice", sa.Text, nullable=True),
        sa.Column("is_deleted", sa.Boolean, nullable=False),
    )
    op.create_table(
        "public_corrections",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("is_told", sa.Boolean, nullable=False),
    )
    op.create_index("corrections_of_article", "public_corrections", ["article_id", "number"])
    op.create_index("corrections_told", "public_corrections", ["is_told", sa.text("at DESC")])
    _unstate(_STATED_BEFORE)
    _state_anew(_STATE, _STATED)
    op.create_table("untold_releases", sa.Column("article_id", sa.String(32), primary_key=True))


def _make_pending() -> None:
    op.create_table(
        "pending_releases",
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("release_at", _MOMENT, nullable=True),
        sa.Column("approved_by", sa.String(200), nullable=True),
        sa.Column("goes_at", _MOMENT, nullable=True),
        sa.Column("state", sa.String(20), nullable=False),
    )
    op.create_index(
        "pending_releases_due",
        "pending_releases",
        ["goes_at"],
        sqlite_where=sa.text("goes_at IS NOT NULL"),
        postgresql_where=sa.text("goes_at IS NOT NULL"),
    )
    op.create_table(
        "waiting_uses",
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("key", sa.String(32), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("waiting_uses_key", "waiting_uses", ["key"])


def downgrade() -> None:
    """Without what was never released: an older Loa takes every edition for a published one."""
    _unstate(_STATED)
    for table in (
        *("untold_releases", "public_corrections", "withdrawals"),
        *("waiting_uses", "pending_releases"),
    ):
        op.drop_table(table)
    op.execute("DELETE FROM editions WHERE released IS NULL")
    op.drop_column("wishes", "releaser")
    op.drop_column("wishes", "hold")
    op.drop_column("articles", "sender")
    op.drop_column("editions", "released")
    _state_anew(_STATE_BEFORE, _STATED_BEFORE)
    state = _STATE_BEFORE.format(id="article_cards.article_id")
    op.execute(f"UPDATE article_cards SET state = {state}")

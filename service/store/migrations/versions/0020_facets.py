"""Episodes are counted in the order of their first releases, and belong to channels by names."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import SQLAlchemyError

revision = "0020"
down_revision = "0019"

_AT_ONCE = 1_000
_EPISODES = sa.text(
    "SELECT id, published, section, author, revision_id FROM episodes ORDER BY first_published, id"
)


def upgrade() -> None:
    """A place for each episode, and its section, author and tags in the form they are folded to."""
    op.add_column("episodes", sa.Column("sequence", _whole(), nullable=False, server_default="0"))
    op.create_table(
        "episode_facets",
        sa.Column("episode_id", _text(32), sa.ForeignKey("episodes.id"), primary_key=True),
        sa.Column("facet", _text(10), primary_key=True),
        sa.Column("name", _text(), primary_key=True),
        sa.Column("published", _text(32), nullable=False),
        sa.Column("sequence", _whole(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "facet_changes",
        sa.Column("facet", _text(10), primary_key=True),
        sa.Column("name", _text(), primary_key=True),
        sa.Column("change", _whole(), nullable=False),
        sqlite_with_rowid=False,
    )
    _fill()
    op.create_index("episodes_in_sequence", "episodes", ["sequence"], unique=True)
    newest: list[str | sa.TextClause] = ["facet", "name"]
    newest += [sa.text("published DESC"), "episode_id"]
    op.create_index("episode_facets_newest", "episode_facets", newest)
    op.create_index("episode_facets_in_sequence", "episode_facets", ["facet", "name", "sequence"])
    op.create_index("facet_changes_last", "facet_changes", ["change"])


def downgrade() -> None:
    """Without places and names: episodes stay."""
    op.drop_table("facet_changes")
    op.drop_table("episode_facets")
    op.drop_index("episodes_in_sequence", "episodes")
    op.drop_column("episodes", "sequence")


def _text(length: int | None = None) -> sa.types.TypeEngine[str]:
    """Text as the library's other tables have it: on a server it sorts by its code points."""
    if op.get_bind().dialect.name == "postgresql":
        return sa.Text(collation="C")
    return sa.String(length) if length else sa.Text()


def _whole() -> sa.types.TypeEngine[int]:
    return sa.BigInteger() if op.get_bind().dialect.name == "postgresql" else sa.Integer()


def _fill() -> None:
    connection = op.get_bind()
    rows = connection.execute(_EPISODES).all()
    for begin in range(0, len(rows), _AT_ONCE):
        some = list(enumerate(rows[begin : begin + _AT_ONCE], begin + 1))
        connection.execute(
            sa.text("UPDATE episodes SET sequence = :place WHERE id = :name"),
            [{"place": place, "name": row.id} for place, row in some],
        )
        facets = list(_facets(some))
        if facets:
            connection.execute(
                sa.text(
                    "INSERT INTO episode_facets (episode_id, facet, name, published, sequence) "
                    "VALUES (:episode_id, :facet, :name, :published, :sequence)"
                ),
                facets,
            )
    connection.execute(
        sa.text(
            "INSERT INTO facet_changes (facet, name, change) "
            "SELECT DISTINCT facet, name, 0 FROM episode_facets"
        )
    )


def _facets(episodes: Iterable[tuple[int, Any]]) -> Iterator[dict[str, object]]:
    for place, row in episodes:
        told = [("section", row.section), ("author", row.author)]
        told += [("tag", tag) for tag in _tags(row.id, row.revision_id)]
        for facet, name in sorted({(facet, _fold(name)) for facet, name in told if name}):
            if name:
                yield {
                    "episode_id": row.id,
                    "facet": facet,
                    "name": name,
                    "published": row.published,
                    "sequence": place,
                }


def _tags(article_id: str, revision_id: str) -> list[str]:
    """The tags of the text that is heard; none of one whose row is damaged."""
    connection = op.get_bind()
    kind = "BYTEA" if connection.dialect.name == "postgresql" else "BLOB"
    content = "convert_to(content, 'UTF8')" if kind == "BYTEA" else "CAST(content AS BLOB)"
    query = sa.text(
        f"SELECT {content} FROM revisions WHERE article_id = :article AND id = :revision "  # noqa: S608
        "AND content LIKE '%\"tags\"%'"
    )
    try:
        row = connection.execute(query, {"article": article_id, "revision": revision_id}).first()
        found = json.loads(bytes(row[0]).decode()).get("tags") if row else None
    except (SQLAlchemyError, AttributeError, TypeError, ValueError):
        return []
    return [tag for tag in found if isinstance(tag, str)] if isinstance(found, list) else []


def _fold(name: str) -> str:
    """As ``fold_name`` was when this was written."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(each for each in parts if not unicodedata.combining(each))
    return " ".join(plain.replace("đ", "d").split())

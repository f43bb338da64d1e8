"""What lists, feeds and pages ask of an episode stands in columns; ready items of the feed."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import SQLAlchemyError

revision = "0006"
down_revision = "0005"

_LEAD_CHARACTERS = 1_200

_TEXTS = {
    "revision_id": sa.String(32),
    "title": sa.Text(),
    "lead": sa.Text(),
    "file": sa.String(200),
    "file_type": sa.String(60),
    "file_sha256": sa.String(64),
}
_NULLABLE = ("section", "author", "fallback_reason")
_NUMBERS = ("file_length", "duration", "uses_number")

_CONTENTS = sa.text(
    "SELECT CAST(editions.content AS BLOB), CAST(revisions.content AS BLOB) "
    "FROM editions JOIN revisions "
    "ON revisions.article_id = editions.episode_id AND revisions.id = editions.revision_id "
    "WHERE editions.episode_id = :id AND editions.number = :number"
)
_FILES = """
    UPDATE episodes SET (revision_id, file, file_length, file_sha256) = (
        SELECT revision_id, file, file_length, file_sha256 FROM editions
        WHERE editions.episode_id = episodes.id AND editions.number = episodes.number)
    WHERE EXISTS (SELECT 1 FROM editions
        WHERE editions.episode_id = episodes.id AND editions.number = episodes.number)
"""
_CARD = (
    "title", "lead", "section", "author", "fallback_reason",
    "file", "file_length", "file_type", "file_sha256", "duration",
)  # fmt: skip


def upgrade() -> None:
    """Columns for cards, filled from what editions say; tables of uses and of ready items.

    A row that is damaged keeps empty columns, and stops nothing: what it was is had from
    its copy. Which clips an edition uses is written when it is next looked at.
    """
    _add_columns()
    _make_tables()
    op.execute(_FILES)
    _fill_titles()
    _fill_cards()
    _fill_superseded()


def downgrade() -> None:
    """The tables of the schema before; nothing that it knew is lost."""
    op.drop_table("feed_items")
    op.drop_table("clip_uses")
    for name, table in (
        ("editions_superseded", "editions"),
        ("episodes_fallen_back", "episodes"),
        ("episodes_without_uses", "episodes"),
        ("episodes_newest", "episodes"),
        ("articles_changed", "articles"),
    ):
        op.drop_index(name, table)
    op.create_index("episodes_newest", "episodes", ["published", "id"])
    op.drop_column("editions", "superseded")
    op.drop_column("articles", "title")
    for name in (*_TEXTS, *_NULLABLE, *_NUMBERS, "state"):
        op.drop_column("episodes", name)


def _add_columns() -> None:
    for name, kind in _TEXTS.items():
        op.add_column("episodes", sa.Column(name, kind, nullable=False, server_default=""))
    for name in _NULLABLE:
        op.add_column("episodes", sa.Column(name, sa.Text))
    for name in _NUMBERS:
        op.add_column("episodes", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    published = sa.Column("state", sa.String(20), nullable=False, server_default="published")
    op.add_column("episodes", published)
    op.add_column("articles", sa.Column("title", sa.Text, nullable=False, server_default=""))
    op.add_column("editions", sa.Column("superseded", sa.String(32)))
    newest = sa.text("published DESC")
    op.drop_index("episodes_newest", "episodes")
    op.create_index("episodes_newest", "episodes", ["state", newest, "id"])
    partial: tuple[tuple[str, list[str | sa.TextClause], str], ...] = (
        ("episodes_fallen_back", [newest, "id"], "fallback_reason IS NOT NULL"),
        ("episodes_without_uses", ["id"], "uses_number <> number"),
    )
    for name, columns, condition in partial:
        where = sa.text(condition)
        op.create_index(name, "episodes", columns, sqlite_where=where, postgresql_where=where)
    op.create_index("articles_changed", "articles", [sa.text("updated DESC"), "id"])
    op.create_index("editions_superseded", "editions", ["superseded", "file"])


def _make_tables() -> None:
    op.create_table(
        "clip_uses",
        _episode_id(),
        sa.Column("key", sa.String(32), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("clip_uses_key", "clip_uses", ["key"])
    op.create_table(
        "feed_items",
        _episode_id(),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("bare_length", sa.Integer, nullable=False),
        sa.Column("notes_length", sa.Integer, nullable=False),
        sa.Column("bare", sa.Text, nullable=False),
        sa.Column("full", sa.Text, nullable=False),
    )


def _episode_id() -> sa.Column[str]:
    return sa.Column("episode_id", sa.String(32), sa.ForeignKey("episodes.id"), primary_key=True)


def _fill_titles() -> None:
    """The titles of the articles' newest texts."""
    connection = op.get_bind()
    content = sa.text(
        "SELECT CAST(content AS BLOB) FROM revisions WHERE article_id = :id AND id = :revision"
    )
    known = connection.execute(sa.text("SELECT id, revision_id FROM articles")).all()
    for article_id, revision_id in known:
        found = _read(content, id=article_id, revision=revision_id)
        if found is not None and isinstance(title := found[0].get("title"), str):
            _update("articles", article_id, {"title": title})


def _fill_cards() -> None:
    connection = op.get_bind()
    for episode_id, number in connection.execute(sa.text("SELECT id, number FROM episodes")).all():
        found = _read(_CONTENTS, id=episode_id, number=number)
        if found is not None and (card := _card(*found)) is not None:
            _update("episodes", episode_id, card)


def _card(edition: dict[str, Any], printed: dict[str, Any]) -> dict[str, Any] | None:
    """The columns of an episode; None where what is told of it is not whole."""
    try:
        file = edition["enclosure"]
        body = printed["blocks"][1:]
        paragraphs = [each for each in body if each["kind"] == "paragraph"]
        told = (
            str(printed["title"]),
            str((paragraphs or body)[0]["text"])[:_LEAD_CHARACTERS],
            printed.get("section"),
            printed.get("author"),
            edition.get("fallback_reason"),
            str(file["name"]),
            int(file["length"]),
            str(file["type"]),
            str(file["sha256"]),
            int(file["duration"]),
        )
    except (LookupError, TypeError, ValueError):
        return None
    return dict(zip(_CARD, told, strict=True))


def _fill_superseded() -> None:
    """Since when the files of replaced editions wait to be retired.

    Of an episode with an edition that cannot be read none does: nobody knows what it needs.
    """
    connection = op.get_bind()
    corrected = sa.text("SELECT id, number FROM episodes WHERE number > 1")
    for episode_id, newest in connection.execute(corrected).all():
        editions = [
            found[0] if (found := _read(_CONTENTS, id=episode_id, number=number)) else None
            for number in range(1, newest + 1)
        ]
        for number, moment in _superseded(editions):
            connection.execute(
                sa.text(
                    "UPDATE editions SET superseded = :moment "
                    "WHERE episode_id = :id AND number = :number"
                ),
                {"moment": moment, "id": episode_id, "number": number},
            )


def _superseded(editions: list[dict[str, Any] | None]) -> Iterator[tuple[int, str]]:
    try:
        files = [each["enclosure"]["name"] for each in editions if each is not None]
        moments = [_moment(each["created"]) for each in editions if each is not None]
    except (LookupError, TypeError, ValueError):
        return
    if len(files) < len(editions):
        return
    for number, (_, replaced) in enumerate(pairwise(moments), 1):
        if files[number - 1] not in files[number:]:
            yield number, replaced


def _moment(told: str) -> str:
    """A moment as the columns have it: in UTC, so that text sorts by time."""
    return datetime.fromisoformat(told).astimezone(UTC).isoformat(timespec="microseconds")


def _read(query: sa.TextClause, **key: Any) -> list[dict[str, Any]] | None:
    """The JSON objects of the one row that ``query`` finds; None where one cannot be read."""
    try:
        row = op.get_bind().execute(query, key).first()
        found = [json.loads(bytes(each).decode()) for each in row] if row else []
    except (SQLAlchemyError, ValueError, TypeError):
        return None
    return found if found and all(isinstance(each, dict) for each in found) else None


def _update(table: str, name: str, columns: dict[str, Any]) -> None:
    told = ", ".join(f"{column} = :{column}" for column in columns)
    query = sa.text(f"UPDATE {table} SET {told} WHERE id = :row_id")  # noqa: S608 - our own names
    op.get_bind().execute(query, {**columns, "row_id": name})

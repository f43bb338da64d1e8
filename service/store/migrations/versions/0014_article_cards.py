"""The desk's list of articles: a card each, its words, and what keeps both in order."""

# ruff: noqa: S608 - the names are our own

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_STATE = """CASE
 WHEN EXISTS (SELECT 1 FROM holds WHERE article_id = {id}) THEN 'needs-review'
 WHEN EXISTS (SELECT 1 FROM wishes WHERE article_id = {id}
  AND (is_given_up OR error IS NOT NULL)) THEN 'failed'
 WHEN EXISTS (SELECT 1 FROM wishes WHERE article_id = {id}) THEN 'recording'
 ELSE coalesce((SELECT CASE state WHEN 'published' THEN 'public' ELSE state END
  FROM episodes WHERE id = {id}), 'draft') END"""
_NEXT = "1 + coalesce((SELECT max(place) FROM article_cards), 0)"
_INDEXES = {"words_plain": 2, "words_marked": 0}
"""The indexes of words, and FTS5's ``remove_diacritics`` of each."""
_COLUMNS = "title, facts, body"


def _statements() -> tuple[str, ...]:
    """What makes indexes and triggers."""
    return (*_indexes(), *_word_triggers(), *_article_triggers(), *_state_triggers(), *_marks())


def _indexes() -> tuple[str, ...]:
    return tuple(
        f"CREATE VIRTUAL TABLE {name} USING fts5({_COLUMNS}, content='article_words', "
        f"content_rowid='place', tokenize='unicode61 remove_diacritics {taken}')"
        for name, taken in _INDEXES.items()
    )


def _word_triggers() -> tuple[str, ...]:
    """As SQLite's documentation has them for an index over another table's content."""
    come = "".join(
        f"INSERT INTO {name}(rowid, {_COLUMNS}) "
        "VALUES (NEW.place, NEW.title, NEW.facts, NEW.body); "
        for name in _INDEXES
    )
    go = "".join(
        f"INSERT INTO {name}({name}, rowid, {_COLUMNS}) "
        "VALUES ('delete', OLD.place, OLD.title, OLD.facts, OLD.body); "
        for name in _INDEXES
    )
    return (
        f"CREATE TRIGGER article_words_come AFTER INSERT ON article_words BEGIN {come}END",
        f"CREATE TRIGGER article_words_go AFTER DELETE ON article_words BEGIN {go}END",
        f"CREATE TRIGGER article_words_move AFTER UPDATE ON article_words BEGIN {go}{come}END",
    )


def _article_triggers() -> tuple[str, ...]:
    own = "(SELECT place FROM article_cards WHERE article_id = {row}.id)"
    return (
        "CREATE TRIGGER articles_listed AFTER INSERT ON articles BEGIN "
        "INSERT INTO article_cards (place, article_id, state) "
        f"SELECT {_NEXT}, NEW.id, 'draft'; END",
        "CREATE TRIGGER articles_relisted AFTER UPDATE OF updated, revision_id ON articles "
        "WHEN NEW.updated > OLD.updated OR NEW.revision_id <> OLD.revision_id BEGIN "
        f"UPDATE article_words SET place = {_NEXT} WHERE place = {own.format(row='NEW')}; "
        f"UPDATE article_cards SET place = {_NEXT}, "
        "is_known = is_known AND NEW.revision_id = OLD.revision_id "
        "WHERE article_id = NEW.id; END",
        "CREATE TRIGGER articles_unlisted AFTER DELETE ON articles BEGIN "
        f"DELETE FROM article_words WHERE place = {own.format(row='OLD')}; "
        "DELETE FROM article_cards WHERE article_id = OLD.id; END",
    )


_STATED = {"holds": "article_id", "wishes": "article_id", "episodes": "id"}
"""The tables that states follow from, and their columns of the article."""


def _state_triggers() -> tuple[str, ...]:
    made = []
    for table, column in _STATED.items():
        for name, when, row in (
            ("come", "INSERT", "NEW"),
            ("move", "UPDATE", "NEW"),
            ("go", "DELETE", "OLD"),
        ):
            state = _STATE.format(id=f"{row}.{column}")
            made.append(
                f"CREATE TRIGGER {table}_stated_{name} AFTER {when} ON {table} BEGIN "
                f"UPDATE article_cards SET state = {state} "
                f"WHERE article_id = {row}.{column}; END"
            )
    return tuple(made)


def _marks() -> tuple[str, ...]:
    """Who acted last, whose an article is, and that its warnings are to be counted anew."""
    changing = [
        f"CREATE TRIGGER {table}_uncounted_{when.lower()} AFTER {when} ON {table} BEGIN "
        "UPDATE article_cards SET warned_of = '' WHERE article_id = NEW.article_id; END"
        for table in ("overrides", "recordings", "table_choices", "sentence_reviews")
        for when in ("INSERT", "UPDATE")
    ]
    person = "(SELECT person FROM assignments WHERE article_id = {row}.article_id)"
    assigning = [
        f"CREATE TRIGGER assignments_listed_{when.lower()} AFTER {when} ON assignments BEGIN "
        f"UPDATE article_cards SET assigned_to = coalesce({person.format(row=row)}, '') "
        f"WHERE article_id = {row}.article_id; END"
        for when, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    ]
    return (
        "CREATE TRIGGER audit_listed AFTER INSERT ON audit "
        "WHEN NEW.kind IS NULL OR NEW.kind <> 'house' BEGIN "
        "UPDATE article_cards SET edited_by = NEW.who WHERE article_id = NEW.subject; END",
        *assigning,
        *changing,
    )


def upgrade() -> None:
    """Cards in the order of the last change. Words, sections and voices follow by a chore."""
    _make_cards()
    op.create_table(
        "article_words",
        sa.Column("place", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("title", "facts", "body")),
    )
    op.execute(
        "INSERT INTO article_cards (place, article_id, state, edited_by, assigned_to) "
        "SELECT row_number() OVER (ORDER BY updated, id DESC), id, "
        f"{_STATE.format(id='articles.id')}, coalesce((SELECT who FROM audit "
        "WHERE id = (SELECT max(id) FROM audit WHERE subject = articles.id)), ''), "
        "coalesce((SELECT person FROM assignments WHERE article_id = articles.id), '') "
        "FROM articles"
    )
    for statement in _statements():
        op.execute(statement)


def _make_cards() -> None:
    op.create_table(
        "article_cards",
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("article_id", sa.String(32), nullable=False, unique=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("section", sa.Text),
        sa.Column("section_key", sa.Text, nullable=False, server_default=""),
        sa.Column("author", sa.Text),
        sa.Column("source", sa.Text, nullable=False, server_default=""),
        sa.Column("voice", sa.Text, nullable=False, server_default=""),
        sa.Column("edited_by", sa.Text, nullable=False, server_default=""),
        sa.Column("assigned_to", sa.Text, nullable=False, server_default=""),
        sa.Column("warned", sa.Integer),
        sa.Column("warned_of", sa.String(32), nullable=False, server_default=""),
        sa.Column("is_known", sa.Boolean, nullable=False, server_default="0"),
    )
    for name, column in (
        ("state", "state"),
        ("section", "section_key"),
        ("person", "edited_by"),
        ("assigned", "assigned_to"),
        ("source", "source"),
        ("voice", "voice"),
    ):
        op.create_index(f"article_cards_{name}", "article_cards", [column, "place"])
    for name, condition in (
        ("warned", "warned > 0"),
        ("uncounted", "warned_of = ''"),
        ("unknown", "is_known = 0"),
    ):
        where = sa.text(condition)
        op.create_index(f"article_cards_{name}", "article_cards", ["place"], sqlite_where=where)


def downgrade() -> None:
    """Without the triggers, which stand in the way of earlier steps back, and what they kept."""
    for statement in _statements():
        _, kind, name, *_ = statement.split()
        if kind == "TRIGGER":
            op.execute(f"DROP TRIGGER {name}")
    for name in _INDEXES:
        op.execute(f"DROP TABLE {name}")
    op.drop_table("article_words")
    op.drop_table("article_cards")

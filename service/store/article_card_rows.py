"""The tables of the desk's list of articles, and the triggers that keep its order and states.

Triggers, for whoever writes: wishes come and go in many places, and rows are carried over from
an old library. What needs the article's text (section, words) is told by ``list_revision``,
within the transaction that makes the text the newest; ``is_known`` is false until then.
"""

# ruff: noqa: S608 - the names are our own

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Index, Integer, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.schema import Table, listen_for_sqlite


def _partial(name: str, condition: str, for_postgresql: str | None = None) -> Index:
    where = text(for_postgresql or condition)
    return Index(name, "place", sqlite_where=text(condition), postgresql_where=where)


class ArticleCardRow(Table):
    """An article in the desk's list; ``ListedArticle`` says what the columns mean.

    ``section_key`` is what sections are told apart by. ``warned_of`` is the revision whose
    sentences were counted, "" where something changed since, or none ever were (then
    ``warned`` is None).
    """

    __tablename__ = "article_cards"
    __table_args__ = (
        Index("article_cards_state", "state", "place"),
        Index("article_cards_section", "section_key", "place"),
        Index("article_cards_person", "edited_by", "place"),
        Index("article_cards_assigned", "assigned_to", "place"),
        Index("article_cards_source", "source", "place"),
        Index("article_cards_voice", "voice", "place"),
        _partial("article_cards_warned", "warned > 0"),
        _partial("article_cards_uncounted", "warned_of = ''"),
        _partial("article_cards_unknown", "is_known = 0", "NOT is_known"),
    )

    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    article_id: Mapped[str] = mapped_column(String(32), unique=True)
    state: Mapped[str] = mapped_column(String(20))
    section: Mapped[str | None] = mapped_column(Text)
    section_key: Mapped[str] = mapped_column(Text, server_default="")
    author: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text, server_default="")
    voice: Mapped[str] = mapped_column(Text, server_default="")
    edited_by: Mapped[str] = mapped_column(Text, server_default="")
    assigned_to: Mapped[str] = mapped_column(Text, server_default="")
    warned: Mapped[int | None]
    warned_of: Mapped[str] = mapped_column(String(32), server_default="")
    is_known: Mapped[bool] = mapped_column(server_default=false())


class ArticleWordsRow(Table):
    """The words of an article's newest text, in the form in which they are asked for."""

    __tablename__ = "article_words"

    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    facts: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


STATE = """CASE
 WHEN EXISTS (SELECT 1 FROM episodes WHERE id = {id} AND state = 'withdrawn') THEN 'withdrawn'
 WHEN EXISTS (SELECT 1 FROM holds WHERE article_id = {id}) THEN 'needs-review'
 WHEN EXISTS (SELECT 1 FROM wishes WHERE article_id = {id}
  AND (is_given_up OR error IS NOT NULL)) THEN 'failed'
 WHEN EXISTS (SELECT 1 FROM wishes WHERE article_id = {id}) THEN 'recording'
 ELSE coalesce((SELECT state FROM pending_releases WHERE article_id = {id}),
  (SELECT CASE state WHEN 'published' THEN 'public' ELSE state END
  FROM episodes WHERE id = {id}), 'draft') END"""
"""Where the article of this id stands: the first of these that holds."""

_NEXT = "1 + coalesce((SELECT max(place) FROM article_cards), 0)"
_INDEXES = MappingProxyType({"words_plain": 2, "words_marked": 0})
"""The indexes of words, and FTS5's ``remove_diacritics`` of each."""
_COLUMNS = "title, facts, body"


def statements() -> tuple[str, ...]:
    """What makes indexes and triggers; the newest migration has made the same."""
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


STATED: Mapping[str, str] = MappingProxyType(
    {
        "holds": "article_id",
        "wishes": "article_id",
        "pending_releases": "article_id",
        "episodes": "id",
    }
)
"""The tables that states follow from, and their columns of the article."""


UNCOUNTING = ("overrides", "recordings", "table_choices", "sentence_reviews")
"""The tables whose rows change which sentences are to be looked at."""


def _state_triggers() -> tuple[str, ...]:
    made = []
    for table, column in STATED.items():
        for name, when, row in (
            ("come", "INSERT", "NEW"),
            ("move", "UPDATE", "NEW"),
            ("go", "DELETE", "OLD"),
        ):
            state = STATE.format(id=f"{row}.{column}")
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
        for table in UNCOUNTING
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


listen_for_sqlite(statements())

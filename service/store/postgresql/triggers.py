"""What the server does by itself when rows come, change and go: the same as SQLite's triggers.

The tables that say what follows from what are those of SQLite; see ``tallies``,
``article_card_rows`` and ``access_rows`` for why triggers do it.
"""

# ruff: noqa: S608 - the names are our own

from collections.abc import Iterator

from service.store.article_card_rows import STATE, STATED, UNCOUNTING
from service.store.tallies import COUNTED

_NEXT = "1 + coalesce((SELECT max(place) FROM article_cards), 0)"


def statements() -> tuple[str, ...]:
    """What makes all triggers, with their functions."""
    return (
        _JSON_TEXT,
        *_refusing(),
        *_counting(),
        *_listing(),
        *_stating(),
        *_marking(),
    )


_JSON_TEXT = """
CREATE FUNCTION loa_json_text(content text, key text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN RETURN content::json ->> key; EXCEPTION WHEN data_exception THEN RETURN NULL; END $$
"""


def _function(name: str, body: str) -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body} RETURN NULL; END $$"
    )


def _trigger(name: str, when: str, table: str, function: str, condition: str = "") -> str:
    only = f"WHEN ({condition}) " if condition else ""
    done = f"FOR EACH ROW {only}EXECUTE FUNCTION {function}()"
    return f"CREATE TRIGGER {name} {when} ON {table} {done}"


def _refusing() -> Iterator[str]:
    yield _function("audit_refuses", "RAISE EXCEPTION 'the audit is only added to';")
    yield _trigger("audit_never_changes", "BEFORE UPDATE OR DELETE", "audit", "audit_refuses")
    yield (
        "CREATE TRIGGER audit_never_shrinks BEFORE TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()"
    )


def _counting() -> Iterator[str]:
    for table, (column, columns, among) in COUNTED.items():
        condition = among or "TRUE"
        less = (
            f"UPDATE tallies SET count = count - 1 WHERE name = '{table}' "
            f"AND month = left(OLD.{column}, 7) AND {condition.format(row='OLD')};"
        )
        more = (
            f"INSERT INTO tallies (name, month, count) SELECT '{table}', left(NEW.{column}, 7), 1 "
            f"WHERE {condition.format(row='NEW')} "
            "ON CONFLICT (name, month) DO UPDATE SET count = tallies.count + 1;"
        )
        for name, when, body in (
            ("come", "AFTER INSERT", more),
            ("go", "AFTER DELETE", less),
            ("move", f"AFTER UPDATE OF {columns}", less + more),
        ):
            yield _function(f"{table}_{name}", body)
            yield _trigger(f"{table}_{name}", when, table, f"{table}_{name}")


def _listing() -> Iterator[str]:
    own = "(SELECT place FROM article_cards WHERE article_id = {row}.id)"
    yield _function(
        "articles_listed",
        f"INSERT INTO article_cards (place, article_id, state) SELECT {_NEXT}, NEW.id, 'draft';",
    )
    yield _function(
        "articles_relisted",
        f"UPDATE article_words SET place = {_NEXT} WHERE place = {own.format(row='NEW')}; "
        f"UPDATE article_cards SET place = {_NEXT}, "
        "is_known = is_known AND NEW.revision_id = OLD.revision_id WHERE article_id = NEW.id;",
    )
    yield _function(
        "articles_unlisted",
        f"DELETE FROM article_words WHERE place = {own.format(row='OLD')}; "
        "DELETE FROM article_cards WHERE article_id = OLD.id;",
    )
    yield _trigger("articles_listed", "AFTER INSERT", "articles", "articles_listed")
    yield _trigger(
        "articles_relisted",
        "AFTER UPDATE OF updated, revision_id",
        "articles",
        "articles_relisted",
        "NEW.updated > OLD.updated OR NEW.revision_id <> OLD.revision_id",
    )
    yield _trigger("articles_unlisted", "AFTER DELETE", "articles", "articles_unlisted")


def _stating() -> Iterator[str]:
    for table, column in STATED.items():
        for name, when, row in (
            ("come", "INSERT", "NEW"),
            ("move", "UPDATE", "NEW"),
            ("go", "DELETE", "OLD"),
        ):
            state = STATE.format(id=f"{row}.{column}")
            yield _function(
                f"{table}_stated_{name}",
                f"UPDATE article_cards SET state = {state} WHERE article_id = {row}.{column};",
            )
            yield _trigger(
                f"{table}_stated_{name}", f"AFTER {when}", table, f"{table}_stated_{name}"
            )


def _marking() -> Iterator[str]:
    yield _function(
        "audit_listed",
        "UPDATE article_cards SET edited_by = NEW.who WHERE article_id = NEW.subject;",
    )
    yield _trigger(
        "audit_listed",
        "AFTER INSERT",
        "audit",
        "audit_listed",
        "NEW.kind IS NULL OR NEW.kind <> 'house'",
    )
    yield _function(
        "article_uncounted",
        "UPDATE article_cards SET warned_of = '' WHERE article_id = NEW.article_id;",
    )
    for table in UNCOUNTING:
        yield _trigger(f"{table}_uncounted", "AFTER INSERT OR UPDATE", table, "article_uncounted")
    for name, row in (("come", "NEW"), ("go", "OLD")):
        yield _function(
            f"assignments_listed_{name}",
            "UPDATE article_cards SET assigned_to = coalesce((SELECT person FROM assignments "
            f"WHERE article_id = {row}.article_id), '') WHERE article_id = {row}.article_id;",
        )
    yield _trigger(
        "assignments_listed_come",
        "AFTER INSERT OR UPDATE",
        "assignments",
        "assignments_listed_come",
    )
    yield _trigger("assignments_listed_go", "AFTER DELETE", "assignments", "assignments_listed_go")

"""A database of an older Loa is brought up to date and loses nothing."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from service.errors import StoreError
from service.model import card_of
from service.store.library import open_library
from service.store.upgrade import HEAD, MIGRATIONS
from tests.old_codec import old_json, old_plain
from tests.store.shelf import NOW, make_edition, make_revision

MOMENT = NOW.isoformat(timespec="microseconds")


def first_database(path: Path, *, reasons: list[str | None]) -> None:
    """The database of Loa's first schema, with an episode for each fallback reason."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        for number, reason in enumerate(reasons):
            _write_episode(connection, f"a{number}", reason)
        connection.commit()


def _write_episode(connection: sqlite3.Connection, name: str, reason: str | None) -> None:
    revision = make_revision(source_id=name)
    content = old_plain(make_edition(name, revision))
    old = {key: value for key, value in content.items() if key != "revision"}
    old["fallback_reason"] = reason
    for passage in old["passages"]:
        for key in ("spec", "lead", "trail", "opening", "closing"):
            del passage[key]
    del old["spec"]["comma_pause"]
    for table, row in (
        ("articles", (name, name, revision.id, MOMENT, MOMENT, MOMENT)),
        ("revisions", (name, revision.id, old_json(revision), b"", MOMENT)),
        ("episodes", (name, f"loa:{name}", 1, MOMENT, MOMENT, MOMENT)),
        ("editions", (name, 1, revision.id, json.dumps(old))),
    ):
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608 - fixed names


def test_episodes_of_the_first_schema_are_read_and_their_fallbacks_found(tmp_path: Path) -> None:
    path = tmp_path / "loa.db"
    first_database(path, reasons=[None, "Google không trả lời."])
    with closing(open_library(path)) as library:
        assert library.fallbacks(9) == (("a1", None),)
        episode = library.episode("a1")
        assert episode is not None
        assert episode.edition.fallback_reason == "Google không trả lời."
        (passage,) = episode.edition.passages
        assert passage.spec is None
        assert passage.clip_span == passage.span
        assert library.recordings("a1") == ()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)


def test_articles_that_an_older_loa_forgot_to_record_are_wished_for(tmp_path: Path) -> None:
    path = tmp_path / "loa.db"
    first_database(path, reasons=[None, None, None])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE articles SET revision_id = 'newer' WHERE id = 'a1'")
        for table, key in (("editions", "episode_id"), ("episodes", "id")):
            connection.execute(f"DELETE FROM {table} WHERE {key} = 'a2'")  # noqa: S608 - fixed
    with closing(open_library(path)) as library:
        assert library.due_wishes(NOW, timedelta(days=1)) == ("a1", "a2")


def test_cards_are_filled_from_what_an_older_loa_wrote(tmp_path: Path) -> None:
    path = tmp_path / "loa.db"
    first_database(path, reasons=[None, "Google không trả lời."])
    with closing(open_library(path)) as library:
        for name in ("a0", "a1"):
            episode = library.episode(name)
            assert episode is not None
            # The column of that database has another date than its text.
            assert library.card(name) == replace(card_of(episode), published=NOW)
        assert {each.title for each in library.article_cards(9)} == {"Tin phường"}
        assert library.without_uses("", 9) == ("a0", "a1")


@pytest.mark.parametrize(
    "harm",
    [
        "content = substr(content, 1, 40)",
        "content = CAST(x'7bff00fe' AS TEXT)",
        "content = '{}'",
        "content = '[]'",
        "content = x'00'",
    ],
)
@pytest.mark.parametrize("table", ["editions", "revisions"])
def test_a_damaged_row_stops_no_upgrade_and_takes_no_other_card(
    tmp_path: Path, harm: str, table: str
) -> None:
    path = tmp_path / "loa.db"
    first_database(path, reasons=[None, None])
    key = "episode_id" if table == "editions" else "article_id"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE {table} SET {harm} WHERE {key} = 'a0'")  # noqa: S608 - fixed
    with closing(open_library(path)) as library:
        assert [each.id for each in library.cards(9)] == ["a1"]
        assert [each.episode_id for each in library.offers(9)] == ["a0", "a1"]


def test_files_that_an_older_loa_replaced_wait_to_be_retired(tmp_path: Path) -> None:
    path = tmp_path / "loa.db"
    first_database(path, reasons=[None])
    with closing(sqlite3.connect(path)) as connection, connection:
        (old,) = connection.execute("SELECT content FROM editions").fetchone()
        new = json.loads(old)
        new["number"], new["enclosure"]["name"] = 2, "a0/new.mp3"
        new["created"] = (NOW + timedelta(days=1)).isoformat()
        connection.execute(
            "INSERT INTO editions SELECT episode_id, 2, revision_id, ? FROM editions",
            (json.dumps(new),),
        )
        connection.execute("UPDATE episodes SET number = 2")
    with closing(open_library(path)) as library:
        assert library.superseded_files(NOW + timedelta(days=1)) == ()
        replaced = json.loads(old)["enclosure"]["name"]
        assert library.superseded_files(NOW + timedelta(days=2)) == (replaced,)


def test_cards_go_back_to_the_schema_before_and_forward_again(tmp_path: Path) -> None:
    path = tmp_path / "loa.db"
    first_database(path, reasons=["Google không trả lời."])
    with closing(open_library(path)) as library:
        cards = library.cards(9)
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, "0005")
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(episodes)")]
        assert columns == ["id", "guid", "number", "published", "first_published", "updated"]
    with closing(open_library(path)) as library:
        assert library.cards(9) == cards


def rewrite(path: Path, table: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Every content of ``table`` after ``change``, as an older Loa may have written it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for row, content in connection.execute(f"SELECT rowid, content FROM {table}").fetchall():  # noqa: S608
            told = json.loads(content)
            change(told)
            connection.execute(
                f"UPDATE {table} SET content = ? WHERE rowid = ?",  # noqa: S608 - fixed names
                (json.dumps(told), row),
            )


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        ([("heading", "Mục"), ("paragraph", "Câu một."), ("paragraph", "Câu hai.")], "Câu một."),
        ([("heading", "Mục"), ("heading", "Mục sau")], "Mục"),
        ([("paragraph", "a" * 1_201)], "a" * 1_200),
    ],
)
def test_a_card_leads_with_the_first_paragraph_else_with_what_comes_first(
    tmp_path: Path, body: list[tuple[str, str]], lead: str
) -> None:
    path = tmp_path / "loa.db"
    first_database(path, reasons=[None])

    def write(revision: dict[str, Any]) -> None:
        (title, paragraph) = revision["blocks"]
        blocks = [{**paragraph, "kind": kind, "text": text} for kind, text in body]
        revision["blocks"] = [title, *blocks]

    rewrite(path, "revisions", write)
    with closing(open_library(path)) as library:
        card = library.stored_card("a0")
        assert card is not None
        assert card.lead == lead


def write_editions(path: Path, *names: str) -> None:
    """The episode's editions with files of these names, a day after each other, in Hanoi's time."""
    first_database(path, reasons=[None])
    with closing(sqlite3.connect(path)) as connection, connection:
        (old,) = connection.execute("SELECT content FROM editions").fetchone()
        for number, name in enumerate(names, 1):
            told = json.loads(old)
            told["number"], told["enclosure"]["name"] = number, name
            moment = (NOW + timedelta(days=number)).astimezone(timezone(timedelta(hours=7)))
            told["created"] = moment.isoformat()
            connection.execute(
                "INSERT OR REPLACE INTO editions SELECT episode_id, ?, revision_id, ? "
                "FROM editions WHERE number = 1",
                (number, json.dumps(told)),
            )
        connection.execute("UPDATE episodes SET number = ?", (len(names),))


def test_of_files_that_an_older_loa_replaced_none_waits_that_came_back(tmp_path: Path) -> None:
    path = tmp_path / "loa.db"
    write_editions(path, "a0/one.mp3", "a0/two.mp3", "a0/one.mp3", "a0/four.mp3")
    with closing(open_library(path)) as library:
        days = [library.superseded_files(NOW + timedelta(days=day, hours=1)) for day in (2, 3, 4)]
    assert days == [(), ("a0/two.mp3",), ("a0/one.mp3", "a0/two.mp3")]


@pytest.mark.parametrize("content", ["{", "{}", '{"enclosure": 7}', '{"enclosure": {"name": "x"}}'])
def test_no_file_waits_while_it_is_not_known_what_an_edition_needs(
    tmp_path: Path, content: str
) -> None:
    path = tmp_path / "loa.db"
    write_editions(path, "a0/one.mp3", "a0/two.mp3", "a0/three.mp3")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE editions SET content = ? WHERE number = 2", (content,))
    with closing(open_library(path)) as library:
        assert library.superseded_files(NOW + timedelta(days=99)) == ()


def test_an_upgrade_that_would_break_references_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "loa.db"
    first_database(path, reasons=[None])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO overrides VALUES (7, 'nobody', 's1', 'a', 'b', 'An', '2026', NULL)"
        )
    with pytest.raises(StoreError, match="would break its references") as refused:
        open_library(path)
    assert refused.value.place == str(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        columns = [row[1] for row in connection.execute("PRAGMA table_info(episodes)")]
    assert "state" not in columns


def test_another_programs_database_is_refused_and_an_empty_one_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "loa.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE news (title TEXT)")
    with pytest.raises(StoreError, match="another program"):
        open_library(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
        assert tables == [("news",)]
        connection.execute("DROP TABLE news")
    with closing(open_library(path)) as library:
        assert library.count_articles() == 0

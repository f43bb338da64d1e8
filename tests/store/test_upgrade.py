"""A database of an older Loa is brought up to date and loses nothing."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

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
        assert library.fallback_ids() == ("a1",)
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

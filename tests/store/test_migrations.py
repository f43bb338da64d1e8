"""What every earlier Loa kept goes forward to this one, is read whole, and goes back again."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.model import LexiconScope, Samples, Span
from service.store.library import Library, open_library
from service.store.upgrade import HEAD
from tests.store.schemas import (
    HERE,
    Rows,
    damages,
    migrate,
    read_rows,
    schemas,
    write_schema,
)
from tests.store.shelf import whole_episodes

SCHEMAS = schemas()
KEPT = [schema for schema in SCHEMAS if (HERE / f"{schema}.sql").exists()]
MADE_ANEW = frozenset({"feed_items", "ready_items"})
"""What an upgrade may drop: nobody wrote it, and it is made when it is next asked for."""
LATER = datetime(2026, 1, 3, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "loa.db"


def narrowed(rows: Rows, shape: Rows) -> Mapping[str, list[dict[str, object]]]:
    """``rows`` as far as a schema with the tables and columns of ``shape`` can hold them."""
    return {
        table: [
            {column: value for column, value in row.items() if column in shape[table][0]}
            for row in found
        ]
        for table, found in rows.items()
        if shape.get(table) and table not in MADE_ANEW
    }


def test_the_newest_migration_is_the_schema_of_this_program() -> None:
    assert SCHEMAS[-1] == HEAD


def test_rows_are_kept_of_every_schema_but_the_newest_which_may_still_change() -> None:
    # A new migration asks for those of the one before: see tests/store/schemas.
    assert set(SCHEMAS[:-1]) <= set(KEPT)


def test_rows_are_kept_of_every_table_so_that_none_is_passed_over(path: Path) -> None:
    write_schema(path, KEPT[-1])
    assert [table for table, rows in read_rows(path).items() if not rows] == []


@pytest.mark.parametrize("schema", KEPT)
def test_what_an_older_loa_kept_is_there_after_the_upgrade(path: Path, schema: str) -> None:
    write_schema(path, schema)
    before = read_rows(path)
    open_library(path).close()
    assert narrowed(read_rows(path), before) == narrowed(before, before)
    assert damages(path) == []


@pytest.mark.parametrize(
    ("schema", "content"),
    [
        *((schema, '{"enclosure": 7}') for schema in KEPT),
        *((KEPT[0], content) for content in ("{", "", "[]", "null")),
    ],
)
def test_an_edition_that_is_damaged_stands_in_no_upgrades_way(
    path: Path, schema: str, content: str
) -> None:
    write_schema(path, schema)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE editions SET content = ? WHERE episode_id = 'a1' AND number = 2", (content,)
        )
    with closing(open_library(path)) as library:
        assert [each.id for each in whole_episodes(library)] == ["a2"]
        assert list(library.damaged_editions()) == [("a1", 2, False)]
        assert dict(library.fallbacks(9)).keys() == {"a2"}


@pytest.mark.parametrize("schema", KEPT)
def test_what_went_forward_goes_back_to_each_schema_before(path: Path, schema: str) -> None:
    write_schema(path, schema)
    before = read_rows(path)
    open_library(path).close()
    for earlier in reversed(SCHEMAS[: SCHEMAS.index(schema) + 1]):
        migrate(path, earlier)
        rows = read_rows(path)
        assert narrowed(rows, rows) == narrowed(before, rows), earlier
        assert damages(path) == [], earlier


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_database_that_went_back_goes_forward_again(path: Path, schema: str) -> None:
    write_schema(path, KEPT[-1])
    open_library(path).close()
    newest = read_rows(path)
    migrate(path, schema)
    with closing(open_library(path)) as library:
        _read_articles(library)
    again = read_rows(path)
    same = ("articles", "revisions", "episodes", "editions", "overrides", "lexicon", "audit")
    assert {table: again[table] for table in same} == {table: newest[table] for table in same}


def test_the_first_schema_goes_back_to_nothing(path: Path) -> None:
    write_schema(path, SCHEMAS[0])
    migrate(path, "base")
    assert read_rows(path) == {}


@pytest.mark.parametrize("schema", KEPT)
def test_what_an_older_loa_wrote_is_read_whole(path: Path, schema: str) -> None:
    write_schema(path, schema)
    with closing(open_library(path)) as library:
        _read_articles(library)
        _read_editions(library)
        _read_corrections(library)
        if schema >= "0002":
            _read_recordings(library)


def _read_articles(library: Library) -> None:
    assert [each.source_id for each in library.articles()] == ["bai-3", "bai-2", "bai-1"]
    article = library.article("a1")
    assert article is not None
    assert [block.text for block in article.revision.blocks] == [
        "Tin phường",
        "Câu đã sửa “Đắk Lắk”.",
    ]
    assert article.updated == LATER
    assert library.original("a2") == b"\xff\x00raw"
    assert tuple(library.damaged_texts()) == ()


def _read_editions(library: Library) -> None:
    assert [each.id for each in whole_episodes(library)] == ["a2", "a1"]
    assert [each.number for each in library.editions("a1")] == [1, 2]
    assert dict(library.fallbacks(9)).keys() == {"a2"}
    assert tuple(library.damaged_editions()) == ()
    assert [each.name for each in library.every_file()] == [
        "a1/000000000001.mp3",
        "a1/000000000002.mp3",
        "a2/000000000001.mp3",
    ]
    episode = library.episode("a2")
    assert episode is not None
    edition = episode.edition
    assert edition.fallback_reason == "Google không trả lời."
    assert (edition.enclosure.length, edition.enclosure.duration) == (1001, 1500)
    assert edition.loudness_lufs == -16.0
    (passage,) = edition.passages
    assert (passage.segment.text, passage.clip_key) == ("Giá vàng tăng 5%.", "k1")
    assert passage.span == Span("s1", Samples(0), Samples(9))
    (reading,) = passage.utterance.trace
    assert (reading.rule, reading.written, reading.spoken) == ("amount", "5%", "năm phần trăm")
    (warning,) = passage.utterance.warnings
    assert (warning.code, warning.alternatives) == ("ambiguous-unit", ("năm",))
    assert library.channel_guid("http://elsewhere.example/feed.xml").startswith("9b024349")
    assert "a3" in library.due_wishes(datetime(2027, 1, 1, tzinfo=UTC), LATER - LATER)


def _read_corrections(library: Library) -> None:
    assert [each.spoken for each in library.overrides("a1")] == ["câu đã sửa Đắc Lắc"]
    who, ubnd = sorted(library.lexicon_entries(), key=lambda entry: entry.grapheme, reverse=True)
    assert (who.alias, who.scope, who.scope_value) == (
        "Tổ chức Y tế Thế giới",
        LexiconScope.SECTION,
        "Sức khỏe",
    )
    assert (ubnd.alias, ubnd.scope) == ("ủy ban nhân dân", LexiconScope.GLOBAL)
    assert "toà soạn" in [token.name for token in library.tokens()]


def _read_recordings(library: Library) -> None:
    (recording,) = library.recordings("a2")
    assert (recording.name, recording.author) == ("giá vàng.wav", "Bình")
    assert library.recorded_sound(recording.digest) == b"RIFF\x00\xff"
    assert [each.name for each in library.removed_recordings("a1")] == ["cau-mot.wav"]

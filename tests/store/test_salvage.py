"""What an old library holds besides published episodes is carried into a new one."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from service.model import Act
from service.model.listening import Figure, FigureKind, FiguresAsked
from service.store.library import open_library
from service.store.salvage import salvage
from tests.store.schemas import read_rows, write_schema
from tests.store.shelf import AN, NOW, make_edition, make_override, make_revision

TABLES = [
    "articles",
    "audit",
    "lexicon",
    "overrides",
    "recordings",
    "revisions",
    "sounds",
    "tokens",
]
NEWEST_KEPT = "0005"


def old_library(path: Path) -> Path:
    write_schema(path, NEWEST_KEPT)
    open_library(path).close()
    return path


def test_everything_is_carried_into_an_empty_library(tmp_path: Path) -> None:
    old, new = old_library(tmp_path / "old.db"), tmp_path / "new.db"
    open_library(new).close()
    assert salvage(new, old) == ()
    kept, carried = read_rows(old), read_rows(new)
    for table in TABLES:
        assert sorted(map(repr, carried[table])) == sorted(map(repr, kept[table])), table
    assert carried["wishes"] == kept["wishes"]
    assert carried["episodes"] == carried["sessions"] == carried["editions"] == []


def test_corrections_of_the_old_library_replace_those_of_the_new(tmp_path: Path) -> None:
    old, new = old_library(tmp_path / "old.db"), tmp_path / "new.db"
    with closing(open_library(new)) as library:
        library.restore_episode([(make_edition("a1", make_revision("Khác.")), b"new")])
        library.set_override(make_override("a1", "khác"))
        library.record(Act.TAKE_IN, "b", AN, NOW)
    assert salvage(new, old) == ()
    with closing(open_library(new)) as library:
        assert [each.spoken for each in library.overrides("a1")] == ["câu đã sửa Đắc Lắc"]
        article = library.article("a1")
        assert article is not None
        assert article.revision.blocks[1].text == "Khác."


def test_no_act_of_either_library_is_lost_from_the_audit(tmp_path: Path) -> None:
    old, new = old_library(tmp_path / "old.db"), tmp_path / "new.db"
    with closing(open_library(old)) as library:
        before = library.audit()
    assert before
    with closing(open_library(new)) as library:
        library.record(Act.TAKE_IN, "b", AN, NOW)
        own = library.audit()
    assert salvage(new, old) == ()
    with closing(open_library(new)) as library:
        carried = library.audit()
    assert {replace(each, number=0) for each in carried} == {
        replace(each, number=0) for each in (*before, *own)
    }
    assert len(carried) == len(before) + len(own)


def test_a_table_that_cannot_be_read_is_named_and_the_others_are_carried(tmp_path: Path) -> None:
    old, new = old_library(tmp_path / "old.db"), tmp_path / "new.db"
    open_library(new).close()
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("DROP TABLE lexicon")
    assert salvage(new, old) == ("lexicon",)
    assert len(read_rows(new)["tokens"]) == 2


def test_what_was_counted_of_listeners_is_carried_and_no_log_is_counted_again(
    tmp_path: Path,
) -> None:
    old, new = old_library(tmp_path / "old.db"), tmp_path / "new.db"
    day = NOW.date()
    with closing(open_library(old)) as library:
        library.keep_listening({}, {Figure(day, FigureKind.DOWNLOAD, "a1", "AntennaPod"): 3})
        library.keep_log_read("d" * 64, 4096)
    open_library(new).close()
    assert salvage(new, old) == ()
    with closing(open_library(new)) as library:
        assert [each.count for each in library.every_figure(FiguresAsked(day, day))] == [3]
        assert library.log_read("d" * 64) == 4096

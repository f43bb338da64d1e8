"""A deep look finds whatever is wrong with what is published, and mends nothing."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from service.making.doers import Doers
from service.model.published_names import FEED_FILE
from service.releasing.feed import publish_feed
from service.releasing.publishing import publish_cover
from service.store.integrity import damages
from service.tending.inspection import Finding, inspect_deeply, inspect_sizes
from service.tending.leftovers import STALE, leftovers, sweep_leftovers
from tests.releasing.test_story import CORRECTED, current
from tests.stage import NOW, TEXT, publish


def watch(what: str, done: int, total: int) -> None:
    """Nobody watches."""


def look(doers: Doers, tmp_path: Path) -> list[Finding]:
    databases = (tmp_path / "data" / "loa.db",)
    return [*inspect_sizes(doers), *inspect_deeply(doers, databases, watch)]


def standing(doers: Doers) -> str:
    """An article that is published with all that belongs to it."""
    publish_cover(doers)
    return publish(doers)


def test_nothing_is_found_where_nothing_is_wrong(doers: Doers, tmp_path: Path) -> None:
    standing(doers)
    publish(doers, CORRECTED)
    assert look(doers, tmp_path) == []


def recording(article_id: str, doers: Doers) -> Path:
    path = doers.media.path(current(article_id, doers).enclosure.name)
    assert path is not None
    return path


def cut(article_id: str, doers: Doers) -> None:
    path = recording(article_id, doers)
    path.write_bytes(path.read_bytes()[:99])


def change(article_id: str, doers: Doers) -> None:
    path = recording(article_id, doers)
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def lose_manifest(article_id: str, doers: Doers) -> None:
    doers.media.remove(current(article_id, doers).manifest_name)


def break_clip(article_id: str, doers: Doers) -> None:
    key = current(article_id, doers).passages[0].clip_key
    assert key is not None
    frames = next(Path(doers.media.path(FEED_FILE) or "").parents[2].glob(f"clips/??/{key}.frames"))
    frames.write_bytes(b"no sound")


@pytest.mark.parametrize(
    ("harm", "told", "times"),
    [
        (lambda name, doers: recording(name, doers).unlink(), "mất hoặc bị cắt", 1),
        (cut, "mất hoặc bị cắt", 1),
        (change, "đã đổi khác", 1),
        (lose_manifest, "bản kê", 1),
        (break_clip, "đoạn đã thu", 1),
        (lambda name, doers: doers.media.remove(FEED_FILE), "feed.xml", 1),
        (lambda name, doers: doers.media.write(FEED_FILE, b"<rss/>"), "không khớp", 1),
    ],
    ids=["lost", "cut", "changed", "manifest", "clip", "feed", "feed lacks a whole file"],
)
def test_each_harm_is_found_once_with_what_to_do(
    doers: Doers,
    tmp_path: Path,
    harm: Callable[[str, Doers], object],
    told: str,
    times: int,
) -> None:
    harm(standing(doers), doers)
    found = look(doers, tmp_path)
    assert any(told in each.vi for each in found)
    assert len(found) == times
    assert all(each.cure_vi and each.en and each.cure_en for each in found)


def test_a_replaced_recording_that_was_retired_is_no_finding_and_one_that_changed_is(
    doers: Doers, tmp_path: Path
) -> None:
    old = recording(standing(doers), doers)
    publish(doers, CORRECTED)
    old.write_bytes(b"x")
    assert [each.en for each in look(doers, tmp_path)] != []
    old.unlink()
    assert look(doers, tmp_path) == []


def test_a_row_that_cannot_be_read_is_named_and_the_others_are_still_looked_at(
    doers: Doers, tmp_path: Path
) -> None:
    damaged = standing(doers)
    other = publish(doers, TEXT, "phuong/2")
    lose_manifest(other, doers)
    with closing(sqlite3.connect(tmp_path / "data" / "loa.db")) as connection, connection:
        connection.execute("UPDATE editions SET content = '{' WHERE episode_id = ?", (damaged,))
    found = look(doers, tmp_path)
    assert any(damaged in each.vi and "không đọc được" in each.vi for each in found)
    assert any(other in each.vi and "bản kê" in each.vi for each in found)


def test_a_damaged_or_lost_database_is_told_by_sqlite_itself(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    assert damages(path) != ()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE words (word TEXT)")
        connection.executemany("INSERT INTO words VALUES (?)", [("chữ" * 300,)] * 50)
    assert damages(path) == ()
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    path.write_bytes(content)
    assert damages(path) != ()
    path.write_bytes(b"not a database, but long enough to be taken for one" * 99)
    assert damages(path) != ()


def test_what_killed_programs_left_is_named_and_swept_once_it_is_old(
    doers: Doers, tmp_path: Path
) -> None:
    publish(doers)
    publish_feed(doers)
    left = [
        tmp_path / "clips" / "ab" / "abcd.frames.0123.part",
        tmp_path / "data" / "media" / ".scratch" / "tmpabc" / "edition.mp3",
        tmp_path / "clips" / "locks" / "abcd.lock",
    ]
    old = (NOW - 2 * STALE).timestamp()
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
        os.utime(path, (old, old))
    os.utime(left[1].parent, (old, old))
    young = tmp_path / "clips" / "ab" / "young.frames.0123.part"
    young.write_bytes(b"half")
    os.utime(young, (NOW.timestamp(), NOW.timestamp()))
    assert set(leftovers(doers)) == {left[0], left[1].parent}
    assert sweep_leftovers(doers) == 3
    assert leftovers(doers) == ()
    assert not any(path.exists() for path in left)
    assert young.exists()


def test_a_lock_that_is_held_is_not_swept(doers: Doers, tmp_path: Path) -> None:
    with doers.cache.making("abcd"):
        lock = tmp_path / "clips" / "locks" / "abcd.lock"
        os.utime(lock, (0, 0))
        assert sweep_leftovers(doers) == 0
        assert lock.exists()

"""A deep look finds whatever is wrong with what is published, and mends nothing."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from service.model.published_names import FEED_FILE
from service.releasing.feed import publish_cover, publish_feed
from service.store.integrity import damages
from service.store.places import LOCKS
from service.tending.inspection import Finding, inspect_deeply, inspect_sizes
from service.tending.leftovers import STALE, leftovers, sweep_leftovers
from service.tending.rounds import tend_files
from tests.media_paths import path_of
from tests.releasing.test_story import CORRECTED, current
from tests.stage import NOW, TEXT, Stage, publish


def watch(what: str, done: int, total: int) -> None:
    """Nobody watches."""


def look(stage: Stage, tmp_path: Path) -> list[Finding]:
    databases = (tmp_path / "data" / "loa.db",)
    return [
        *inspect_sizes(stage.library, stage.media),
        *inspect_deeply(stage.library, stage.media, stage.cache, databases, watch),
    ]


def standing(stage: Stage) -> str:
    """An article that is published with all that belongs to it."""
    publish_cover(stage.media, stage.studio.cover)
    return publish(stage)


def test_nothing_is_found_where_nothing_is_wrong(stage: Stage, tmp_path: Path) -> None:
    standing(stage)
    publish(stage, CORRECTED)
    assert look(stage, tmp_path) == []


def recording(article_id: str, stage: Stage) -> Path:
    path = path_of(stage.media, current(article_id, stage).enclosure.name)
    assert path is not None
    return path


def cut(article_id: str, stage: Stage) -> None:
    path = recording(article_id, stage)
    path.write_bytes(path.read_bytes()[:99])


def change(article_id: str, stage: Stage) -> None:
    path = recording(article_id, stage)
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def lose_manifest(article_id: str, stage: Stage) -> None:
    stage.media.remove(current(article_id, stage).manifest_name)


def break_clip(article_id: str, stage: Stage) -> None:
    key = current(article_id, stage).passages[0].clip_key
    assert key is not None
    feed = path_of(stage.media, FEED_FILE)
    assert feed is not None
    frames = next(feed.parents[2].glob(f"clips/??/{key}.frames"))
    frames.write_bytes(b"no sound")


@pytest.mark.parametrize(
    ("harm", "told", "times"),
    [
        (lambda name, stage: recording(name, stage).unlink(), "mất hoặc bị cắt", 1),
        (cut, "mất hoặc bị cắt", 1),
        (change, "đã đổi khác", 1),
        (lose_manifest, "bản kê", 1),
        (break_clip, "đoạn đã thu", 1),
        (lambda name, stage: stage.media.remove(FEED_FILE), "feed.xml", 1),
        (lambda name, stage: stage.media.write(FEED_FILE, b"<rss/>"), "không khớp", 1),
    ],
    ids=["lost", "cut", "changed", "manifest", "clip", "feed", "feed lacks a whole file"],
)
def test_each_harm_is_found_once_with_what_to_do(
    stage: Stage,
    tmp_path: Path,
    harm: Callable[[str, Stage], object],
    told: str,
    times: int,
) -> None:
    harm(standing(stage), stage)
    found = look(stage, tmp_path)
    assert any(told in each.vi for each in found)
    assert len(found) == times
    assert all(each.cure_vi and each.en and each.cure_en for each in found)


def test_a_replaced_recording_that_was_retired_is_no_finding_and_one_that_changed_is(
    stage: Stage, tmp_path: Path
) -> None:
    old = recording(standing(stage), stage)
    publish(stage, CORRECTED)
    old.write_bytes(b"x")
    assert [each.en for each in look(stage, tmp_path)] != []
    old.unlink()
    assert look(stage, tmp_path) == []


def test_a_row_that_cannot_be_read_is_named_and_the_others_are_still_looked_at(
    stage: Stage, tmp_path: Path
) -> None:
    damaged = standing(stage)
    other = publish(stage, TEXT, "phuong/2")
    lose_manifest(other, stage)
    with closing(sqlite3.connect(tmp_path / "data" / "loa.db")) as connection, connection:
        connection.execute("UPDATE editions SET content = '{' WHERE episode_id = ?", (damaged,))
    found = look(stage, tmp_path)
    assert any(damaged in each.vi and "không đọc được" in each.vi for each in found)
    assert any(other in each.vi and "bản kê" in each.vi for each in found)


def spoil_cards(harm: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "data" / "loa.db")) as connection, connection:
        connection.execute(f"UPDATE episodes SET {harm}")  # noqa: S608 - fixed words


@pytest.mark.parametrize(
    "harm",
    [
        "title = 'Tin khác', section = 'Khác'",
        "title = ''",
        "file = ''",
        "file_length = 0",
        "file = '', published = '2001-01-01T00:00:00.000000+00:00'",
    ],
)
def test_a_card_that_disagrees_with_its_edition_or_was_never_filled_is_found_and_corrected(
    stage: Stage, tmp_path: Path, harm: str
) -> None:
    standing(stage)
    spoil_cards(harm, tmp_path)
    cards = [each for each in look(stage, tmp_path) if "phiếu" in each.vi]
    assert len(cards) == 1
    tend_files(stage.outlet, stage.assembler)
    assert look(stage, tmp_path) == []


def test_a_feed_in_an_order_that_false_cards_gave_it_is_put_right_by_the_round(
    stage: Stage, tmp_path: Path
) -> None:
    standing(stage)
    publish(stage, TEXT, "phuong/2")
    feed = stage.media.read(FEED_FILE)
    newest = "(SELECT id FROM episodes ORDER BY published DESC, id LIMIT 1)"
    spoil_cards(f"published = '2001-01-01T00:00:00.000000+00:00' WHERE id = {newest}", tmp_path)
    publish_feed(stage.outlet, stage.assembler)
    assert stage.media.read(FEED_FILE) != feed
    tend_files(stage.outlet, stage.assembler)
    assert stage.media.read(FEED_FILE) == feed


def test_a_card_that_tells_another_file_is_corrected_by_the_upkeep(
    stage: Stage, tmp_path: Path
) -> None:
    standing(stage)
    spoil_cards("file = 'khac/0123456789ab.mp3'", tmp_path)
    assert any("phiếu" in each.vi for each in look(stage, tmp_path))
    tend_files(stage.outlet, stage.assembler)
    assert look(stage, tmp_path) == []


def test_a_changed_recording_is_mended_though_its_card_tells_of_no_file(
    stage: Stage, tmp_path: Path
) -> None:
    path = recording(standing(stage), stage)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"x")
    spoil_cards("file = ''", tmp_path)
    assert tend_files(stage.outlet, stage.assembler) == ()
    assert path.read_bytes() == whole


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
    stage: Stage, tmp_path: Path
) -> None:
    publish(stage)
    publish_feed(stage.outlet, stage.assembler)
    left = [
        tmp_path / "clips" / "ab" / "abcd.frames.0123.part",
        tmp_path / "data" / "media" / ".scratch" / "tmpabc" / "edition.mp3",
        tmp_path / "clips" / "locks" / "abcd.lock",
        tmp_path / "data" / LOCKS / "feed.lock",
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
    assert set(leftovers(stage.cache, stage.media, stage.now())) == {left[0], left[1].parent}
    assert sweep_leftovers(stage.cache, stage.media, stage.locks, stage.now()) == 4
    assert leftovers(stage.cache, stage.media, stage.now()) == ()
    assert not any(path.exists() for path in left)
    assert young.exists()


def test_a_lock_that_is_held_is_not_swept(stage: Stage, tmp_path: Path) -> None:
    with stage.cache.making("abcd"):
        lock = tmp_path / "clips" / "locks" / "abcd.lock"
        os.utime(lock, (0, 0))
        assert sweep_leftovers(stage.cache, stage.media, stage.locks, stage.now()) == 0
        assert lock.exists()

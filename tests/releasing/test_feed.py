"""The feed follows the library: what is ready is joined, and a burst is one build."""

import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from service.making.mending import FEED_LENGTH
from service.model import Channel, Edition, ItemSize
from service.model.published_names import FEED_FILE
from service.outputs.feed_items import feed_item
from service.outputs.published_feed import read_feed
from service.releasing.feed import follow_library, is_feed_true, publish_feed
from service.releasing.heads import unfitting
from service.releasing.ready_items import item_form
from service.store.database import Database
from service.store.library import Library
from service.store.media import MediaFolder
from tests.media_paths import path_of
from tests.outputs.whole_feed import render_feed
from tests.releasing.test_story import CORRECTED, current
from tests.stage import NOW, TEXT, Stage, publish
from tests.store.shelf import whole_episodes


def rendered_whole(stage: Stage) -> bytes:
    """The feed as it is when every edition is read and every item made."""
    episodes = whole_episodes(stage.library)
    items = [feed_item(each, base_url=stage.base_url) for each in episodes]
    return render_feed(stage.channel(), items)


def test_ready_items_joined_are_the_feed_made_as_a_whole(stage: Stage) -> None:
    for number in range(3):
        publish(stage, TEXT.replace("phường", f"phường {number}"), f"phuong/{number}")
        assert stage.media.read(FEED_FILE) == rendered_whole(stage)


def test_another_address_makes_every_item_anew(stage: Stage) -> None:
    publish(stage)
    moved = replace(stage, base_url="https://khac.example")
    publish_feed(moved.outlet, moved.assembler)
    assert stage.media.read(FEED_FILE) == rendered_whole(moved)
    publish_feed(stage.outlet, stage.assembler)
    assert stage.media.read(FEED_FILE) == rendered_whole(stage)


class ReadsNoted(Library):
    """The library, noting which editions are read of it."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.read: set[str] = set()
        self.measured = 0

    def item_sizes(self, ids: Sequence[str]) -> dict[str, ItemSize]:
        self.measured += 1
        return super().item_sizes(ids)

    def _edition(self, session: Session, episode_id: str, number: int) -> Edition:
        self.read.add(episode_id)
        return super()._edition(session, episode_id, number)


def test_a_publication_reads_no_other_edition(stage: Stage) -> None:
    for number in range(3):
        publish(stage, source_id=f"phuong/{number}")
    noted = ReadsNoted(stage.library._database)
    fourth = publish(replace(stage, library=noted), source_id="phuong/4")
    assert noted.read == {fourth}
    assert noted.measured == 1, "one question for the sizes of three hundred items"


class CountingMedia(MediaFolder):
    """The media folder, counting how often the feed is written."""

    written = 0

    def write(self, name: str, content: bytes, *, private: bool = False) -> None:
        if name == FEED_FILE:
            type(self).written += 1
        super().write(name, content, private=private)


def test_many_who_publish_at_once_are_followed_by_few_builds(stage: Stage, tmp_path: Path) -> None:
    many = 12
    ids = [publish(stage, source_id=f"phuong/{number}") for number in range(many)]
    media = CountingMedia(tmp_path / "data" / "media")
    waiting = replace(stage, media=media)
    with ThreadPoolExecutor(many) as threads:
        with waiting.locks.turn("feed"):
            # As if all had published by now, and none could tell the feed yet.
            stage.library.note_feed(-1)
            media.remove(FEED_FILE)
            told = [threads.submit(follow_library, waiting.outlet, waiting.assembler) for _ in ids]
        for each in told:
            each.result()
    assert CountingMedia.written == 1
    assert read_feed(media.read(FEED_FILE)).episode_ids == set(ids)


def test_a_feed_older_than_the_library_is_found_and_built_again(stage: Stage) -> None:
    publish(stage)
    assert is_feed_true(stage.library, stage.media)
    stage.library.note_feed(0)
    assert not is_feed_true(stage.library, stage.media)
    publish_feed(stage.outlet, stage.assembler)
    assert is_feed_true(stage.library, stage.media)


class Counted:
    """Answers the channel, counting how often a feed asked for it; something may happen then."""

    def __init__(self, stage: Stage, happen: Callable[[int], object] = lambda asked: None) -> None:
        self.asked = 0
        self._channel = stage.channel
        self._happen = happen

    def __call__(self) -> Channel:
        self.asked += 1
        self._happen(self.asked)
        return self._channel()


@pytest.mark.parametrize(
    ("overtaken", "builds"), [(0, 1), (1, 2), (4, 5), (9, 5)], ids=["never", "once", "4", "always"]
)
def test_who_was_overtaken_while_the_feed_was_written_writes_it_again_but_not_for_ever(
    stage: Stage, overtaken: int, builds: int
) -> None:
    article_id = publish(stage)
    edition = current(article_id, stage)

    def overtake(asked: int) -> None:
        if asked <= overtaken:
            newer = replace(edition, number=1 + asked)
            stage.library.publish_edition(newer, NOW, frozenset())

    channel = Counted(stage, overtake)
    publish_feed(replace(stage.outlet, channel=channel), stage.assembler)
    assert channel.asked == builds
    assert is_feed_true(stage.library, stage.media) is (overtaken < builds)


def test_who_follows_the_library_builds_only_a_feed_that_is_older_or_gone(stage: Stage) -> None:
    publish(stage)
    channel = Counted(stage)
    outlet = replace(stage.outlet, channel=channel)
    feed = stage.media.read(FEED_FILE)
    follow_library(outlet, stage.assembler)
    assert channel.asked == 0
    stage.media.remove(FEED_FILE)
    follow_library(outlet, stage.assembler)
    assert channel.asked == 1
    stage.library.note_feed(stage.library.changes() - 1)
    follow_library(outlet, stage.assembler)
    assert channel.asked == 2
    stage.library.note_feed(stage.library.changes() + 1)
    follow_library(outlet, stage.assembler)
    assert channel.asked == 2
    publish_feed(outlet, stage.assembler)
    assert channel.asked == 3
    assert stage.media.read(FEED_FILE) == feed
    assert stage.library.feed_built() == stage.library.changes()


def test_a_feed_of_the_same_bytes_is_not_touched(stage: Stage) -> None:
    publish(stage)
    path = path_of(stage.media, FEED_FILE)
    assert path is not None
    before = path.stat()
    publish_feed(stage.outlet, stage.assembler)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    path.write_bytes(path.read_bytes()[:-9])
    publish_feed(stage.outlet, stage.assembler)
    assert path.stat().st_size == before.st_size


def test_a_feed_is_not_true_without_a_file_that_it_offers_nor_without_itself(
    stage: Stage,
) -> None:
    assert not is_feed_true(stage.library, stage.media)
    publish_feed(stage.outlet, stage.assembler)
    assert is_feed_true(stage.library, stage.media), "nothing was published"
    assert b"lastBuildDate" not in stage.media.read(FEED_FILE)
    name = current(publish(stage), stage).enclosure.name
    content = stage.media.read(name)
    stage.media.remove(name)
    assert not is_feed_true(stage.library, stage.media)
    stage.media.write(name, content)
    assert is_feed_true(stage.library, stage.media)
    stage.media.remove(FEED_FILE)
    assert not is_feed_true(stage.library, stage.media)


def test_files_that_are_lost_though_offered_or_whole_though_left_out_do_not_fit(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    ids = [publish(stage, source_id=f"phuong/{number}") for number in range(2)]
    names = [current(each, stage).enclosure.name for each in ids]
    contents = [stage.media.read(each) for each in names]
    assert unfitting(stage.library, stage.media) == ()
    stage.media.write(names[1], contents[1][:-1])
    assert [each.name for each in unfitting(stage.library, stage.media)] == names[1:]
    stage.cache.prune(0)
    assert "feed tạm bỏ ra" not in caplog.text
    publish_feed(stage.outlet, stage.assembler)
    assert f"của 1 tập, feed tạm bỏ ra (left out of the feed): {ids[1]}" in caplog.text
    assert read_feed(stage.media.read(FEED_FILE)).files == (names[0],)
    assert unfitting(stage.library, stage.media) == ()
    stage.media.write(names[1], contents[1])
    assert [each.name for each in unfitting(stage.library, stage.media)] == names[1:]


def test_a_lost_file_whose_clips_are_there_is_built_again_before_the_feed(stage: Stage) -> None:
    name = current(publish(stage), stage).enclosure.name
    content, feed = stage.media.read(name), stage.media.read(FEED_FILE)
    stage.media.remove(name)
    publish_feed(stage.outlet, stage.assembler)
    assert stage.media.read(name) == content
    assert stage.media.read(FEED_FILE) == feed


def test_items_of_another_language_edition_or_address_are_other_items(stage: Stage) -> None:
    publish(stage)
    (offer,) = stage.library.offers(FEED_LENGTH)
    channel = stage.channel()
    forms = [
        item_form(offer, "vi", stage.base_url),
        item_form(replace(offer, number=2), "vi", stage.base_url),
        item_form(replace(offer, episode_id="khac"), "vi", stage.base_url),
        item_form(offer, "en", stage.base_url),
        item_form(offer, "vi", "https://khac.example"),
    ]
    assert len(set(forms)) == len(forms)
    english = replace(stage, channel=lambda: replace(channel, language="en"))
    publish_feed(english.outlet, english.assembler)
    assert stage.media.read(FEED_FILE) == rendered_whole(english)


def test_a_corrected_edition_takes_the_place_of_its_item(stage: Stage) -> None:
    article_id = publish(stage)
    publish(stage, CORRECTED)
    assert stage.media.read(FEED_FILE) == rendered_whole(stage)
    assert "rất nhiều" in stage.media.read(FEED_FILE).decode()
    assert stage.library.ready_items([article_id]).keys() == {article_id}


def damage(article_id: str, stage: Stage, tmp_path: Path) -> None:
    """Neither row nor manifest of the episode's edition can be read from now on."""
    name = current(article_id, stage).manifest_name
    with closing(sqlite3.connect(tmp_path / "data" / "loa.db")) as database, database:
        harm = "UPDATE editions SET content = '{' WHERE episode_id = ?"
        database.execute(harm, (article_id,))
    stage.media.write(name, b"{")


def test_a_damaged_edition_without_a_ready_item_keeps_the_one_that_was_published(
    stage: Stage, tmp_path: Path
) -> None:
    ids = [publish(stage, source_id=f"phuong/{number}") for number in range(2)]
    feed = stage.media.read(FEED_FILE)
    damage(ids[0], stage, tmp_path)
    stage.library.drop_items(ids)
    publish_feed(stage.outlet, stage.assembler)
    assert stage.media.read(FEED_FILE) == feed
    assert stage.library.item_sizes(ids).keys() == {ids[1]}, "made anew once it can be read"


def test_a_damaged_edition_is_offered_below_the_address_of_today(
    stage: Stage, tmp_path: Path
) -> None:
    ids = [publish(stage, source_id=f"phuong/{number}") for number in range(2)]
    damage(ids[0], stage, tmp_path)
    moved = replace(stage, base_url="https://khac.example")
    publish_feed(moved.outlet, moved.assembler)
    told = stage.media.read(FEED_FILE).decode()
    assert read_feed(told.encode()).episode_ids == set(ids)
    for article_id in ids:
        assert f"https://khac.example/audio/{article_id}/" in told
        assert f"{stage.base_url}/audio/{article_id}/" not in told


def test_beside_a_damaged_edition_that_was_published_others_are_told_as_corrected(
    stage: Stage, tmp_path: Path
) -> None:
    ids = [publish(stage, source_id=f"phuong/{number}") for number in range(2)]
    damage(ids[0], stage, tmp_path)
    stage.library.drop_items(ids)
    publish(stage, CORRECTED, "phuong/1")
    told = stage.media.read(FEED_FILE)
    assert read_feed(told).episode_ids == set(ids)
    assert "rất nhiều" in told.decode()


def test_a_damaged_edition_of_which_nothing_is_left_holds_up_no_other(
    stage: Stage, tmp_path: Path
) -> None:
    ids = [publish(stage, source_id=f"phuong/{number}") for number in range(2)]
    damage(ids[0], stage, tmp_path)
    stage.library.drop_items(ids)
    stage.media.remove(FEED_FILE)
    publish_feed(stage.outlet, stage.assembler)
    assert read_feed(stage.media.read(FEED_FILE)).episode_ids == {ids[1]}

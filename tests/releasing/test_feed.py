"""The feed follows the library: what is ready is joined, and a burst is one build."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from service.making.mending import FEED_LENGTH
from service.model.published_names import FEED_FILE
from service.outputs.feed import render_feed
from service.outputs.feed_items import feed_item
from service.outputs.published_feed import read_feed
from service.releasing.feed import follow_library, is_feed_true, publish_feed
from service.store.library import Library
from service.store.media import MediaFolder
from tests.stage import TEXT, Stage, publish


def rendered_whole(stage: Stage) -> bytes:
    """The feed as it is when every edition is read and every item made."""
    episodes = stage.library.episodes(FEED_LENGTH)
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


class ReadsCounted(Library):
    """The library, counting how many whole episodes are read of it."""

    read = 0

    def episode(self, episode_id: str):  # type: ignore[no-untyped-def]  # as the library's
        type(self).read += 1
        return super().episode(episode_id)


def test_a_publication_reads_no_other_edition(stage: Stage) -> None:
    for number in range(3):
        publish(stage, source_id=f"phuong/{number}")
    counted = ReadsCounted(stage.library._database)
    publish_feed(replace(stage, library=counted).outlet, replace(stage, library=counted).assembler)
    assert ReadsCounted.read == 0


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
        with media.turn("feed"):
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

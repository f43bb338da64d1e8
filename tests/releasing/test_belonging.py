"""No feed is written that forgets what was published."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.errors import StoreError
from service.outputs.published_feed import NOTHING, read_feed
from service.releasing.feed import publish_feed
from service.store.library import open_library, passing_library
from tests.stage import TEXT, Stage, publish


def test_an_empty_library_cannot_empty_the_feed(stage: Stage) -> None:
    publish(stage)
    feed = stage.media.read("feed.xml")
    empty = replace(stage, library=passing_library())
    with pytest.raises(StoreError, match="loa rebuild"):
        publish_feed(empty.outlet, empty.assembler)
    assert stage.media.read("feed.xml") == feed
    stage.media.remove("feed.xml")
    with pytest.raises(StoreError):
        publish_feed(empty.outlet, empty.assembler)
    assert not stage.media.exists("feed.xml")
    empty.library.close()


def test_a_library_with_other_episodes_cannot_drop_those_of_the_feed(
    stage: Stage, tmp_path: Path
) -> None:
    publish(stage)
    other = replace(stage, library=open_library(tmp_path / "other.db"))
    with pytest.raises(StoreError):
        publish(other, TEXT.replace("phường", "xã"), "xa/1")
    assert len(read_feed(stage.media.read("feed.xml")).files) == 1
    other.library.close()


def test_a_feed_that_no_client_can_read_keeps_nothing_back(stage: Stage) -> None:
    publish(stage)
    feed = stage.media.read("feed.xml")
    stage.media.write("feed.xml", feed[: len(feed) // 2])
    assert read_feed(feed[: len(feed) // 2]) == NOTHING
    publish_feed(stage.outlet, stage.assembler)
    assert stage.media.read("feed.xml") == feed

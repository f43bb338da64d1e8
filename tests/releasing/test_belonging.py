"""No feed is written that forgets what was published."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.errors import StoreError
from service.making.doers import Doers
from service.outputs.published_feed import NOTHING, read_feed
from service.releasing.feed import publish_feed
from service.store.library import open_library, passing_library
from tests.stage import TEXT, publish


def test_an_empty_library_cannot_empty_the_feed(doers: Doers) -> None:
    publish(doers)
    feed = doers.media.read("feed.xml")
    empty = replace(doers, library=passing_library())
    with pytest.raises(StoreError, match="loa rebuild"):
        publish_feed(empty)
    assert doers.media.read("feed.xml") == feed
    doers.media.remove("feed.xml")
    with pytest.raises(StoreError):
        publish_feed(empty)
    assert not doers.media.exists("feed.xml")
    empty.library.close()


def test_a_library_with_other_episodes_cannot_drop_those_of_the_feed(
    doers: Doers, tmp_path: Path
) -> None:
    publish(doers)
    other = replace(doers, library=open_library(tmp_path / "other.db"))
    with pytest.raises(StoreError):
        publish(other, TEXT.replace("phường", "xã"), "xa/1")
    assert len(read_feed(doers.media.read("feed.xml")).files) == 1
    other.library.close()


def test_a_feed_that_no_client_can_read_keeps_nothing_back(doers: Doers) -> None:
    publish(doers)
    feed = doers.media.read("feed.xml")
    doers.media.write("feed.xml", feed[: len(feed) // 2])
    assert read_feed(feed[: len(feed) // 2]) == NOTHING
    publish_feed(doers)
    assert doers.media.read("feed.xml") == feed

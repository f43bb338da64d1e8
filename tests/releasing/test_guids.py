"""A podcast's guid that was frozen at an address of the house gives way to one of the internet."""

from dataclasses import replace

import pytest

from service.model.channel import Channel, podcast_guid
from service.model.published_names import FEED_FILE
from service.outputs.published_feed import read_feed
from service.releasing.feed import publish_feed
from service.releasing.guids import settle_guid
from tests.stage import Stage, publish

HERE = "https://nghe.bao.vn/feed.xml"
WITHIN = "http://192.168.1.7:8080/feed.xml"


def at(address: str, stage: Stage) -> Stage:
    """The station at another address, as its settings make its channel."""

    def channel() -> Channel:
        guid = stage.library.channel_guid(address)
        return replace(stage.channel(), feed_url=address, guid=guid)

    return replace(stage, channel=channel)


def told(stage: Stage) -> tuple[str | None, str]:
    feed = read_feed(stage.media.read(FEED_FILE))
    return feed.channel_guid, feed.address


@pytest.mark.parametrize(
    ("before", "after", "is_replaced"),
    [(WITHIN, HERE, True), (WITHIN, "http://10.0.0.1/feed.xml", False), (HERE, WITHIN, False)],
)
def test_a_guid_frozen_within_the_house_is_replaced_once_the_feed_is_outside(
    stage: Stage, before: str, after: str, *, is_replaced: bool
) -> None:
    stage.library.freeze_channel_guid(podcast_guid(before))  # as an older Loa did
    publish(at(before, stage))
    assert told(stage) == (podcast_guid(before), before)
    moved = at(after, stage)
    settle_guid(moved.outlet)
    publish_feed(moved.outlet, moved.assembler)
    assert told(stage) == (podcast_guid(after if is_replaced else before), after)
    settle_guid(moved.outlet)
    assert moved.channel().guid == told(stage)[0]


def test_a_guid_that_came_from_elsewhere_stays(stage: Stage) -> None:
    stage.library.freeze_channel_guid("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    publish(at(WITHIN, stage))
    settle_guid(at(HERE, stage).outlet)
    assert at(HERE, stage).channel().guid == "ead4c236-bf58-58c6-a2c6-a6b28d128cb6"


def test_before_the_first_feed_nothing_is_settled(stage: Stage) -> None:
    settle_guid(at(HERE, stage).outlet)
    assert not stage.media.exists(FEED_FILE)


def test_the_first_episode_carries_the_guid_that_its_podcast_keeps(stage: Stage) -> None:
    station = at(HERE, stage)
    article_id = publish(station)
    episode = station.library.episode(article_id)
    assert episode is not None
    assert episode.guid == f"loa:{podcast_guid(HERE)}:{article_id}"
    assert station.library.channel_guid("https://khac.vn/feed.xml") == podcast_guid(HERE)

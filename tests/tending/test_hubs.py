"""Hubs are told of feeds whose bytes have changed, and hold up nobody who publishes (WebSub)."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from service.jobs.lanes import Lanes
from service.model.channel import Membership
from service.model.published_names import channel_feed_name
from service.model.subchannel import ChannelKind, Subchannel
from service.plan.hubs import PAUSES, QUIET
from service.sources.fetch import Fetcher, Limits
from service.store.library import Library
from service.store.media import Facts, MediaFolder
from service.store.shared.base import Notes
from service.store.shared.opening import share_files
from service.tending.hubs import WORTH_TELLING, HubCalls, Topic, topics_of
from service.tending.webhooks import CLAIM
from tests.sources.fetch.conftest import Names
from tests.standins.hub import Hub, open_hub
from tests.store.shelf import NOW

MAIN = Topic("https://nghe.example.vn/feed.xml", "feed.xml")
SPORT = Topic("https://nghe.example.vn/feeds/the-thao.xml", "feeds/the-thao.xml")
SHORT = Limits(0, connect=2.0, read=0.2, total=2.0)


class Clock:
    """The time that is told."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hub() -> Iterator[Hub]:
    with open_hub() as opened:
        yield opened


@pytest.fixture
def media(tmp_path: Path) -> MediaFolder:
    return MediaFolder(tmp_path / "media")


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return share_files(tmp_path).notes


def calls(
    hubs: Sequence[Hub],
    media: MediaFolder,
    notes: Notes,
    clock: Clock,
    topics: Sequence[Topic] = (MAIN,),
) -> HubCalls:
    names = Names({"hub.example": [["127.0.0.1"]]})
    fetcher = Fetcher("Loa/test", resolver=names, permitted={each.place for each in hubs})
    urls = [each.url for each in hubs]
    return HubCalls(urls, lambda: topics, media, notes, fetcher, clock, SHORT)


def pass_by(each: HubCalls, clock: Clock, span: timedelta) -> None:
    """All looks and calls of some time."""
    clock.moment += span
    for place in each.due():
        while each.tell_next(place):
            pass


def test_a_changed_feed_is_told_once_by_the_form_that_hubs_read(
    hub: Hub, media: MediaFolder, notes: Notes, clock: Clock
) -> None:
    told = calls([hub], media, notes, clock)
    pass_by(told, clock, QUIET)
    assert hub.calls == [], "there is no feed yet"
    media.write(MAIN.file, b"<rss>1</rss>")
    for _ in range(5):
        pass_by(told, clock, QUIET)
    assert hub.calls == [{"hub.mode": ["publish"], "hub.url": [MAIN.url]}]


def test_of_a_burst_the_hub_hears_once_and_of_the_same_bytes_written_again_never(
    hub: Hub, media: MediaFolder, notes: Notes, clock: Clock
) -> None:
    told = calls([hub], media, notes, clock)
    for number in range(4):
        media.write(MAIN.file, b"<rss>%d</rss>" % number)
        pass_by(told, clock, QUIET / 5)
    pass_by(told, clock, QUIET)
    assert len(hub.calls) == 1
    media.write(MAIN.file, b"<rss>3</rss>")
    pass_by(told, clock, QUIET)
    pass_by(told, clock, QUIET)
    assert len(hub.calls) == 1


def test_only_the_feeds_that_changed_are_told(
    hub: Hub, media: MediaFolder, notes: Notes, clock: Clock
) -> None:
    told = calls([hub], media, notes, clock, (MAIN, SPORT))
    media.write(MAIN.file, b"1")
    media.write(SPORT.file, b"1")
    pass_by(told, clock, QUIET)
    pass_by(told, clock, QUIET)
    assert sorted(hub.topics) == [MAIN.url, SPORT.url]
    media.write(SPORT.file, b"2")
    pass_by(told, clock, QUIET)
    pass_by(told, clock, QUIET)
    assert hub.topics[2:] == [SPORT.url]


def test_a_file_of_several_feeds_is_looked_at_once(
    hub: Hub, tmp_path: Path, notes: Notes, clock: Clock
) -> None:
    looked: list[str] = []

    class Watched(MediaFolder):
        def facts(self, name: str) -> Facts | None:
            looked.append(name)
            return super().facts(name)

    watched = Watched(tmp_path / "media")
    watched.write(MAIN.file, b"1")
    as_json = Topic("https://nghe.example.vn/feed.json", MAIN.file)
    told = calls([hub], watched, notes, clock, (MAIN, as_json))
    told.due()
    looked.clear()
    told.due()
    assert looked == [MAIN.file]
    for _ in range(2):
        pass_by(told, clock, QUIET)
    assert sorted(hub.topics) == [as_json.url, MAIN.url]


def test_what_a_hub_was_told_outlives_the_program(
    hub: Hub, media: MediaFolder, notes: Notes, clock: Clock
) -> None:
    media.write(MAIN.file, b"1")
    for _ in range(3):
        again = calls([hub], media, notes, clock)
        pass_by(again, clock, QUIET)
        pass_by(again, clock, QUIET)
    assert len(hub.calls) == 1


def test_of_two_programs_one_calls(
    hub: Hub, media: MediaFolder, notes: Notes, clock: Clock
) -> None:
    one, other = (calls([hub], media, notes, clock) for _ in range(2))
    media.write(MAIN.file, b"1")
    pass_by(one, clock, timedelta(0))
    clock.moment += QUIET
    assert one.due() == other.due() == (0,)
    assert one.tell_next(0)
    assert not other.tell_next(0)
    assert len(hub.calls) == 1


def test_a_hub_that_fails_is_called_again_after_growing_pauses_about_the_feed_as_it_is_then(
    hub: Hub, media: MediaFolder, notes: Notes, clock: Clock
) -> None:
    told = calls([hub], media, notes, clock)
    hub.statuses = [500, 503, 404]
    media.write(MAIN.file, b"1")
    pass_by(told, clock, timedelta(0))
    pass_by(told, clock, QUIET)
    for number, pause in enumerate(PAUSES[:3], start=1):
        assert len(hub.calls) == number
        assert told.unreached() == ((hub.url,) if number >= WORTH_TELLING else ())
        pass_by(told, clock, pause - timedelta(seconds=1))
        assert len(hub.calls) == number
        pass_by(told, clock, timedelta(seconds=1))
    assert len(hub.calls) == 4
    assert told.unreached() == ()
    pass_by(told, clock, timedelta(days=1))
    assert len(hub.calls) == 4


def test_a_hub_that_asks_for_rest_has_it(
    hub: Hub, media: MediaFolder, notes: Notes, clock: Clock
) -> None:
    told = calls([hub], media, notes, clock)
    hub.statuses, hub.retry_after = [429], "7200"
    media.write(MAIN.file, b"1")
    pass_by(told, clock, timedelta(0))
    pass_by(told, clock, QUIET)
    pass_by(told, clock, timedelta(hours=1))
    assert len(hub.calls) == 1
    pass_by(told, clock, timedelta(hours=1))
    assert len(hub.calls) == 2


def test_a_hub_that_hangs_is_left_and_holds_up_no_other_hub(
    hub: Hub, media: MediaFolder, notes: Notes, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with open_hub() as hanging:
        hanging.hangs = True
        told = calls([hanging, hub], media, notes, clock)
        media.write(MAIN.file, b"1")
        told.due()
        clock.moment += QUIET
        lanes = Lanes("hubs", told.due, told.tell_next, told.count)
        with caplog.at_level(logging.WARNING):
            lanes.start(0.05)
            hanging.wait_for(1)
            hub.wait_for(1)
            lanes.stop()
    (line,) = (record.getMessage() for record in caplog.records)
    assert MAIN.url in line
    assert hanging.url in line
    clock.moment += CLAIM
    assert hub.topics == hanging.topics == [MAIN.url]
    assert told.due() == (0,), "who hung is called again, who answered is not"


def test_a_hub_within_the_house_is_not_asked(
    hub: Hub, media: MediaFolder, notes: Notes, clock: Clock
) -> None:
    fetcher = Fetcher("Loa/test", resolver=Names({"hub.example": [["127.0.0.1"]]}))
    told = HubCalls([hub.url], lambda: (MAIN,), media, notes, fetcher, clock, SHORT)
    media.write(MAIN.file, b"1")
    pass_by(told, clock, timedelta(0))
    pass_by(told, clock, QUIET)
    assert hub.calls == []


@pytest.mark.parametrize("harmed", ["nonsense", [1], {MAIN.url: {"digest": 7}}])
def test_a_note_that_cannot_be_read_costs_one_more_call(
    hub: Hub, media: MediaFolder, notes: Notes, clock: Clock, harmed: object, tmp_path: Path
) -> None:
    told = calls([hub], media, notes, clock)
    media.write(MAIN.file, b"1")
    pass_by(told, clock, timedelta(0))
    pass_by(told, clock, QUIET)
    (name,) = (each.stem for each in tmp_path.rglob("hub-*.json"))
    notes.write(name, harmed)
    pass_by(told, clock, timedelta(0))
    pass_by(told, clock, QUIET)
    assert len(hub.calls) == 2


def test_each_channel_has_its_topics_and_a_private_one_none(library: Library) -> None:
    library.add_subchannel(channel("the-thao"))
    library.add_subchannel(channel("noi-bo", is_private=True))
    told = topics_of(library, "https://nghe.example.vn")
    assert {each.url.removeprefix("https://nghe.example.vn") for each in told} == {
        *("/feed.xml", "/feed.json", "/feeds/the-thao.xml", "/feeds/the-thao.json"),
    }
    assert {each.file for each in told} == {MAIN.file, channel_feed_name("the-thao")}


def channel(slug: str, *, is_private: bool = False) -> Subchannel:
    of = Membership(tags=frozenset({slug}))
    return Subchannel(slug, ChannelKind.SELECTION, slug, of, NOW, is_private=is_private)

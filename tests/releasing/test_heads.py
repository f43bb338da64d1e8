"""A publication writes the feeds of the channels that its episode belongs to, and no others."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.desk.hints import Hints
from service.model.channel import FeedPlace, Membership
from service.model.published_names import FEED_FILE
from service.outputs.published_feed import read_feed
from service.releasing.feed import follow_library, publish_feed
from service.releasing.outlet import Outlet
from service.releasing.story import produce_edition
from service.store.media import MediaFolder
from tests.stage import NOW, TEXT, Memory, Stage, ignore, take_in_at

WORLD, ECONOMY = "feeds/the-gioi.xml", "feeds/kinh-te.xml"


class NotingMedia(MediaFolder):
    """The media folder, noting what is written into it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.written: list[str] = []

    def write(self, name: str, content: bytes, *, private: bool = False) -> None:
        self.written.append(name)
        super().write(name, content, private=private)


@pytest.fixture
def media(tmp_path: Path) -> NotingMedia:
    return NotingMedia(tmp_path / "data" / "media")


@pytest.fixture
def station(stage: Stage, media: NotingMedia) -> Stage:
    return replace(stage, media=media)


def outlet_of(station: Stage) -> Outlet:
    """The station's feeds: the main one, and two of sections."""
    places = [
        FeedPlace(file, file, station.channel(), Membership(sections=frozenset({section})))
        for file, section in ((WORLD, "Thế giới"), (ECONOMY, "Kinh tế"))
    ]
    return replace(
        station.outlet,
        others=lambda wanted: [each for each in places if wanted(each.membership)],
    )


def publish(station: Stage, section: str, source_id: str, text: str = TEXT) -> str:
    hints = Hints(source_id, section=section)
    article_id = take_in_at(NOW, text, hints, station.library).article.id
    production = replace(station.production, outlet=outlet_of(station))
    produce_edition(article_id, production, Memory().run_step, ignore)
    return article_id


def offered(station: Stage, file: str) -> frozenset[str]:
    return read_feed(station.media.read(file)).episode_ids


def test_a_new_episode_writes_the_main_feed_and_its_sections(
    station: Stage, media: NotingMedia
) -> None:
    world = publish(station, "Thế giới", "1")
    economy = publish(station, "Kinh tế", "2")
    media.written.clear()
    second = publish(station, "THE GIOI", "3")
    assert {name for name in media.written if name.endswith(".xml")} == {FEED_FILE, WORLD}
    assert offered(station, FEED_FILE) == {world, economy, second}
    assert offered(station, WORLD) == {world, second}
    assert offered(station, ECONOMY) == {economy}


def test_an_episode_that_changes_its_section_leaves_one_feed_for_another(station: Stage) -> None:
    moved = publish(station, "Thế giới", "1")
    kept = publish(station, "Thế giới", "2")
    publish(station, "Kinh tế", "1", TEXT.replace("dài hơn", "ngắn hơn"))
    assert offered(station, WORLD) == {kept}
    assert offered(station, ECONOMY) == {moved}
    assert offered(station, FEED_FILE) == {moved, kept}


def test_a_feed_published_anew_is_published_for_every_channel(
    station: Stage, media: NotingMedia
) -> None:
    publish(station, "Thế giới", "1")
    media.remove(WORLD)
    follow_library(outlet_of(station), station.assembler)
    assert not media.exists(WORLD), "nothing changed"
    publish_feed(outlet_of(station), station.assembler)
    assert media.exists(WORLD)

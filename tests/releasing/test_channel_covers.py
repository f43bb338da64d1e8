"""The podcast and its channels have covers with their titles where nobody set one."""

from dataclasses import replace

import pytest
from lxml import etree

from service.compose.covers import channel_covers
from service.covers import CoverStyle
from service.covers.drawing import CHANNEL_SIDE
from service.desk.hints import Hints
from service.model import Channel
from service.model.channel import MAIN_CHANNEL, Membership
from service.model.published_names import FEED_FILE, channel_feed_name
from service.model.subchannel import ChannelKind, Subchannel, new_slug
from service.outputs.artwork import read_artwork
from service.releasing.channel_covers import ChannelCovers, draw_lacking, drawn_covers
from service.releasing.feed import publish_feed
from service.releasing.story import produce_edition
from service.releasing.subchannels import Bouquet, place_of
from service.settings import Settings
from service.tending.covers import tend_channel_covers
from tests.covers.seen import FACES, opened
from tests.stage import NOW, TEXT, Memory, Stage, ignore, publish, take_in_at

TAGS = Membership(tags=frozenset({"giá vàng"}))
SELECTION = Subchannel("gia-vang", ChannelKind.SELECTION, "Giá vàng", TAGS, NOW)


@pytest.fixture
def stage(stage: Stage) -> Stage:
    named = replace(stage.channel_covers, is_named=True, style=CoverStyle(FACES, "Báo Phường"))
    stage.library.add_subchannel(SELECTION)
    return replace(stage, channel_covers=named)


def draw(stage: Stage, most: int = 9) -> int:
    return draw_lacking(stage.channel_covers, stage.library, stage.media, most)


def test_each_channel_without_a_cover_has_one_drawn_of_its_title(stage: Stage) -> None:
    assert draw(stage) == 2
    drawn = drawn_covers(stage.library)
    assert set(drawn) == {MAIN_CHANNEL, "gia-vang"}
    assert drawn[MAIN_CHANNEL] != drawn["gia-vang"]
    for name in drawn.values():
        content = stage.media.read(name)
        assert read_artwork(content).name == name
        assert opened(content).size == (CHANNEL_SIDE, CHANNEL_SIDE)
    assert stage.channel_covers.main_name(stage.library) == drawn[MAIN_CHANNEL]
    assert draw(stage) == 0


def test_another_title_has_another_cover_and_the_former_stays(stage: Stage) -> None:
    draw(stage)
    former = drawn_covers(stage.library)["gia-vang"]
    stage.library.change_subchannel(replace(SELECTION, title="Vàng và đô la"))
    assert draw(stage) == 1
    assert drawn_covers(stage.library)["gia-vang"] != former
    assert stage.media.exists(former)


def test_a_lost_cover_is_drawn_again_and_a_few_at_a_time_are(stage: Stage) -> None:
    assert draw(stage, most=1) == 1
    assert draw(stage, most=1) == 1
    before = drawn_covers(stage.library)
    stage.media.remove(before["gia-vang"])
    assert draw(stage) == 1
    assert drawn_covers(stage.library) == before
    assert stage.media.exists(before["gia-vang"])


def test_a_cover_that_somebody_set_stays(stage: Stage) -> None:
    stage.library.change_subchannel(replace(SELECTION, cover="cover-0123456789ab.png"))
    given = replace(stage.channel_covers, is_named=False)
    assert draw_lacking(given, stage.library, stage.media, 9) == 0
    assert given.main_name(stage.library) == given.given.name


def test_what_was_kept_of_them_may_be_damaged(stage: Stage) -> None:
    draw(stage)
    before = drawn_covers(stage.library)
    stage.library.keep_fact("covers drawn of channels", "{")
    assert draw(stage) == 2
    assert drawn_covers(stage.library) == before


def test_a_newspaper_that_says_its_name_has_it_on_its_cover_unless_it_set_one(
    stage: Stage,
) -> None:
    def is_named(settings: Settings) -> bool:
        return channel_covers(settings, stage.channel_covers.given).is_named

    assert is_named(Settings(title="Báo Phường"))
    assert not is_named(Settings())
    assert not is_named(Settings(title="Báo Phường", cover="bia.png"))


def test_the_feeds_tell_of_drawn_covers_once_the_upkeep_has_drawn_them(stage: Stage) -> None:
    publish(stage)
    told = replace(stage, base_url="https://phuong.example.vn")
    covers: ChannelCovers = stage.channel_covers

    def main() -> Channel:
        image = f"{told.base_url}/{covers.main_name(stage.library)}"
        return replace(stage.channel(), image_url=image)

    bouquet = Bouquet(stage.library, stage.media, told.base_url, main, (), lambda: NOW)
    outlet = replace(told.outlet, channel=main, others=bouquet.places)
    publish_feed(outlet, stage.assembler)
    assert image(stage, FEED_FILE) == f"{told.base_url}/{covers.given.name}"
    assert tend_channel_covers(replace(stage.production, outlet=outlet)) == 2
    drawn = drawn_covers(stage.library)
    assert image(stage, FEED_FILE) == f"{told.base_url}/{drawn[MAIN_CHANNEL]}"
    assert image(stage, channel_feed_name("gia-vang")) == f"{told.base_url}/{drawn['gia-vang']}"


def image(stage: Stage, file: str) -> str:
    feed = etree.fromstring(stage.media.read(file))
    (found,) = feed.iterfind("channel/{http://www.itunes.com/dtds/podcast-1.0.dtd}image")
    return found.get("href", "")


def channel(name: str, kind: ChannelKind, membership: Membership) -> Subchannel:
    return Subchannel(new_slug(name, ()), kind, name, membership, NOW)


def test_an_empty_channel_has_no_cover_drawn(stage: Stage) -> None:
    sport = Membership(sections=frozenset({"Thể thao"}))
    stage.library.add_subchannel(channel("Thể thao", ChannelKind.SECTION, sport))
    draw(stage)
    assert "the-thao" not in drawn_covers(stage.library)


def test_sections_have_their_covers_before_selections_and_authors(stage: Stage) -> None:
    hints = Hints("1", section="Thế giới", author="An")
    article_id = take_in_at(NOW, TEXT, hints, stage.library).article.id
    produce_edition(article_id, stage.production, Memory().run_step, ignore)
    section, author = Membership(sections=frozenset({"Thế giới"})), frozenset({"An"})
    stage.library.add_subchannel(channel("An", ChannelKind.AUTHOR, Membership(authors=author)))
    stage.library.add_subchannel(channel("Thế giới", ChannelKind.SECTION, section))
    for drawn in ({MAIN_CHANNEL}, {"the-gioi"}, {"gia-vang"}, {"an"}):
        before = set(drawn_covers(stage.library))
        assert draw(stage, most=1) == 1
        assert set(drawn_covers(stage.library)) - before == drawn


def test_what_a_channel_is_away_from_its_head_has_the_drawn_cover_too(stage: Stage) -> None:
    draw(stage)
    drawn = drawn_covers(stage.library)["gia-vang"]
    assert place_of(SELECTION, stage.outlet).channel.image_url == f"{stage.base_url}/{drawn}"

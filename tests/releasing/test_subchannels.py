"""A section has a channel by itself, which keeps its address however it is written later."""

import re
from dataclasses import replace

import pytest

from service.desk.hints import Hints
from service.model import DirectoryEntry
from service.model.channel import Facet
from service.model.release import Withdrawal
from service.model.subchannel import MOST_SUBCHANNELS, ChannelKind
from service.outputs.published_feed import read_feed
from service.releasing.feed import publish_feed
from service.releasing.outlet import Outlet
from service.releasing.release import follow_releases
from service.releasing.story import produce_edition
from service.releasing.subchannels import Bouquet, place_of
from service.tending.hubs import topics_of
from tests.stage import NOW, TEXT, Memory, Stage, ignore, take_in_at


def outlet_of(stage: Stage, *facets: Facet) -> Outlet:
    bouquet = Bouquet(
        stage.library,
        stage.media,
        stage.base_url,
        stage.channel,
        facets or (Facet.SECTION,),
        lambda: NOW,
    )
    return replace(stage.outlet, others=bouquet.places)


def publish(stage: Stage, section: str | None, source_id: str, text: str = TEXT) -> str:
    hints = Hints(source_id, section=section)
    article_id = take_in_at(NOW, text, hints, stage.library).article.id
    production = replace(stage.production, outlet=outlet_of(stage))
    produce_edition(article_id, production, Memory().run_step, ignore)
    return article_id


def offered(stage: Stage, slug: str) -> frozenset[str]:
    return read_feed(stage.media.read(f"feed-{slug}.xml")).episode_ids


def slugs(stage: Stage) -> list[str]:
    return [each.slug for each in stage.library.subchannels()]


def test_the_first_episode_of_a_section_brings_its_channel(stage: Stage) -> None:
    first = publish(stage, "Thế giới", "1")
    assert slugs(stage) == ["the-gioi"]
    assert offered(stage, "the-gioi") == {first}
    told = stage.media.read("feed-the-gioi.xml").decode()
    assert "<title>Thế giới – " in told
    assert f'href="{stage.base_url}/feeds/the-gioi.xml" rel="self"' in told


def test_a_section_written_otherwise_is_the_same_channel(stage: Stage) -> None:
    ids = {
        publish(stage, section, str(number))
        for number, section in enumerate(("Thế giới", "THẾ GIỚI", "The gioi", " thế  giới"))
    }
    assert slugs(stage) == ["the-gioi"]
    assert offered(stage, "the-gioi") == ids


def test_an_episode_of_no_section_brings_none(stage: Stage) -> None:
    publish(stage, None, "1")
    assert slugs(stage) == []


def test_what_is_withdrawn_leaves_its_channel(stage: Stage) -> None:
    kept, gone = publish(stage, "Thế giới", "1"), publish(stage, "Thế giới", "2")
    stage.library.withdraw_episode(Withdrawal(gone, NOW, "An"))
    follow_releases(replace(stage.production, outlet=outlet_of(stage)))
    assert offered(stage, "the-gioi") == {kept}


def test_a_removed_channel_does_not_come_back_by_itself(stage: Stage) -> None:
    publish(stage, "Thế giới", "1")
    (channel,) = stage.library.subchannels()
    stage.library.change_subchannel(replace(channel, removed=NOW))
    stage.media.remove("feed-the-gioi.xml")
    publish(stage, "Thế giới", "2")
    assert slugs(stage) == []
    assert not stage.media.exists("feed-the-gioi.xml")


def test_a_channel_of_its_own_words_says_them(stage: Stage) -> None:
    publish(stage, "Thế giới", "1")
    (channel,) = stage.library.subchannels()
    stage.library.change_subchannel(
        replace(channel, title="Năm châu", description="Tin xa.", category="News > Politics")
    )
    publish_feed(outlet_of(stage), stage.assembler)
    told = stage.media.read("feed-the-gioi.xml").decode()
    for each in ("<title>Năm châu</title>", "Tin xa.", '<itunes:category text="Politics"/>'):
        assert each in told


def test_authors_have_channels_where_that_is_asked_for(stage: Stage) -> None:
    hints = Hints("1", author="Nguyễn An", section="Thế giới")
    article_id = take_in_at(NOW, TEXT, hints, stage.library).article.id
    outlet = outlet_of(stage, Facet.SECTION, Facet.AUTHOR)
    production = replace(stage.production, outlet=outlet)
    produce_edition(article_id, production, Memory().run_step, ignore)
    assert sorted(slugs(stage)) == ["nguyen-an", "the-gioi"]
    assert offered(stage, "nguyen-an") == {article_id}


def test_where_as_many_channels_stand_as_may_be_no_more_appear_and_that_is_told(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    publish(stage, "Thế giới", "1")
    (channel,) = stage.library.subchannels()
    for number in range(MOST_SUBCHANNELS - 2):
        stage.library.add_subchannel(
            replace(channel, slug=f"a-{number}", kind=ChannelKind.SELECTION)
        )
    publish(stage, "Kinh tế", "2")
    assert caplog.messages == []
    assert offered(stage, "kinh-te")
    article_id = publish(stage, "Thời sự", "3")
    assert "thoi-su" not in slugs(stage)
    assert "Thời sự" in caplog.text
    assert article_id in read_feed(stage.media.read("feed.xml")).episode_ids


def test_the_places_are_those_of_the_channels_that_are_asked_for(stage: Stage) -> None:
    publish(stage, "Thế giới", "1")
    publish(stage, "Kinh tế", "2")
    outlet = outlet_of(stage)
    changed = frozenset({(Facet.SECTION, "kinh te")})
    places = outlet.others(lambda each: each.includes(changed))
    assert [each.channel_id for each in places] == ["kinh-te"]
    assert len(outlet.others(lambda _each: True)) == 2


def test_a_channel_of_a_lost_library_keeps_the_guid_that_its_feed_had(stage: Stage) -> None:
    publish(stage, "Thế giới", "1")
    before = stage.media.read("feed-the-gioi.xml").decode()
    (guid,) = re.findall("<podcast:guid>(.*)</podcast:guid>", before)
    known = "9b024349-ccf0-5f69-a609-6b82873eab3c"
    published = before.replace(guid, known).replace(stage.base_url, "https://nghe.example.vn")
    stage.media.write("feed-kinh-te.xml", published.encode())
    publish(stage, "Kinh tế", "2")
    assert known in stage.media.read("feed-kinh-te.xml").decode()
    assert guid in stage.media.read("feed-the-gioi.xml").decode()


def test_an_episode_has_one_number_in_every_feed(stage: Stage) -> None:
    publish(stage, None, "1")
    publish(stage, "Thế giới", "2")
    numbers = [
        re.findall("<itunes:episode>(.*)</itunes:episode>", stage.media.read(name).decode())
        for name in ("feed.xml", "feed-the-gioi.xml")
    ]
    assert sorted(numbers[0]) == ["1", "2"]
    assert numbers[1] == ["2"], "the first of its section, the second of the library"


def test_only_the_main_feed_tells_where_it_has_moved_to(stage: Stage) -> None:
    publish(stage, "Thế giới", "1")
    moved = DirectoryEntry(is_listed=False, new_feed_url="https://moi.example/feed.xml")
    channel = replace(stage.channel(), entry=moved)
    outlet = replace(stage.outlet, channel=lambda: channel)
    (subchannel,) = stage.library.subchannels()
    told = place_of(subchannel, outlet).channel.entry
    assert told == DirectoryEntry(is_listed=False)


def test_no_directory_may_list_a_private_channel(stage: Stage) -> None:
    publish(stage, "Thế giới", "1")
    (subchannel,) = stage.library.subchannels()
    for is_private in (False, True):
        shown = replace(subchannel, is_private=is_private)
        place = place_of(shown, stage.outlet)
        assert place.channel.entry.is_listed is not is_private


def test_hubs_are_told_of_public_channels_alone(stage: Stage) -> None:
    publish(stage, "Thế giới", "1")
    publish(stage, "Kinh tế", "2")
    channel = stage.library.subchannel("kinh-te")
    assert channel is not None
    stage.library.change_subchannel(replace(channel, is_private=True))
    told = topics_of(stage.library, stage.base_url)
    urls = {each.url.removeprefix(stage.base_url) for each in told}
    assert "/feeds/the-gioi.xml" in urls
    assert not any("kinh-te" in url for url in urls)

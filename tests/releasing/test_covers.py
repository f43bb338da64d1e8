"""An episode's cover is drawn at its release, follows it, and outlives the library."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from service.compose.covers import cover_style
from service.errors import StoreError
from service.making.pictures import Gallery, keep_attached
from service.model.published_names import FEED_FILE, cover_name, is_episode_cover
from service.model.release import Withdrawal
from service.outputs.artwork import read_artwork
from service.releasing.belonging import read_testimony
from service.releasing.release import follow_releases
from service.settings import Settings
from service.sources.fetch import Fetcher, Limits
from service.store.library import open_library
from service.store.media import MediaFolder
from service.tending.covers import DRAWN_AT_ONCE, retire_covers, tend_covers
from service.tending.picture_inspection import inspect_covers
from service.tending.rebuilding import rebuild
from tests.covers.seen import opened
from tests.sources.pictures.drawing import encoded, photo
from tests.stage import NOW, TEXT, Stage, make, publish, take, take_page

IMAGE = "{http://www.itunes.com/dtds/podcast-1.0.dtd}image"
RETITLED = TEXT.replace("Tin thử nghiệm của phường", "Tin đã đổi tên của phường")


@pytest.fixture
def stage(stage: Stage) -> Stage:
    return replace(stage, covers=cover_style(Settings(title="Báo Phường")))


def cover_of(episode_id: str, stage: Stage) -> str:
    kept = stage.library.cover(episode_id)
    assert kept is not None
    return kept.name


def images(stage: Stage) -> list[str]:
    """The covers that the feed's items tell of."""
    feed = etree.fromstring(stage.media.read(FEED_FILE))
    return [each.get("href", "") for item in feed.iter("item") for each in item.iter(IMAGE)]


def files(episode_id: str, stage: Stage) -> set[str]:
    """The covers in the episode's folder."""
    names = stage.media.names_after("", episode_id, 99)
    return {each for each in names if is_episode_cover(*each.split("/"))}


def test_a_release_draws_a_cover_and_the_feed_tells_of_it(stage: Stage) -> None:
    episode_id = publish(stage)
    name = cover_of(episode_id, stage)
    assert read_artwork(stage.media.read(name)).suffix == "jpg"
    assert name == cover_name(episode_id, stage.media.digest(name) or "")
    assert images(stage) == [f"{stage.base_url}/covers/{name}"]


def test_another_headline_has_another_address_and_the_former_stays_as_long_as_recordings_do(
    stage: Stage,
) -> None:
    episode_id = publish(stage)
    first = cover_of(episode_id, stage)
    content = stage.media.read(first)
    publish(stage, RETITLED)
    second = cover_of(episode_id, stage)
    assert second != first
    assert images(stage) == [f"{stage.base_url}/covers/{second}"]
    assert stage.media.read(first) == content
    retire_covers(stage.library, stage.media, stage.locks, NOW)
    assert stage.media.exists(first)
    retire_covers(stage.library, stage.media, stage.locks, NOW + timedelta(days=1))
    assert files(episode_id, stage) == {second}
    assert stage.library.is_cover_known(first)


def test_a_correction_of_the_text_alone_draws_nothing(stage: Stage) -> None:
    episode_id = publish(stage)
    drawn = cover_of(episode_id, stage)
    written = stage.media.facts(drawn)
    publish(stage, TEXT.replace("việc chung", "việc riêng"))
    assert cover_of(episode_id, stage) == drawn
    assert stage.media.facts(drawn) == written


def test_what_is_not_released_has_no_cover(stage: Stage) -> None:
    article_id = take(stage, TEXT)
    stage.library.wish_edition(article_id, NOW, hold=True)
    make(article_id, stage)
    assert stage.library.pending(article_id)
    assert stage.library.cover(article_id) is None
    assert files(article_id, stage) == set()


def test_without_the_setting_none_is_drawn_and_the_next_edition_drops_the_one_there_is(
    stage: Stage,
) -> None:
    episode_id = publish(stage)
    plain = replace(stage, covers=None)
    publish(plain, RETITLED)
    assert stage.library.cover(episode_id) is None
    assert images(stage) == []
    other = publish(plain, source_id="phuong/2")
    assert files(other, stage) == set()
    assert tend_covers(plain.production) == 0


def test_the_articles_first_picture_is_on_the_cover(stage: Stage) -> None:
    fetcher = Fetcher("Loa/test")
    shown = replace(stage, gallery=Gallery(fetcher, Limits(1_000_000)))
    body = "<p>Sáng nay, phường mở lớp học bơi cho trẻ em.</p><img src='cid:anh' alt='Ảnh lớp'>"
    article_id = take_page(shown, body)
    parts = (shown.library, shown.media, shown.locks, NOW)
    keep_attached(article_id, ["cid:anh"], encoded(photo(800, 500)), *parts)
    make(article_id, shown)
    red, *_ = _pixel(shown.media.read(cover_of(article_id, shown)))
    assert red > 150, "the picture's left half is red"


def _pixel(cover: bytes) -> tuple[int, ...]:
    pixel = opened(cover).getpixel((60, 60))
    assert isinstance(pixel, tuple)
    return pixel


class NoRoomForCovers(MediaFolder):
    """A media folder that takes everything else."""

    def publish(self, name: str, source: Path) -> None:
        if name.endswith(".jpg"):
            raise StoreError("Đĩa đầy.", "The disk is full.")
        super().publish(name, source)


def test_a_full_disk_holds_up_no_release_and_the_upkeep_draws_later(stage: Stage) -> None:
    episode_id = publish(replace(stage, media=NoRoomForCovers(Path(stage.media.place))))
    assert stage.library.cover(episode_id) is None
    assert images(stage) == []
    assert tend_covers(stage.production) == 1
    assert images(stage) == [f"{stage.base_url}/covers/{cover_of(episode_id, stage)}"]
    assert tend_covers(stage.production) == 0


def test_the_upkeep_draws_what_is_lacking_a_few_at_a_time_and_what_was_lost(stage: Stage) -> None:
    plain = replace(stage, covers=None)
    ids = [publish(plain, source_id=f"phuong/{number}") for number in range(DRAWN_AT_ONCE + 2)]
    assert tend_covers(stage.production) == DRAWN_AT_ONCE
    assert tend_covers(stage.production) == 2
    assert len(images(stage)) == len(ids)
    lost = cover_of(ids[0], stage)
    content = stage.media.read(lost)
    stage.media.remove(lost)
    assert tend_covers(stage.production) == 1
    assert cover_of(ids[0], stage) == lost
    assert stage.media.read(lost) == content


def test_a_rebuilt_library_knows_the_covers_that_it_had(stage: Stage, tmp_path: Path) -> None:
    episode_id = publish(stage)
    former = cover_of(episode_id, stage)
    publish(stage, RETITLED)
    current = cover_of(episode_id, stage)
    with closing(open_library(tmp_path / "new.db")) as library:
        list(rebuild(read_testimony(stage.media), stage.media, library))
        assert getattr(library.cover(episode_id), "name", None) == current
        assert library.is_cover_known(former)
        again = replace(stage, library=library)
        assert tend_covers(again.production) == 0
        publish(again, RETITLED.replace("việc chung", "việc riêng"))
        assert cover_of(episode_id, again) == current, "the same words, the same file"


def test_a_deleted_article_leaves_no_cover(stage: Stage) -> None:
    episode_id = publish(stage)
    stage.library.delete_article(Withdrawal(episode_id, NOW, "An", is_deleted=True))
    follow_releases(stage.production)
    assert files(episode_id, stage) == set()
    assert stage.library.covers_after("", 9) == ()


def test_the_doctor_tells_of_a_cover_that_is_lost_or_damaged(stage: Stage) -> None:
    def told() -> list[str]:
        found = inspect_covers(stage.library, stage.media, lambda what, seen, of: None)
        return [each.vi for each in found]

    name = cover_of(publish(stage), stage)
    assert told() == []
    content = stage.media.read(name)
    stage.media.write(name, content[:-1])
    assert [name in each and "hỏng" in each for each in told()] == [True]
    stage.media.remove(name)
    assert [name in each and "mất" in each for each in told()] == [True]
    assert tend_covers(stage.production) == 1
    assert told() == []

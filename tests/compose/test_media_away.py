"""A media folder that is not there, an empty one in its place, and clips that cannot help."""

import shutil
from pathlib import Path

import pytest

from service.compose import open_service
from service.compose.databases import files_in
from service.compose.rebuilding import adopt_folder
from service.errors import StoreError
from service.model import JobState
from service.settings import Settings
from service.store.media import MediaFolder
from service.tending.rounds import tend_files
from tests.compose.test_damaged_row import THIRD
from tests.compose.test_reading_on import assert_refuses
from tests.stage import NOW
from tests.web.newsroom import Newsroom, open_newsroom


def unmount(station: Path) -> Path:
    """The folder of the published files lies elsewhere, an empty one in its place."""
    away = (station / "data" / "media").rename(station / "away")
    (station / "data" / "media").mkdir()
    return away


def mount(station: Path) -> None:
    shutil.rmtree(station / "data" / "media")
    (station / "away").rename(station / "data" / "media")


def entries(station: Path) -> list[str]:
    media = station / "data" / "media"
    return [each.name for each in media.iterdir() if not each.name.startswith(".")]


def require_held(newsroom: Newsroom) -> None:
    """No feed, and none is said to be gone; what the library knows is served."""
    feed = newsroom.ask("/feed.xml")
    assert feed.status == 503
    assert feed.headers["Retry-After"]
    assert newsroom.ask("/healthz").status == 503
    assert newsroom.ask("/").text.count("/episodes/") == 2


@pytest.mark.parametrize("has_clips", [True, False])
def test_a_start_publishes_nothing_in_an_empty_folder_and_does_not_make_it_its_own(
    two_published: Path, has_clips: bool
) -> None:
    unmount(two_published)
    if not has_clips:
        shutil.rmtree(two_published / "clips")
    with open_newsroom(two_published, reads_on=True) as newsroom:
        require_held(newsroom)
        assert "gắn lại ổ đĩa" in newsroom.service.troubles[0].cure_vi.lower()
        assert_refuses(newsroom)
    assert not entries(two_published)
    mount(two_published)
    with open_newsroom(two_published) as newsroom:
        assert newsroom.ask("/feed.xml").text.count("<item>") == 2


def test_under_a_running_loa_nothing_is_published_until_the_folder_is_back(
    two_published: Path,
) -> None:
    with open_newsroom(two_published) as newsroom:
        unmount(two_published)
        article = newsroom.take_in("bai/3", THIRD, link=None)
        job = newsroom.service.regenerate(article.id)
        assert job is not None
        failed = newsroom.service.jobs.wait(job.id, timeout=60)
        assert failed.state is JobState.FAILED
        assert "gắn lại ổ đĩa" in (failed.message or "")
        wish = newsroom.service.library.wish(article.id)
        assert wish is not None
        assert not wish.is_given_up
        with pytest.raises(StoreError, match="ổ đĩa"):
            tend_files(newsroom.service.production.outlet, newsroom.service.production.assembler)
        require_held(newsroom)
        assert not entries(two_published)
        mount(two_published)
        newsroom.finish(article.id)
        assert newsroom.ask("/feed.xml").text.count("<item>") == 3


def test_a_folder_that_is_lost_for_good_is_made_anew_of_the_clips_when_it_is_asked_for(
    two_published: Path,
) -> None:
    away = unmount(two_published)
    assert (
        adopt_folder(
            two_published / "data",
            files_in(two_published / "data"),
            MediaFolder(two_published / "data" / "media"),
        )
        == 2
    )
    with open_newsroom(two_published) as newsroom:
        assert newsroom.ask("/feed.xml").text.count("<item>") == 2
    for recording in away.glob("*/*.mp3"):
        again = two_published / "data" / "media" / recording.parent.name / recording.name
        assert again.read_bytes() == recording.read_bytes()


def test_a_folder_that_holds_what_was_published_is_not_taken_for_an_empty_one(
    two_published: Path,
) -> None:
    (two_published / "data" / "media" / "installation").unlink()
    with pytest.raises(StoreError, match="không trống"):
        adopt_folder(
            two_published / "data",
            files_in(two_published / "data"),
            MediaFolder(two_published / "data" / "media"),
        )
    settings = Settings(
        data=two_published / "data", cache=two_published / "clips", engine="silence"
    )
    with open_service(settings, now=lambda: NOW, worker=False) as service:
        assert not service.troubles
    assert (two_published / "data" / "media" / "installation").exists()

"""A whole newsroom whose published files lie in a bucket, also one that fails."""

import hashlib
import random
import re
import shutil
import time
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest

from service.compose.backups import back_up_installation, open_vault, restore_installation
from service.compose.checkup import check_up
from service.compose.databases import find_databases
from service.compose.media import open_media
from service.compose.rebuilding import rebuild_library
from service.errors import StoreError
from service.model import Episode
from service.store.media import Media
from service.web.glances import FRESH_SECONDS
from tests.cli.shell import Shell, wait_until
from tests.compose.test_on_a_server import FIRST, SECOND, guids
from tests.servers.s3 import S3
from tests.store.shelf import NOW
from tests.web.newsroom import Editor, Newsroom, open_newsroom

KILLS = 6
THIRD = "Tin phường\n\nTối nay có mưa."
LATER = NOW + timedelta(hours=1)

pytestmark = pytest.mark.servers


@pytest.fixture
def url(s3_server: S3) -> str:
    s3_server.fail("500", 0)
    return s3_server.address("loa", f"n{uuid4().hex}")


def address(episode: Episode) -> str:
    return f"/audio/{episode.edition.enclosure.name}"


def findings(newsroom: Newsroom) -> list[str]:
    found = check_up(newsroom.service, lambda *_: None, deep=True)
    return [each.en for each in found]


def test_an_article_is_published_heard_in_part_corrected_withdrawn_and_found_sound(
    tmp_path: Path, url: str
) -> None:
    with open_newsroom(tmp_path, media_url=url) as newsroom:
        episode = newsroom.record("bai-1", FIRST)
        before = guids(newsroom)
        whole = newsroom.ask(address(episode))
        assert hashlib.sha256(whole.body).hexdigest() == episode.edition.enclosure.sha256
        assert whole.headers["ETag"] == f'"{episode.edition.enclosure.sha256[:12]}"'
        part = newsroom.ask(address(episode), headers={"Range": "bytes=100-199"})
        assert (part.status, part.body) == (206, whole.body[100:200])
        corrected = newsroom.record("bai-1", SECOND)
        assert guids(newsroom) == before
        assert newsroom.ask(address(corrected)).status == 200
        assert newsroom.ask(address(episode)).status == 200, "for who is in the middle of it"
        assert findings(newsroom) == []
        assert newsroom.ask("/healthz").json["media"] is True
        assert not list((tmp_path / "data").rglob("*.mp3"))
        editor = Editor(newsroom)
        editor.post(f"/desk/articles/{episode.id}/withdraw", notice="Đã rút.")
        assert newsroom.ask(address(corrected)).status == 410
        time.sleep(FRESH_SECONDS)  # what was seen a moment ago is believed so long
        assert guids(newsroom) == []
        editor.post(f"/desk/articles/{episode.id}/restore")
    with open_newsroom(tmp_path, media_url=url, worker=False) as newsroom:
        assert guids(newsroom) == before


def test_a_draft_is_heard_at_the_desk_alone(tmp_path: Path, url: str) -> None:
    with open_newsroom(tmp_path, media_url=url) as newsroom:
        article = newsroom.take_in("bai-1", FIRST)
        job = newsroom.service.regenerate(article.id, hold=True)
        assert job is not None
        newsroom.service.jobs.wait(job.id, timeout=60)
        edition = newsroom.service.library.edition(article.id, 1)
        assert edition is not None
        assert newsroom.ask(f"/audio/{edition.enclosure.name}").status == 404
        heard = Editor(newsroom).get(f"/desk/articles/{article.id}/editions/1/audio")
        assert len(heard.body) == edition.enclosure.length


def test_listeners_are_sent_to_addresses_that_the_bucket_signs_while_they_may_hear(
    tmp_path: Path, url: str, s3_server: S3
) -> None:
    with open_newsroom(tmp_path, media_url=url, media_delivery="signed") as newsroom:
        episode = newsroom.record("bai-1", FIRST)
        shown = newsroom.ask(address(episode))
        assert (shown.status, shown.headers["Cache-Control"]) == (302, "no-store")
        asked = Request(shown.headers["Location"], headers={"Range": "bytes=10-19"})
        with urlopen(asked) as part:
            assert (part.status, len(part.read())) == (206, 10)
        policy = shown.headers["Content-Security-Policy"]
        assert f"media-src 'self' {s3_server.endpoint};" in policy
        Editor(newsroom).post(f"/desk/articles/{episode.id}/withdraw", notice="Đã rút.")
        assert newsroom.ask(address(episode)).status == 410


def test_listeners_are_sent_to_a_cdn(tmp_path: Path, url: str) -> None:
    cdn = "https://cdn.example/loa/"
    with open_newsroom(tmp_path, media_url=url, media_delivery=cdn) as newsroom:
        episode = newsroom.record("bai-1", FIRST)
        shown = newsroom.ask(address(episode))
        assert shown.headers["Location"] == f"{cdn}{episode.edition.enclosure.name}"
        assert "media-src 'self' https://cdn.example;" in shown.headers["Content-Security-Policy"]


def test_while_the_bucket_fails_what_was_heard_before_is_heard_and_the_rest_told_and_made_later(
    tmp_path: Path, url: str, s3_server: S3
) -> None:
    with open_newsroom(tmp_path, media_url=url) as newsroom:
        episode, unheard = newsroom.record("bai-1", FIRST), newsroom.record("bai-0", THIRD)
        feed, sound = newsroom.ask("/feed.xml").body, newsroom.ask(address(episode)).body
        s3_server.fail("503", 100_000)
        time.sleep(FRESH_SECONDS)  # what was seen a moment ago is believed anyway
        assert newsroom.ask("/feed.xml").body == feed
        assert newsroom.ask(address(episode)).body == sound
        answer = newsroom.ask(address(unheard))
        assert answer.status == 503
        assert "không trả lời" in answer.text
        second = newsroom.take_in("bai-2", SECOND, wished=True)
        s3_server.fail("503", 0)
        newsroom.finish(second.id)
        wait_until(lambda: newsroom.ask(address(unheard)).status == 200, "it is heard")
        assert findings(newsroom) == []


def test_a_bucket_of_another_installation_is_told_and_left_as_it_is(
    tmp_path: Path, url: str
) -> None:
    with open_newsroom(tmp_path / "one", media_url=url) as newsroom:
        newsroom.record("bai-1", FIRST)
        media = newsroom.service.media
    before = stored(media)
    with open_newsroom(tmp_path / "two") as newsroom:
        newsroom.record("bai-2", SECOND)
    with (
        pytest.raises(StoreError, match="another installation"),
        open_newsroom(tmp_path / "two", media_url=url),
    ):
        pass
    assert stored(media) == before


def stored(media: Media) -> dict[str, str]:
    return {name: facts.stamp for name, facts in media.names()}


def test_a_wrong_address_is_told_and_what_can_be_read_is_served(
    tmp_path: Path, s3_server: S3
) -> None:
    wrong = s3_server.address("nobodys")
    with (
        pytest.raises(StoreError, match="no such bucket"),
        open_newsroom(tmp_path, media_url=wrong),
    ):
        pass
    with open_newsroom(tmp_path, media_url=wrong, reads_on=True) as newsroom:
        [trouble] = newsroom.service.troubles
        assert "LOA_MEDIA_URL" in trouble.cure_vi
        assert newsroom.ask("/").status == 200


def test_what_was_backed_up_is_restored_to_a_folder_or_another_bucket(
    tmp_path: Path, url: str
) -> None:
    with open_newsroom(tmp_path, media_url=url) as newsroom:
        episode = newsroom.record("bai-1", FIRST)
        settings = newsroom.service.settings
        sound = newsroom.ask(address(episode)).body
        made = back_up_installation(settings, tmp_path / "kept", NOW, print, keep=3)
        again = back_up_installation(settings, tmp_path / "kept", LATER, print, keep=3)
        assert made.new_files > 3
        assert again.new_files <= 1, "but for the database all is as it was"
    for number, media_url in enumerate(("", url.replace("?", "-2?", 1))):
        folder = tmp_path / f"new-{number}"
        place = replace(settings, data=folder / "data", media_url=media_url)
        vault = open_vault(tmp_path / "kept", None)
        restore_installation(place, vault, vault.snapshot(), print)
        with open_newsroom(folder, media_url=media_url, worker=False) as newsroom:
            assert newsroom.ask(address(episode)).body == sound
        with pytest.raises(StoreError, match="empty place"):
            restore_installation(place, vault, vault.snapshot(), print)


def test_a_restore_that_fails_leaves_no_object(tmp_path: Path, url: str) -> None:
    with open_newsroom(tmp_path) as newsroom:
        newsroom.record("bai-1", FIRST)
        settings = newsroom.service.settings
        back_up_installation(settings, tmp_path / "kept", NOW, print, keep=3)
    place = replace(settings, data=tmp_path / "new" / "data", media_url=url)
    vault = open_vault(tmp_path / "kept", None)
    whole = vault.snapshot()
    lost = replace(whole.files[-1], sha256="0" * 64)
    with pytest.raises(StoreError, match="damaged"):
        restore_installation(place, vault, replace(whole, files=(*whole.files[:-1], lost)), print)
    assert list(open_media(place, place.data).names()) == []


def test_a_lost_library_is_made_anew_from_the_bucket(tmp_path: Path, url: str) -> None:
    with open_newsroom(tmp_path, media_url=url) as newsroom:
        episode = newsroom.record("bai-1", FIRST)
        before, settings = guids(newsroom), newsroom.service.settings
    for path in settings.data.glob("loa.db*"):
        path.unlink()
    databases, media = find_databases(settings, settings.data), open_media(settings, settings.data)
    rebuild_library(settings.data, databases, media, NOW, print, force=False)
    with open_newsroom(tmp_path, media_url=url, worker=False) as newsroom:
        assert guids(newsroom) == before
        assert newsroom.ask(address(episode)).status == 200


def test_clips_that_one_machine_has_made_another_builds_the_same_file_of(
    tmp_path: Path, url: str
) -> None:
    clips = url.replace("?", "-clips?", 1)
    with open_newsroom(tmp_path, media_url=url, cache_url=clips) as newsroom:
        episode = newsroom.record("bai-1", FIRST)
    shutil.rmtree(tmp_path / "clips")
    with open_newsroom(tmp_path, media_url=url, cache_url=clips, worker=False) as newsroom:
        verdict = newsroom.service.verify(episode.id)
        assert verdict.is_intact
        assert verdict.is_reproduced
        assert newsroom.service.shrink_cache(0).clips == 0, "used within the hour"


def test_a_program_that_is_killed_while_it_publishes_leaves_nothing_half(
    tmp_path: Path, url: str
) -> None:
    draw = random.Random(12)
    shell = Shell(
        tmp_path, {"LOA_MEDIA_URL": url, "LOA_ENGINE": "silence", "LOA_RELEASE": "automatic"}
    )
    for number in range(KILLS):
        (tmp_path / f"{number}.txt").write_text(f"Tin số {number}\n\nMưa to.", "utf-8")
        with shell.start("publish", f"{number}.txt") as program:
            time.sleep(draw.uniform(0.5, 3.0))
            if program.poll() is None:
                program.kill()
    with open_newsroom(tmp_path, media_url=url) as newsroom:
        for article in newsroom.service.library.articles():
            newsroom.finish(article.id)
        feed = newsroom.ask("/feed.xml").text
        heard = re.findall(r'url="http://[^/]+(/audio/[^"]+)"', feed)
        assert [newsroom.ask(path).status for path in heard] == [200] * len(heard)
        assert len(heard) == newsroom.service.library.count_articles()
        assert findings(newsroom) == []


def test_two_machines_that_share_a_server_and_a_bucket_are_one_newsroom(
    tmp_path: Path, url: str, postgresql_server: str
) -> None:
    database = f"{postgresql_server}?schema=n{uuid4().hex[:16]}"
    clips = url.replace("?", "-clips?", 1)
    opened = partial(open_newsroom, database_url=database, media_url=url, cache_url=clips)
    with (
        opened(tmp_path / "one") as one,
        opened(tmp_path / "other", worker=False) as other,
    ):
        episode = one.record("bai-1", FIRST)
        time.sleep(FRESH_SECONDS)
        assert guids(other) == guids(one) != []
        assert other.ask(address(episode)).body == one.ask(address(episode)).body
        corrected = other.take_in("bai-1", SECOND, wished=True)
        one.finish(corrected.id)
        current = other.service.library.episode(corrected.id)
        assert current is not None
        assert other.ask(address(current)).status == 200
        assert findings(other) == findings(one) == []

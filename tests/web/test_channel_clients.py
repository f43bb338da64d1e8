"""Podcast clients of Debian take the list of channels, a section's feed and a secret address."""

import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from service.model import Episode
from tests.outputs.test_feed_clients import environment, gpo, newsboat, rows
from tests.web.newsroom import Editor, Newsroom
from tests.web.test_desk_channels import private_path

pytestmark = pytest.mark.clients


@pytest.fixture(scope="module")
def world(newsroom: Newsroom) -> Episode:
    article = newsroom.take_in("khach/the-gioi", section="Thế giới")
    newsroom.finish(article.id)
    newsroom.record("khach/khong-muc")
    episode = newsroom.service.library.episode(article.id)
    assert episode is not None
    return episode


def test_gpodder_and_newsboat_get_a_sections_episodes_and_no_others(
    newsroom: Newsroom, world: Episode, tmp_path: Path
) -> None:
    url = f"{newsroom.base_url}/feeds/the-gioi.xml"
    gpo(tmp_path, "subscribe", url)
    assert [each["guid"] for each in rows(tmp_path / "Database", "select guid from episode")] == [
        world.guid
    ]
    assert [each["guid"] for each in newsboat(tmp_path, url)] == [world.guid]


def test_a_recording_of_a_section_is_downloaded_by_gpodder(
    newsroom: Newsroom, world: Episode, tmp_path: Path
) -> None:
    gpo(tmp_path, "subscribe", f"{newsroom.base_url}/feeds/the-gioi.xml")
    gpo(tmp_path, "download")
    (file,) = (tmp_path / "downloads").rglob("*.mp3")
    assert file.stat().st_size == world.edition.enclosure.length


def test_the_list_of_channels_is_imported_with_every_feed_once(
    newsroom: Newsroom, world: Episode, tmp_path: Path
) -> None:
    listed = tmp_path / "channels.opml"
    listed.write_bytes(newsroom.ask("/feeds.opml").body)
    for words in (
        ["newsboat", "-u", "urls", "-c", "cache.db", "-i", str(listed)],
        ["podget", "--import_opml", str(listed)],
    ):
        subprocess.run(
            words, cwd=tmp_path, env=environment(tmp_path), timeout=60, check=False, text=True
        )
    base_url = newsroom.service.settings.base_url
    wanted = {f"{base_url}/feed.xml", f"{base_url}/feeds/the-gioi.xml"}
    by_newsboat = [line.split()[0] for line in (tmp_path / "urls").read_text().splitlines() if line]
    assert wanted <= set(by_newsboat)
    assert len(by_newsboat) == len(set(by_newsboat))
    (servers,) = (tmp_path / ".config/podget").glob("serverlist*")
    by_podget = {
        line.split()[0]
        for line in servers.read_text().splitlines()
        if line.startswith("http") and urlsplit(line.split()[0]).netloc == urlsplit(base_url).netloc
    }
    assert wanted <= by_podget


def test_gpodder_subscribes_to_a_secret_address(
    newsroom: Newsroom, world: Episode, editor: Editor, tmp_path: Path
) -> None:
    gpo(tmp_path, "subscribe", newsroom.base_url + private_path(editor, "the-gioi", "Cô Tám"))
    (known,) = rows(tmp_path / "Database", "select guid from episode")
    assert known["guid"] == world.guid

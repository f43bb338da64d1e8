"""Covers of episodes over HTTP: for ever under their addresses, on the page, gone with it."""

import pytest
from lxml import html

from service.model import Episode
from service.model.release import Withdrawal
from service.outputs.addresses import episode_cover_path
from tests.covers.seen import opened
from tests.web.newsroom import SHORT, Newsroom


@pytest.fixture(scope="module")
def episode(newsroom: Newsroom) -> Episode:
    return newsroom.record("bia-1")


def path_of(newsroom: Newsroom, episode: Episode) -> str:
    kept = newsroom.service.library.cover(episode.id)
    assert kept is not None
    return episode_cover_path(kept.name)


def test_a_cover_is_served_for_ever_to_players_of_any_site(
    newsroom: Newsroom, episode: Episode
) -> None:
    path = path_of(newsroom, episode)
    got = newsroom.ask(path)
    assert (got.status, got.headers["Content-Type"]) == (200, "image/jpeg")
    assert got.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert opened(got.body).size == (1400, 1400)
    head = newsroom.ask(path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(got.body))
    known = newsroom.ask(path, headers={"If-None-Match": got.headers["ETag"]})
    assert (known.status, known.body) == (304, b"")


def test_feed_page_and_player_show_it(newsroom: Newsroom, episode: Episode) -> None:
    path = path_of(newsroom, episode)
    assert f'<itunes:image href="{newsroom.base_url}{path}"/>' in newsroom.ask("/feed.xml").text
    page = html.document_fromstring(newsroom.ask(f"/episodes/{episode.id}").body)
    assert page.xpath("//meta[@property='og:image']/@content") == [f"{newsroom.base_url}{path}"]
    assert page.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]
    assert page.xpath("//*[@data-cover]/@data-cover") == [path]


def test_a_former_cover_leads_to_todays(newsroom: Newsroom) -> None:
    episode = newsroom.record("bia-2")
    former = path_of(newsroom, episode)
    newsroom.record("bia-2", SHORT.replace("cây cầu mới</h1>", "cây cầu thứ hai</h1>"))
    current = path_of(newsroom, episode)
    assert current != former
    assert newsroom.ask(former).status == 200, "as long as former recordings"
    newsroom.service.media.remove(former.removeprefix("/covers/"))
    moved = newsroom.ask(former)
    assert (moved.status, moved.headers["Location"]) == (301, current)


def test_what_never_was_a_cover_is_not_found(newsroom: Newsroom, episode: Episode) -> None:
    recording = episode.edition.enclosure.name.removesuffix(".mp3")
    for path in (
        f"/covers/{episode.id}/{'0' * 12}.jpg",
        f"/covers/{episode.id}/release.json",
        f"/covers/{episode.id}/..%2ffeed.xml",
        f"/covers/{recording}.mp3",
        f"/covers/khong/{'0' * 12}.jpg",
        "/covers/",
    ):
        assert newsroom.ask(path).status == 404, path


def test_a_lost_cover_is_told_to_be_on_its_way(newsroom: Newsroom) -> None:
    episode = newsroom.record("bia-3")
    path = path_of(newsroom, episode)
    newsroom.service.media.remove(path.removeprefix("/covers/"))
    assert newsroom.ask(path).status == 503


def test_the_cover_of_a_withdrawn_article_is_gone(newsroom: Newsroom) -> None:
    episode = newsroom.record("bia-4")
    path = path_of(newsroom, episode)
    library = newsroom.service.library
    library.withdraw_episode(Withdrawal(episode.id, episode.updated, "An", "Tin sai."))
    assert newsroom.ask(path).status == 410

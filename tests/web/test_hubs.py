"""Who wants to hear of new episodes at once finds the hub in the feed and beside it (WebSub)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.sources.fetch import Fetcher
from tests.sources.fetch.conftest import Names
from tests.standins.hub import Hub, open_hub
from tests.web.newsroom import Newsroom, open_newsroom

OTHER = "https://hub.example.org/publish"


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    with open_hub() as opened:
        yield opened


@pytest.fixture(scope="module")
def announcing(tmp_path_factory: pytest.TempPathFactory, hub: Hub) -> Iterator[Newsroom]:
    """A newsroom with two hubs, of which one cannot be found."""
    names = Names({"hub.example": [["127.0.0.1"]]})
    fetcher = Fetcher("Loa/test", resolver=names, permitted={hub.place})
    folder: Path = tmp_path_factory.mktemp("hubs")
    with open_newsroom(folder, fetcher=fetcher, hubs=f"{hub.url}, {OTHER}", worker=False) as opened:
        yield opened


def test_the_feed_as_json_does_too(announcing: Newsroom, hub: Hub) -> None:
    answer = announcing.ask("/feed.json")
    own = f'<{announcing.base_url}/feed.json>; rel="self"'
    assert (answer.headers.get_all("Link") or [])[2:] == [own]
    assert [each["url"] for each in answer.json["hubs"]] == [hub.url, OTHER]


def test_the_feed_names_its_hubs_and_itself_within_and_in_its_head(
    announcing: Newsroom, hub: Hub
) -> None:
    answer = announcing.ask("/feed.xml")
    own = f"{announcing.base_url}/feed.xml"
    hubs = [f'<{each}>; rel="hub"' for each in (hub.url, OTHER)]
    assert answer.headers.get_all("Link") == [*hubs, f'<{own}>; rel="self"']
    for each in (hub.url, OTHER):
        assert f'<atom:link rel="hub" href="{each}"/>' in answer.text
    assert f'<atom:link href="{own}" rel="self"' in answer.text
    again = announcing.ask("/feed.xml", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status, len(again.headers.get_all("Link") or [])) == (304, 3)


def test_without_hubs_nobody_is_told_to_subscribe(newsroom: Newsroom) -> None:
    answer = newsroom.ask("/feed.xml")
    assert 'rel="hub"' not in answer.text
    assert "Link" not in answer.headers

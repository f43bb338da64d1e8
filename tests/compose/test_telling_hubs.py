"""A worker tells hubs of what is published (WebSub)."""

from pathlib import Path

from service.sources.fetch import Fetcher
from tests.sources.fetch.conftest import Names
from tests.standins.hub import open_hub
from tests.web.newsroom import open_newsroom


def test_a_worker_calls_each_hub_about_the_feed_while_another_hangs(tmp_path: Path) -> None:
    with open_hub() as hub, open_hub() as hanging:
        hanging.hangs = True
        names = Names({"hub.example": [["127.0.0.1"]]})
        fetcher = Fetcher("Loa/test", resolver=names, permitted={hub.place, hanging.place})
        hubs = f"{hanging.url} {hub.url}"
        with open_newsroom(tmp_path, fetcher=fetcher, hubs=hubs) as newsroom:
            episode = newsroom.record("bai/hub")
            assert episode.guid in newsroom.ask("/feed.xml").text
            hanging.wait_for(1)
            hub.wait_for(2)
            hanging.ended.set()
            own = {f"{newsroom.base_url}/feed.xml", f"{newsroom.base_url}/feed.json"}
            assert set(hub.topics) == own, "each address that names the hub"

from collections.abc import Iterator

import pytest

from service.model import Episode
from service.sources.fetch import Fetcher
from tests.sources.fetch.conftest import Names
from tests.standins.receiver import Receiver, open_receiver
from tests.standins.site import Site, open_site
from tests.web.newsroom import Editor, Newsroom, open_newsroom


@pytest.fixture(scope="package")
def site() -> Iterator[Site]:
    """The newspaper that pictures are fetched from."""
    with open_site() as opened:
        yield opened


@pytest.fixture(scope="package")
def receiver() -> Iterator[Receiver]:
    """Another system of the newsroom's, which is told of events."""
    with open_receiver() as opened:
        yield opened


@pytest.fixture(scope="package")
def newsroom(
    tmp_path_factory: pytest.TempPathFactory, site: Site, receiver: Receiver
) -> Iterator[Newsroom]:
    """One for all: a program has one worker."""
    names = Names({each: [["127.0.0.1"]] for each in ("bao.example", "toa.example")})
    fetcher = Fetcher("Loa/test", resolver=names, permitted={site.place, receiver.place})
    with open_newsroom(tmp_path_factory.mktemp("newsroom"), fetcher=fetcher) as opened:
        yield opened


@pytest.fixture(scope="package")
def episode(newsroom: Newsroom) -> Episode:
    return newsroom.record("bai/chung")


@pytest.fixture
def editor(newsroom: Newsroom) -> Editor:
    return Editor(newsroom)

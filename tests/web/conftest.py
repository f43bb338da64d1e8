from collections.abc import Iterator

import pytest

from service.model import Episode
from tests.web.newsroom import Editor, Newsroom, open_newsroom


@pytest.fixture(scope="package")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with open_newsroom(tmp_path_factory.mktemp("newsroom")) as opened:
        yield opened


@pytest.fixture(scope="package")
def episode(newsroom: Newsroom) -> Episode:
    return newsroom.record("bai/chung")


@pytest.fixture
def editor(newsroom: Newsroom) -> Editor:
    return Editor(newsroom)

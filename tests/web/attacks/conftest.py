from collections.abc import Iterator

import pytest

from tests.web.attacks.besieged import Besieged, lay
from tests.web.newsroom import open_newsroom


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Besieged]:
    """A newsroom for the attacks of one module: what they do is nobody else's."""
    with open_newsroom(tmp_path_factory.mktemp("besieged"), worker=False) as newsroom:
        yield lay(newsroom)

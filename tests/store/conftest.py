from collections.abc import Iterator
from pathlib import Path

import pytest

from service.store.library import Library, open_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "loa.db")
    yield opened
    opened.close()

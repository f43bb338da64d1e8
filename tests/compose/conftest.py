"""A newsroom that has published, made once and copied for each test that spoils it."""

import shutil
from pathlib import Path

import pytest

from tests.web.newsroom import open_newsroom

SECOND = "Tin thứ hai\n\n02-01-2026 08:00\n\nCâu của tin thứ hai.\n"


@pytest.fixture(scope="session")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed newsroom with the episodes bai/1 and bai/2; nobody changes it."""
    folder = tmp_path_factory.mktemp("published")
    with open_newsroom(folder) as newsroom:
        newsroom.record("bai/1")
        newsroom.record("bai/2", SECOND, link=None)
    return folder


@pytest.fixture
def two_published(published_once: Path, tmp_path: Path) -> Path:
    """A copy of such a folder, for one test."""
    return Path(shutil.copytree(published_once, tmp_path / "published"))

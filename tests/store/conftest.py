from collections.abc import Iterator
from pathlib import Path

import pytest

from service.store.library import Library
from service.store.media import MediaFolder
from tests.store.kinds import DATABASES, MEDIA, DatabaseKind, MediaKind


@pytest.fixture(params=list(DATABASES))
def database_kind(request: pytest.FixtureRequest, tmp_path: Path) -> DatabaseKind:
    return DATABASES[request.param](tmp_path)


@pytest.fixture
def library(database_kind: DatabaseKind) -> Iterator[Library]:
    database_kind.lay()
    opened = database_kind.open()
    yield opened
    opened.close()


@pytest.fixture(params=list(MEDIA))
def media_kind(request: pytest.FixtureRequest, tmp_path: Path) -> MediaKind:
    return MEDIA[request.param](tmp_path)


@pytest.fixture
def media(media_kind: MediaKind) -> MediaFolder:
    return media_kind.open()

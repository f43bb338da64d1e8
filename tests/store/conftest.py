from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from service.store.library import Library
from service.store.media import Media
from service.store.postgresql.address import parse_address
from tests.store.kinds import MEDIA, DatabaseKind, MediaKind, PostgreSQL, SQLiteFile


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.servers)])
def database_kind(request: pytest.FixtureRequest, tmp_path: Path) -> DatabaseKind:
    if request.param == "sqlite":
        return SQLiteFile(tmp_path)
    server = request.getfixturevalue("postgresql_server")
    return PostgreSQL(parse_address(f"{server}?schema=t{uuid4().hex}"))


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
def media(media_kind: MediaKind) -> Media:
    return media_kind.open()

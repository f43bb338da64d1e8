from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from service.bucket.address import parse_bucket
from service.store.library import Library
from service.store.media import Media
from service.store.postgresql.address import parse_address
from tests.servers.s3 import S3
from tests.store.kinds import DatabaseKind, Folder, MediaKind, PostgreSQL, S3Bucket, SQLiteFile


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


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.servers)])
def media_kind(request: pytest.FixtureRequest, tmp_path: Path) -> MediaKind:
    if request.param == "folder":
        return Folder(tmp_path)
    server: S3 = request.getfixturevalue("s3_server")
    address = server.address("loa", f"t{uuid4().hex}")
    return S3Bucket(tmp_path, parse_bucket(address, "LOA_MEDIA_URL", {}))


@pytest.fixture
def media(media_kind: MediaKind) -> Media:
    return media_kind.open()

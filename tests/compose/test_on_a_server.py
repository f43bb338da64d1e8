"""A whole newsroom whose library and queue are kept on a PostgreSQL server, also one that fails."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from service.compose import Service, open_service
from service.compose.backups import (
    back_up_installation,
    open_vault,
    restore_installation,
)
from service.compose.databases import find_databases
from service.compose.ground import survey
from service.compose.media import open_media
from service.compose.rebuilding import rebuild_library
from service.compose.secret import LEAST_BYTES
from service.engines.google import GoogleEngine
from service.errors import StoreError, SynthesisError
from service.settings import Settings
from service.store.library import open_library
from service.store.postgresql.address import PostgresAddress, parse_address
from service.store.postgresql.exchange import drop_schema
from tests.servers.postgresql import PostgreSQL, postgresql
from tests.store.shelf import NOW
from tests.web.newsroom import Newsroom, open_newsroom

pytestmark = pytest.mark.servers

FIRST = "Tin phường\n\nSáng nay cầu mới được thông xe."
SECOND = "Tin phường\n\nSáng nay cầu mới được thông xe. Chiều nay có mưa."


@pytest.fixture
def address(postgresql_server: str) -> str:
    return f"{postgresql_server}?schema=n{uuid4().hex[:16]}"


@pytest.fixture
def own_server() -> Iterator[PostgreSQL]:
    """A server of this test alone, which may be stopped."""
    with postgresql() as server:
        yield server


def put(newsroom: Newsroom, token: str, source_id: str, text: str) -> int:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/plain; charset=utf-8"}
    return newsroom.ask(f"/api/v1/articles/{source_id}", "PUT", text.encode(), headers).status


def guids(newsroom: Newsroom) -> list[str]:
    feed = newsroom.ask("/feed.xml").text
    return [part.partition("</guid>")[0] for part in feed.split("<guid")[1:]]


def test_an_article_is_published_corrected_and_found_again_by_the_next_program(
    tmp_path: Path, address: str
) -> None:
    with open_newsroom(tmp_path, database_url=address) as newsroom:
        newsroom.record("bai-1", FIRST)
        before = guids(newsroom)
        assert len(before) == 1
        newsroom.record("bai-1", SECOND)
        assert guids(newsroom) == before
    assert not list((tmp_path / "data").glob("*.db"))
    with open_newsroom(tmp_path, database_url=address, worker=False) as newsroom:
        assert guids(newsroom) == before
        [article] = newsroom.service.library.articles()
        assert newsroom.service.library.current_number(article.id) == 2


def test_what_is_published_is_served_and_writers_are_told_while_the_server_is_away(
    tmp_path: Path, own_server: PostgreSQL
) -> None:
    with open_newsroom(tmp_path, database_url=own_server.address) as newsroom:
        episode = newsroom.record("bai-1", FIRST)
        token = newsroom.service.library.make_token("toa soan", datetime.now(UTC))
        feed = newsroom.ask("/feed.xml").body
        own_server.stop()
        assert newsroom.ask("/feed.xml").body == feed
        assert newsroom.ask(f"/audio/{episode.edition.enclosure.name}").status == 200
        assert put(newsroom, token, "bai-2", SECOND) == 503
        own_server.start()
        assert put(newsroom, token, "bai-2", SECOND) in (201, 202)


def test_a_lost_library_is_not_taken_for_a_new_one_and_is_made_anew_from_the_media(
    tmp_path: Path, address: str
) -> None:
    with open_newsroom(tmp_path, database_url=address) as newsroom:
        newsroom.record("bai-1", FIRST)
        before = guids(newsroom)
    settings = Settings(data=tmp_path / "data", database_url=f"{address}x")
    databases = find_databases(settings, settings.data)
    ground = survey(settings.data, databases.library, open_media(settings, settings.data))
    with closing(ground.library):
        assert ["loa rebuild" in each.cure_en for each in ground.troubles] == [True]
    rebuild_library(
        settings.data, databases, open_media(settings, settings.data), NOW, print, force=False
    )
    with open_newsroom(tmp_path, database_url=f"{address}x", worker=False) as newsroom:
        assert guids(newsroom) == before


def test_a_library_with_articles_is_replaced_by_force_alone_and_kept_beside(
    tmp_path: Path, address: str
) -> None:
    with open_newsroom(tmp_path, database_url=address) as newsroom:
        newsroom.record("bai-1", FIRST)
    settings = Settings(data=tmp_path / "data", database_url=address)
    databases = find_databases(settings, settings.data)
    with pytest.raises(StoreError, match="--force"):
        rebuild_library(
            settings.data, databases, open_media(settings, settings.data), NOW, print, force=False
        )
    kept = rebuild_library(
        settings.data, databases, open_media(settings, settings.data), NOW, print, force=True
    ).set_aside
    assert kept is not None
    old = find_databases(Settings(database_url=address.split("=")[0] + f"={kept}"), tmp_path)
    for library in (old.library, databases.library):
        with closing(open_library(library)) as opened:
            assert [each.source_id for each in opened.articles()] == ["bai-1"]


def test_a_library_on_a_server_is_backed_up_and_restored(tmp_path: Path, address: str) -> None:
    with open_newsroom(tmp_path, database_url=address) as newsroom:
        newsroom.record("bai-1", FIRST)
        before = guids(newsroom)
        settings = Settings(data=tmp_path / "data", database_url=address)
        back_up_installation(settings, tmp_path / "vault", NOW, lambda done, total: None, keep=1)
    library = find_databases(settings, settings.data).library
    assert isinstance(library, PostgresAddress)
    drop_schema(library)
    new = replace(settings, data=tmp_path / "new" / "data", cache=tmp_path / "new" / "clips")
    vault = open_vault(tmp_path / "vault", None)
    restore_installation(new, vault, vault.snapshot(), lambda done, total: None)
    with open_newsroom(tmp_path / "new", database_url=address, worker=False) as newsroom:
        assert guids(newsroom) == before


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("postgresql://loa@127.0.0.1:1/postgres", "does not answer"),
        ("{server}khong", "no such database"),
    ],
)
def test_a_wrong_address_is_told_without_its_password(
    postgresql_server: str, told: str, words: str
) -> None:
    address = told.format(server=postgresql_server).replace("loa@", "loa:mat-khau@")
    settings = Settings(database_url=address)
    with pytest.raises(StoreError, match=words) as raised:
        open_library(find_databases(settings, settings.data).library)
    assert "mat-khau" not in str(raised.value)


def opened(data: Path, address: str) -> AbstractContextManager[Service]:
    """A program of a machine that has only ``data`` for itself."""
    settings = Settings(data=data, cache=data / "clips", database_url=address, free_space_mb=0)
    return open_service(settings, now=lambda: NOW)


def test_machines_share_the_key_the_levels_and_the_pace_that_the_first_of_them_had(
    tmp_path: Path, address: str
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    (first / "state").mkdir(parents=True)
    (first / "secret").write_bytes(b"k" * LEAST_BYTES)
    (first / "state" / "gains.json").write_text('{"piper/x/1": 2.5}')
    with opened(first, address) as here, opened(second, address) as there:
        assert here.secret_key == there.secret_key == b"k" * LEAST_BYTES
        for service in (here, there):
            gains = service.production.voices.levels._gains
            assert gains.known_gain(["piper/x/1"]) == 2.5
        google = here.production.voices.engines["google"]
        assert isinstance(google, GoogleEngine)
        assert [each.is_shut for each in there.circuits()] == [False]
        google.limiter.refused(3600)
        assert [each.is_shut for each in there.circuits()] == [True]
        with pytest.raises(SynthesisError, match="thử lại sau"):
            there.production.voices.engines["google"].probe()
    assert not (second / "secret").exists()


def test_two_machines_that_start_at_the_same_moment_agree_on_one_key(
    tmp_path: Path, address: str
) -> None:
    open_library(parse_address(address)).close()
    with ThreadPoolExecutor(4) as threads:
        keys = threads.map(lambda name: key_of(tmp_path / name, address), "abcd")
    assert len(set(keys)) == 1


def key_of(data: Path, address: str) -> bytes:
    with opened(data, address) as service:
        return service.secret_key

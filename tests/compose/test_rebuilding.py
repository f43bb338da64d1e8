"""A library that was lost is made anew from the media folder: the same episodes, for everybody."""

import json
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.compose import open_service
from service.compose.databases import files_in
from service.compose.rebuilding import preview_rebuild, rebuild_library
from service.desk.vocabulary import keep_entries
from service.errors import NotFoundError, StoreError
from service.model import Episode, LexiconEntry, LexiconScope, Override, SayAs
from service.outputs.manifest import render_manifest
from service.outputs.manifest_reading import read_manifest
from service.settings import Settings
from service.store.library import open_library
from service.store.media import MediaFolder
from service.tending.rebuilding import Rebuilt
from tests.compose.test_reading_on import damage, files, lose
from tests.store.shelf import whole_episodes
from tests.web.newsroom import Newsroom, open_newsroom

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
SECOND = "Tin thứ hai\n\n02-01-2026 08:00\n\nUBND xã họp. Câu của tin thứ hai.\n"


def put(newsroom: Newsroom, text: str) -> tuple[int, object]:
    """How the article bai/2 is answered, and its job."""
    now = datetime.now(UTC)
    token = newsroom.service.library.make_token(f"toà soạn {now:%f}", now)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/plain; charset=utf-8"}
    answer = newsroom.ask("/api/v1/articles/bai/2", "PUT", text.encode(), headers)
    return answer.status, answer.json["job"]


@pytest.fixture
def published(
    station: tuple[Path, tuple[Episode, ...]], tmp_path: Path
) -> tuple[Path, tuple[Episode, ...]]:
    """A copy of the station, for one test."""
    folder, episodes = station
    return shutil.copytree(folder, tmp_path / "published"), episodes


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Episode, ...]]:
    """A station with a lexicon, an override and a correction, and its episodes; it is closed."""
    folder = tmp_path_factory.mktemp("station")
    with open_newsroom(folder) as newsroom:
        entry = LexiconEntry(
            "e1", "UBND", "uỷ ban", LexiconScope.GLOBAL, None, False, True, True,
            SayAs.ALIAS, "", NOW,
        )  # fmt: skip
        keep_entries([entry], newsroom.service.library, NOW)
        newsroom.record("bai/1")
        episode = newsroom.record("bai/2", SECOND.replace("họp", "nghỉ"), link=None)
        newsroom.record("bai/2", SECOND, link=None)
        segment = episode.edition.passages[-1].segment
        override = Override(episode.id, segment.id, segment.text, "câu đọc khác", "An", NOW)
        newsroom.service.library.set_override(override)
        newsroom.finish(episode.id)
        return folder, whole_episodes(newsroom.service.library)


def without_port(feed: bytes) -> bytes:
    """Each newsroom of the tests has another address; all else is to be the same."""
    return re.sub(rb"127\.0\.0\.1:\d+", b"127.0.0.1", feed)


def rebuilt(folder: Path, *, force: bool = False) -> list[Rebuilt]:
    told: list[Rebuilt] = []
    rebuild_library(
        folder / "data",
        files_in(folder / "data"),
        MediaFolder(folder / "data" / "media"),
        NOW,
        told.append,
        force=force,
    )
    return told


def test_guids_dates_addresses_and_every_sentence_are_as_they_were(
    published: tuple[Path, tuple[Episode, ...]],
) -> None:
    folder, episodes = published
    data = folder / "data"
    feed = without_port((data / "media" / "feed.xml").read_bytes())
    with closing(open_library(data / "loa.db")) as library:
        offers = library.offers(9)
    lose(data)
    assert {each.lacking for each in rebuilt(folder)} == {()}
    with open_newsroom(folder) as newsroom:
        assert whole_episodes(newsroom.service.library) == episodes
        assert newsroom.service.library.offers(9) == offers, "each at its place, too"
        assert without_port(newsroom.ask("/feed.xml").body) == feed
        assert newsroom.ask("/healthz").status == 200
        for each in episodes:
            verdict = newsroom.service.verify(each.id)
            assert verdict.is_intact
            assert verdict.is_reproduced


def test_what_is_sent_again_is_known_and_a_correction_goes_to_the_same_episode(
    published: tuple[Path, tuple[Episode, ...]],
) -> None:
    folder, episodes = published
    lose(folder / "data")
    rebuilt(folder)
    with open_newsroom(folder) as newsroom:
        assert put(newsroom, SECOND) == (200, None)
        status, job = put(newsroom, SECOND.replace("họp", "bàn"))
        assert status == 202
        assert isinstance(job, dict)
        assert job["episode"] in {each.id for each in episodes}


def test_until_it_is_made_anew_pages_are_served_as_the_manifests_tell(
    published: tuple[Path, tuple[Episode, ...]],
) -> None:
    folder, episodes = published
    lose(folder / "data")
    with open_newsroom(folder, reads_on=True) as newsroom:
        assert newsroom.service.troubles
        assert "Tin thứ hai" in newsroom.ask("/").text
        for each in episodes:
            assert newsroom.ask(f"/episodes/{each.id}").status == 200
            assert newsroom.ask(f"/episodes/{each.id}/captions.vtt").status == 200


def test_a_library_with_articles_is_replaced_by_force_alone_and_kept_beside(
    published: tuple[Path, tuple[Episode, ...]],
) -> None:
    folder, episodes = published
    data = folder / "data"
    with open_newsroom(folder, worker=False) as newsroom:
        newsroom.take_in("bai/3", "Tin ba\n\n02-01-2026 09:00\n\nCâu ba.\n")
    with pytest.raises(StoreError, match="--force"):
        rebuilt(folder)
    rebuilt(folder, force=True)
    assert (data / "loa.db.20260304T050607").exists()
    with open_newsroom(folder) as newsroom:
        library = newsroom.service.library
        assert whole_episodes(library) == episodes
        # What no manifest tells of is carried over from the old file.
        assert library.article_by_source("bai/3") is not None
        (override,) = library.overrides(episodes[0].id) + library.overrides(episodes[1].id)
        assert override.author == "An"


def test_a_damaged_library_is_made_anew(published: tuple[Path, tuple[Episode, ...]]) -> None:
    folder, episodes = published
    damage(folder / "data")
    rebuilt(folder, force=True)
    with open_newsroom(folder) as newsroom:
        assert whole_episodes(newsroom.service.library) == episodes


def test_a_dry_run_writes_nothing(published: tuple[Path, tuple[Episode, ...]]) -> None:
    folder, episodes = published
    lose(folder / "data")
    before = files(folder)
    told: list[Rebuilt] = []
    preview_rebuild(MediaFolder(folder / "data" / "media"), told.append)
    assert {each.episode_id for each in told} == {each.id for each in episodes}
    assert files(folder) == before


def test_a_manifest_of_an_older_loa_gives_what_it_holds(
    published: tuple[Path, tuple[Episode, ...]],
) -> None:
    folder, episodes = published
    media = folder / "data" / "media"
    for path in media.glob("*/edition-*.json"):
        old = json.loads(path.read_bytes())
        del old["revision"]["blocks"]
        for sentence in old["sentences"]:
            del sentence["ending"], sentence["tail"], sentence["clip"]["spec"]
        path.write_text(json.dumps(old))
    for path in (media / "originals").iterdir():
        path.unlink()
    lose(folder / "data")
    assert all(len(each.lacking) >= 2 for each in rebuilt(folder))
    with open_newsroom(folder) as newsroom:
        found = whole_episodes(newsroom.service.library)
        assert [each.guid for each in found] == [each.guid for each in episodes]
        assert [each.edition.enclosure for each in found] == [
            each.edition.enclosure for each in episodes
        ]
        assert [each.edition.revision.blocks for each in found] == [
            each.edition.revision.blocks for each in episodes
        ]


def test_a_damaged_manifest_takes_only_its_own_episode_away(
    published: tuple[Path, tuple[Episode, ...]],
) -> None:
    folder, episodes = published
    media = folder / "data" / "media"
    (media / episodes[0].id / "edition-1.json").write_bytes(b"{")
    for path in (media / episodes[0].id).glob("edition-*.json"):
        path.write_bytes(b"{")
    lose(folder / "data")
    told = {each.episode_id: each for each in rebuilt(folder)}
    assert not told[episodes[0].id].is_there
    assert told[episodes[0].id].lacking
    assert told[episodes[1].id].is_there


def test_where_nothing_was_published_there_is_nothing_to_rebuild(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(NotFoundError):
        rebuild_library(
            tmp_path / "data",
            files_in(tmp_path / "data"),
            MediaFolder(tmp_path / "data" / "media"),
            NOW,
            print,
            force=True,
        )


def test_no_address_leads_to_the_originals(published: tuple[Path, tuple[Episode, ...]]) -> None:
    folder, episodes = published
    kept = {path.name for path in (folder / "data" / "media" / "originals").iterdir()}
    assert {f"{each.id}-{each.edition.revision.id}" for each in episodes} <= kept
    with open_newsroom(folder) as newsroom:
        for name in kept:
            for place in ("/originals", "/media/originals", "/audio/originals"):
                assert newsroom.ask(f"{place}/{name}").status == 404


def test_a_manifest_holds_its_whole_edition(
    published: tuple[Path, tuple[Episode, ...]],
) -> None:
    for each in published[1]:
        assert read_manifest(render_manifest(each.edition).encode()) == each.edition


def test_the_service_opens_what_was_made_anew(
    published: tuple[Path, tuple[Episode, ...]],
) -> None:
    folder, _ = published
    with open_newsroom(folder) as newsroom:
        settings = newsroom.service.settings
    lose(folder / "data")
    rebuilt(folder)
    with open_service(settings, now=lambda: NOW) as service:
        assert not service.troubles


def test_a_damaged_row_is_named_and_made_anew(
    published: tuple[Path, tuple[Episode, ...]],
) -> None:
    folder, episodes = published
    with closing(sqlite3.connect(folder / "data" / "loa.db")) as connection, connection:
        connection.execute(
            "UPDATE editions SET content = '{\"spec' WHERE episode_id = ?", (episodes[0].id,)
        )
    with open_service(Settings(data=folder / "data"), now=lambda: NOW) as service:
        assert whole_episodes(service.library) == episodes  # of its manifest
        assert {each[0] for each in service.library.damaged_seen()} == {episodes[0].id}
    rebuilt(folder, force=True)
    with open_newsroom(folder) as newsroom:
        assert whole_episodes(newsroom.service.library) == episodes

"""Real processes at one database, some of them killed."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from service.store.database import Database
from service.store.episode_rows import EpisodeRow
from service.store.library import open_library
from service.store.media import MediaFolder
from tests.store.shelf import NOW, make_edition, make_revision

SPAWN = multiprocessing.get_context("spawn")
WORKERS = 4
EACH = 200


def _run_at_once(job: Callable[..., object], *arguments: object) -> list[object]:
    with SPAWN.Pool(WORKERS) as pool:
        found = pool.starmap(job, [arguments] * WORKERS, chunksize=1)
        pool.close()
        pool.join()
    return list(found)


def _count_up(path: Path) -> None:
    database = Database(path)
    for _ in range(EACH):
        with database.writing() as session:
            connection = session.connection()
            found = connection.exec_driver_sql("SELECT guid FROM channels").scalar_one()
            connection.exec_driver_sql("UPDATE channels SET guid = ?", (str(int(found) + 1),))
    database.close()


def _open_and_take_in(path: Path) -> tuple[str, bool]:
    library = open_library(path)
    article, changed = library.take_in(make_revision(), b"raw", NOW)
    library.close()
    return article.id, changed


def _redeem(path: Path, secret: str) -> str | None:
    library = open_library(path)
    found = library.sign_in(secret, NOW)
    library.close()
    return found.key if found else None


def _die_in_publishing(path: Path, article_id: str) -> None:
    edition = make_edition(article_id, make_revision(), 2)
    with Database(path).writing() as session:
        row = session.get_one(EpisodeRow, article_id)
        row.number = edition.number
        session.flush()
        os.kill(os.getpid(), signal.SIGKILL)


def _die_in_building(folder: Path) -> None:
    with MediaFolder(folder).scratch() as room:
        (room / "half.mp3").write_bytes(b"half")
        os.kill(os.getpid(), signal.SIGKILL)


def _kill(job: Callable[..., None], *arguments: object) -> None:
    victim = SPAWN.Process(target=job, args=arguments)
    victim.start()
    victim.join()
    assert victim.exitcode == -signal.SIGKILL
    victim.close()


def test_no_update_is_lost_between_processes(tmp_path: Path) -> None:
    path = tmp_path / "loa.db"
    open_library(path).close()
    database = Database(path)
    with database.writing() as session:
        session.connection().exec_driver_sql("INSERT INTO channels VALUES ('main', '0')")
    _run_at_once(_count_up, path)
    with database.reading() as session:
        found = session.connection().exec_driver_sql("SELECT guid FROM channels").scalar_one()
    database.close()
    assert int(found) == WORKERS * EACH


def test_processes_that_make_the_library_and_one_article_at_once_agree(tmp_path: Path) -> None:
    found = _run_at_once(_open_and_take_in, tmp_path / "loa.db")
    ids = {each[0] for each in found if isinstance(each, tuple)}
    assert len(ids) == 1
    assert sum(each[1] for each in found if isinstance(each, tuple)) == 1


def test_a_link_is_redeemed_by_one_process_only(tmp_path: Path) -> None:
    library = open_library(tmp_path / "loa.db")
    secret = library.make_sign_in(NOW, NOW.replace(year=2027))
    library.close()
    found = _run_at_once(_redeem, tmp_path / "loa.db", secret)
    assert len([each for each in found if each]) == 1


def test_a_process_killed_while_publishing_leaves_the_old_edition_current(tmp_path: Path) -> None:
    path = tmp_path / "loa.db"
    library = open_library(path)
    article, _ = library.take_in(make_revision(), b"", NOW)
    current = library.publish_edition(make_edition(article.id, make_revision()), NOW)
    _kill(_die_in_publishing, path, article.id)
    assert library.episode(article.id) == current
    library.publish_edition(make_edition(article.id, make_revision(), 2), NOW)
    library.close()


def test_what_a_killed_process_was_building_can_be_swept(tmp_path: Path) -> None:
    _kill(_die_in_building, tmp_path)
    assert list(tmp_path.rglob("half.mp3"))
    MediaFolder(tmp_path).sweep(before=datetime.now(UTC) + timedelta(minutes=1))
    assert not list(tmp_path.rglob("half.mp3"))

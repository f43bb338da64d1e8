"""Copies of far files on this machine: whole, bounded, and never in everybody's way."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.errors import StoreError
from service.store.media import Facts
from service.store.media.shelf import Shelf

NOW = datetime(2026, 1, 2, tzinfo=UTC)
SOUND = b"sound" * 100


def facts(stamp: str = "1", size: int = len(SOUND)) -> Facts:
    return Facts(size, NOW, stamp)


def lie_on(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()]


def test_a_copy_is_whole_or_not_there(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", 10_000)

    def broken() -> Iterator[bytes]:
        yield SOUND
        raise StoreError("hỏng", "broken")

    with pytest.raises(StoreError, match="broken"):
        shelf.open("ep/a.mp3", facts(), broken)
    with pytest.raises(FileNotFoundError):
        shelf.open("ep/a.mp3", facts(), lambda: [SOUND[:-1]])
    assert lie_on(tmp_path / "shelf") == []
    with shelf.open("ep/a.mp3", facts(), lambda: [SOUND]) as file:
        assert file.read() == SOUND


def test_other_bytes_under_the_same_name_are_another_copy(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", 10_000)
    shelf.open("ep/a.mp3", facts(), lambda: [SOUND]).close()
    with shelf.open("ep/a.mp3", facts("2"), lambda: [SOUND.upper()]) as file:
        assert file.read() == SOUND.upper()


def test_one_that_is_larger_than_all_that_is_let_is_heard_and_stays_alone(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", len(SOUND) - 1)
    for stamp in ("1", "2"):
        with shelf.open("ep/a.mp3", facts(stamp), lambda: [SOUND]) as file:
            assert file.read() == SOUND
    assert len(lie_on(tmp_path / "shelf")) == 1


def test_who_reads_a_copy_that_is_cleared_away_reads_on(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", len(SOUND))
    with shelf.open("ep/a.mp3", facts(), lambda: [SOUND]) as file:
        shelf.open("ep/b.mp3", facts(), lambda: [SOUND]).close()
        assert file.read() == SOUND


def test_while_many_wait_for_a_slow_store_the_next_ones_are_told_at_once(tmp_path: Path) -> None:
    shelf, begun, go_on = (
        Shelf(tmp_path / "shelf", 10**6),
        threading.Semaphore(0),
        threading.Event(),
    )

    def slow() -> Iterator[bytes]:
        begun.release()
        go_on.wait(60)
        yield SOUND

    with ThreadPoolExecutor(16) as pool:
        asked = [pool.submit(shelf.open, f"ep/{n}.mp3", facts(), slow) for n in range(16)]
        for _ in range(4):
            assert begun.acquire(timeout=60)
        refused = 0
        while refused < 8:
            refused = sum(each.done() and each.exception() is not None for each in asked)
        go_on.set()
        errors = [each.exception() for each in asked]
    assert sum(isinstance(each, StoreError) for each in errors) == 8
    for each in asked:
        if each.exception() is None:
            each.result().close()


def test_what_many_want_at_once_is_fetched_once(tmp_path: Path) -> None:
    shelf, begun, go_on = Shelf(tmp_path / "shelf", 10**6), threading.Event(), threading.Event()
    fetched = []

    def slow() -> Iterator[bytes]:
        fetched.append(SOUND)
        begun.set()
        go_on.wait(60)
        yield SOUND

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(shelf.open, "ep/new.mp3", facts(), slow) for _ in range(8)]
        assert begun.wait(60)
        go_on.set()
        for each in asked:
            with each.result() as file:
                assert file.read() == SOUND
    assert fetched == [SOUND]


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "shelf").write_bytes(b"a file stands where the folder should be")
    with pytest.raises(StoreError):
        Shelf(tmp_path / "shelf", 10).open("ep/a.mp3", facts(), lambda: [SOUND])

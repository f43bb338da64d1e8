"""A log is counted line by line, none of them twice, wherever it is moved to meanwhile."""

import gzip
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.errors import OutputError, StoreError
from service.model.listening import FiguresAsked, FiguresBy
from service.store.library import Library, open_library
from service.tending.listening_log import LogRead, read_log
from tests.store.test_listening import publish

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
OWN = frozenset({"nghe.example.vn"})


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(open_library(tmp_path / "loa.db")) as opened:
        yield opened


@pytest.fixture
def episode_id(library: Library) -> str:
    return publish(library)


def line(episode_id: str, number: int, at: datetime = NOW, sent: int = 2_000_000) -> str:
    return (
        f"10.0.{number // 250}.{number % 250} - - [{at:%d}/Nov/{at:%Y:%H:%M:%S} +0000] "
        f'"GET /audio/{episode_id}/0123456789ab.mp3 HTTP/1.1" 200 {sent} "-" "AntennaPod/3" '
        f'"-" "-" "-" {number:032x}\n'
    )


def downloads(library: Library) -> int:
    sums = library.sum_figures(FiguresAsked(NOW.date(), NOW.date()), FiguresBy.DAY)
    return sum(each.count for each in sums)


def test_a_log_that_grows_is_read_on_and_a_line_that_is_being_written_waits(
    library: Library, episode_id: str, tmp_path: Path
) -> None:
    log = tmp_path / "a.log"
    log.write_text(line(episode_id, 1) + line(episode_id, 2) + line(episode_id, 3)[:40])
    assert read_log(library, log, OWN, NOW) == LogRead(2, 2, 0)
    assert read_log(library, log, OWN, NOW) == LogRead(0, 0, 0)
    log.write_text(line(episode_id, 1) + line(episode_id, 2) + line(episode_id, 3))
    assert read_log(library, log, OWN, NOW) == LogRead(1, 1, 0)
    assert downloads(library) == 3


def test_a_log_that_was_rotated_and_packed_is_the_same_log(
    library: Library, episode_id: str, tmp_path: Path
) -> None:
    log, moved, packed = (tmp_path / name for name in ("a.log", "a.log.1", "a.log.2.gz"))
    first = line(episode_id, 1) + line(episode_id, 2)
    log.write_text(first)
    read_log(library, log, OWN, NOW)
    log.rename(moved)
    moved.write_text(first + line(episode_id, 3))
    log.write_text(line(episode_id, 4))
    assert [read_log(library, each, OWN, NOW).lines for each in (moved, log)] == [1, 1]
    packed.write_bytes(gzip.compress(moved.read_bytes()))
    assert read_log(library, packed, OWN, NOW).lines == 0
    assert downloads(library) == 4


def test_a_log_that_was_emptied_in_its_place_is_another(
    library: Library, episode_id: str, tmp_path: Path
) -> None:
    log = tmp_path / "a.log"
    log.write_text("".join(line(episode_id, number) for number in range(5)))
    read_log(library, log, OWN, NOW)
    log.write_text(line(episode_id, 9))
    assert read_log(library, log, OWN, NOW).lines == 1
    assert downloads(library) == 6


def test_many_lines_are_read_in_parts_and_strange_ones_are_told(
    library: Library, episode_id: str, tmp_path: Path
) -> None:
    log = tmp_path / "a.log"
    lines = [line(episode_id, number) for number in range(1_200)]
    lines.insert(700, "không phải\n")
    lines.insert(900, "x" * 300_000 + "\n")
    lines.insert(901, line(episode_id, 5_000, NOW + timedelta(days=700)))
    log.write_text("".join(lines))
    found = read_log(library, log, OWN, NOW)
    assert (found.sent, found.strange) == (1_200, 5), "a line that is too long comes in pieces"
    assert downloads(library) == 1_200


def test_yesterdays_log_is_counted_on_yesterday(
    library: Library, episode_id: str, tmp_path: Path
) -> None:
    log, yesterday = tmp_path / "a.log", NOW - timedelta(days=1)
    log.write_text(
        line(episode_id, 1, yesterday, 300_000) + line(episode_id, 1, yesterday, 500_000)
    )
    read_log(library, log, OWN, NOW)
    sums = library.sum_figures(FiguresAsked(yesterday.date(), NOW.date()), FiguresBy.DAY)
    assert [(each.name, each.count) for each in sums] == [("2026-11-28", 1)]


def test_what_is_no_such_log_is_refused_and_nothing_is_kept_of_it(
    library: Library, tmp_path: Path
) -> None:
    for number, content in enumerate((b"a\nb\n", b"\xff\x00\n", b'1 - - [x] "" 200 1 "-" "-"\n')):
        log = tmp_path / f"{number}.log"
        log.write_bytes(content)
        with pytest.raises(OutputError, match="loa_listening"):
            read_log(library, log, OWN, NOW)
    (tmp_path / "b.gz").write_bytes(gzip.compress(b"a" * 9_000)[:-40])
    (tmp_path / "c.gz").write_bytes(b"a\n")
    for name in ("b.gz", "c.gz"):
        with pytest.raises((OutputError, StoreError)):
            read_log(library, tmp_path / name, OWN, NOW)
    with pytest.raises(StoreError):
        read_log(library, tmp_path, OWN, NOW)
    (tmp_path / "leer.log").write_bytes(b"")
    assert read_log(library, tmp_path / "leer.log", OWN, NOW) == LogRead(0, 0, 0)

"""Files answered from memory: what is remembered of them is bounded."""

import os
from pathlib import Path

import pytest

from service.store.media import MediaFolder
from service.web.ready import ReadyFiles


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"cover-{number}.png" for number in range(6)]
    for path in paths:
        path.write_bytes(path.name.encode() * 10)
    return paths


def is_remembered(ready: ReadyFiles, path: Path) -> bool:
    """Whether the file is answered without being read: its bytes are changed behind its back."""
    status, before = path.stat(), path.read_bytes()
    path.write_bytes(before.swapcase())
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    return read(ready, path) == before


def read(ready: ReadyFiles, path: Path) -> bytes:
    media = MediaFolder(path.parent)
    facts = media.facts(path.name)
    assert facts is not None
    return ready.read(path.name, facts, media).plain


def test_a_file_is_read_once_until_it_is_replaced(files: list[Path]) -> None:
    ready = ReadyFiles()
    read(ready, files[0])
    assert is_remembered(ready, files[0])
    files[0].write_bytes(b"another")
    assert read(ready, files[0]) == b"another"


def test_of_more_files_than_are_let_those_asked_for_last_are_remembered(files: list[Path]) -> None:
    ready = ReadyFiles(most_files=3)
    for path in files[:3]:
        read(ready, path)
    read(ready, files[0])
    read(ready, files[3])
    assert [is_remembered(ready, path) for path in (files[0], files[2], files[3])] == [True] * 3
    assert not is_remembered(ready, files[1])


def test_no_more_bytes_are_remembered_than_are_let(files: list[Path]) -> None:
    ready = ReadyFiles(most_bytes=3 * files[0].stat().st_size)
    for path in files:
        read(ready, path)
    assert [is_remembered(ready, path) for path in files[3:]] == [True] * 3
    assert not is_remembered(ready, files[0])


def test_a_file_larger_than_all_that_is_let_is_still_read_once(files: list[Path]) -> None:
    ready = ReadyFiles(most_bytes=1)
    read(ready, files[0])
    assert is_remembered(ready, files[0])
    read(ready, files[1])
    assert not is_remembered(ready, files[0])

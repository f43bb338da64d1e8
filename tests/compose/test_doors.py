"""What an installation keeps from others on the machine: the signing key, rows, folders."""

import logging
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.compose import open_service
from service.compose.rights import keep_private
from service.compose.secret import LEAST_BYTES, session_key
from service.errors import StoreError
from service.settings import Settings
from service.store.media import MediaFolder
from tests.cli.shell import Shell

RACE = """
import sys, pathlib
from service.compose.secret import session_key
sys.stdin.readline()
print(session_key(pathlib.Path(sys.argv[1])).hex())
"""


@pytest.fixture(autouse=True)
def wide_open() -> Iterator[None]:
    """The widest umask: what is narrow is so on purpose."""
    before = os.umask(0)
    yield
    os.umask(before)


def _clock() -> datetime:
    return datetime.now(UTC)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("left", [b"", b"x", b"x" * (LEAST_BYTES - 1)])
def test_an_empty_or_short_signing_key_is_replaced_and_that_is_told(
    tmp_path: Path, left: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "secret").write_bytes(left)
    with caplog.at_level(logging.WARNING):
        key = session_key(tmp_path)
    assert len(key) == LEAST_BYTES
    assert session_key(tmp_path) == key == (tmp_path / "secret").read_bytes()
    assert f"{len(left)} byte" in caplog.text
    assert mode_of(tmp_path / "secret") == 0o600


def test_a_key_that_is_long_enough_is_kept(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x" * LEAST_BYTES)
    assert session_key(tmp_path) == b"x" * LEAST_BYTES


@pytest.mark.parametrize("left", [None, b"", b"short"])
def test_programs_that_start_at_the_same_moment_agree_on_one_key(
    tmp_path: Path, left: bytes | None
) -> None:
    if left is not None:
        (tmp_path / "secret").write_bytes(left)
    command = [sys.executable, "-c", RACE, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    programs = [subprocess.Popen(command, **pipes) for _ in range(4)]  # type: ignore[call-overload]
    answers = {program.communicate(b"\n", timeout=60)[0].strip() for program in programs}
    assert answers == {(tmp_path / "secret").read_bytes().hex().encode()}
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_others_on_the_machine_read_no_database_and_list_no_folder(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "d", cache=tmp_path / "c", engine="silence")
    with open_service(settings, now=_clock) as service:
        service.library.make_sign_in(_clock(), _clock())
        service.publish_channel(_clock())
        data = settings.data
        assert mode_of(data) == 0o711
        assert {mode_of(data / "state"), mode_of(settings.cache)} == {0o700}
        found = {path.name: mode_of(path) for path in data.iterdir() if path.is_file()}
        assert {"loa.db", "loa.db-wal", "loa.db-shm", "jobs.db", "secret"} <= found.keys()
        assert set(found.values()) == {0o600}
        assert mode_of(data / "media") & 0o005, "a web server beside Loa delivers these"
        assert mode_of(data / "media" / "feed.xml") & 0o004


def test_what_an_older_loa_left_open_is_closed_at_the_start(tmp_path: Path) -> None:
    data, cache = tmp_path / "d", tmp_path / "c"
    for folder in (data, cache, data / "state", data / "media"):
        folder.mkdir(mode=0o755)
    names = ("loa.db", "loa.db-wal", "loa.db-shm", "jobs.db", "secret")
    for name in names:
        (data / name).touch(0o644)
    (data / "media" / "originals").mkdir(parents=True, exist_ok=True)
    (data / "media").chmod(0o777)
    keep_private(data, cache)
    assert mode_of(data) == 0o711
    assert mode_of(data / "media" / "originals") == 0o700, "rows of the library, kept twice"
    assert mode_of(cache) == mode_of(data / "state") == 0o700
    assert {mode_of(data / name) for name in names} == {0o600}
    assert mode_of(data / "media") == 0o755


def test_rights_that_are_narrower_already_and_folders_of_all_are_left(tmp_path: Path) -> None:
    data, cache = tmp_path / "d", tmp_path / "c"
    data.mkdir(mode=0o750)
    cache.mkdir()
    cache.chmod(0o1777)
    keep_private(data, cache)
    assert mode_of(data) == 0o710, "a web server in the group still passes"
    assert mode_of(cache) == 0o1777, "sticky: as /tmp"


@pytest.mark.parametrize("umask", [0, 0o777])
def test_whatever_the_umask_the_owner_may_use_what_is_written_and_no_stranger_may_change_it(
    tmp_path: Path, umask: int
) -> None:
    os.umask(umask)
    done = Shell(tmp_path, {"LOA_ENGINE": "silence"}).run_program("sign-in")
    assert done.returncode == 0, done.stderr
    written = [tmp_path / "data", *(tmp_path / "data").rglob("*")]
    assert len(written) > 3
    assert not [path for path in written if mode_of(path) & 0o002 or not mode_of(path) & 0o400]


def test_a_folder_where_the_key_belongs_is_told_of_and_left_as_it_is(tmp_path: Path) -> None:
    in_the_way = tmp_path / "secret"
    in_the_way.mkdir(mode=0o755)
    in_the_way.chmod(0o755)
    keep_private(tmp_path, tmp_path / "cache")
    assert mode_of(in_the_way) == 0o755
    with pytest.raises(StoreError, match="secret"):
        session_key(tmp_path)


def test_private_files_never_lie_in_a_folder_of_everybodys(tmp_path: Path) -> None:
    media = MediaFolder(tmp_path)
    media.write("originals/a", b"x", private=True)
    media.write("b/a.txt", b"x")
    assert mode_of(tmp_path / "originals") == 0o700
    assert mode_of(tmp_path / "b") & 0o055, "a web server reads what is published"

"""A disk that is full, really: a small file system of its own. Only root may mount one."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.cli.shell import Shell, wait_until
from tests.cli.test_articles import SAMPLE, enclosures
from tests.cli.test_serving import get, published, put, serving, slow
from tests.ports import free_port
from tests.programs import Program
from tests.stage import TEXT
from tests.standins.google import google_stand_in

pytestmark = pytest.mark.clients

Resize: TypeAlias = Callable[[int], None]


@pytest.fixture
def resize(shell: Shell) -> Iterator[Resize]:
    """Gives the data folder a disk of so many kB."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a file system")
    data = shell.folder / "data"
    data.mkdir()
    _mount(data, "size=64k")
    yield lambda size: _mount(data, f"remount,size={size}k")
    subprocess.run(["umount", data], check=True)  # noqa: S607 - wherever the system has it


def _mount(folder: Path, options: str) -> None:
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    subprocess.run(words, check=True)


@pytest.mark.parametrize("size", [560, 700, 1000, 1300])
def test_wherever_the_disk_is_full_publishing_says_so_once_and_goes_on_when_there_is_room(
    shell: Shell, resize: Resize, size: int
) -> None:
    resize(size)
    done = shell.run("publish", str(SAMPLE))
    assert done.returncode == 74, done.stderr
    assert "Traceback" not in done.stderr
    told = [line for line in done.stderr.splitlines() if "Đang" not in line]
    assert len(told) == 2, told
    assert told[0].startswith("loa: ")
    assert not list((shell.folder / "data" / "media").glob("*/*.mp3"))
    assert not (shell.folder / "data" / "media" / "feed.xml").exists()

    resize(16_000)
    done = shell.run("publish", str(SAMPLE))
    assert done.returncode == 0, done.stderr
    assert len(enclosures(shell)) == 1


def test_a_server_whose_disk_is_full_goes_on_answering_and_works_when_there_is_room(
    shell: Shell, resize: Resize
) -> None:
    resize(16_000)
    shell = Shell(shell.folder, {**shell.settings, "LOA_PORT": str(free_port())})
    token = shell.run("token", "new").stdout.strip()
    ballast = shell.folder / "data" / "ballast"
    with google_stand_in() as google, serving(shell, slow(google)) as process:
        put(shell, token, TEXT)
        wait_until(lambda: len(google.asked) >= 2, "some sentences are spoken")
        _fill(ballast)
        _read_until(process, b"The job queue cannot be read or written")
        assert get(shell, "/")[0] == 200
        ballast.unlink()
        wait_until(lambda: published(shell) == 1, "the episode is published")
        process.terminate()
        output, _ = process.communicate(timeout=60)
    assert b"Traceback" not in output
    assert output.count(b"the heartbeat failed") <= 1


def _read_until(process: Program, words: bytes) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        assert b"Traceback" not in line
        if words in line:
            return
    pytest.fail("The server has ended.")


def _fill(ballast: Path) -> None:
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))

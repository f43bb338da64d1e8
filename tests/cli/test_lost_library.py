"""loa, where its database is lost while what it published is there."""

import urllib.error
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.shell import Shell, wait_until
from tests.cli.test_serving import get
from tests.ports import free_port
from tests.stage import TEXT

pytestmark = pytest.mark.usefixtures("first_day")


def publish(shell: Shell) -> None:
    """A short article is published, the same one each time."""
    done = shell.run("publish", shell.write("tin.txt", TEXT))
    assert done.returncode == 0, done.stderr


def lose_library(shell: Shell) -> bytes:
    """The feed of a station that has lost its database since."""
    publish(shell)
    for path in (shell.folder / "data").glob("loa.db*"):
        path.unlink()
    return feed_of(shell).read_bytes()


def feed_of(shell: Shell) -> Path:
    return shell.folder / "data" / "media" / "feed.xml"


def test_the_server_says_what_is_wrong_and_keeps_the_feed(shell: Shell) -> None:
    shell = Shell(shell.folder, {**shell.settings, "LOA_PORT": str(free_port())})
    feed = lose_library(shell)
    process = shell.start("serve")

    def is_served() -> bool:
        with suppress(urllib.error.URLError):
            return get(shell, "/feed.xml")[1] == feed
        return False

    try:
        wait_until(is_served, "the feed is served")
    finally:
        process.terminate()
        output, _ = process.communicate(timeout=60)
    assert "loa rebuild" in output.decode()
    assert "published episodes" in output.decode()
    assert "token=" not in output.decode(), "a link into a library that is gone at the next start"
    assert feed_of(shell).read_bytes() == feed
    assert not (shell.folder / "data" / "loa.db").exists()


def test_the_doctor_tells_of_it_and_ends_with_1(shell: Shell) -> None:
    lose_library(shell)
    done = shell.run("doctor")
    assert done.returncode == 1
    assert "✗ Cơ sở dữ liệu không biết 1 tập đã phát hành" in done.stdout


def test_the_doctor_advises_nothing_that_cannot_be_done_before_it_is_mended(
    shell: Shell,
) -> None:
    lose_library(shell)
    (sound,) = (shell.folder / "data" / "media").rglob("*.mp3")
    sound.unlink()
    for done in (shell.run("doctor"), shell.run("doctor", "--deep")):
        assert done.returncode == 1
        assert f"/{sound.name} mất" in done.stdout
        assert "loa rebuild" in done.stdout
        assert "loa regenerate" not in done.stdout
        assert "loa serve" not in done.stdout
        assert "Sửa lỗi nói ở đầu trước đã" in done.stdout


def test_nothing_is_published_before_it_is_mended(shell: Shell) -> None:
    feed = lose_library(shell)
    for words in (["publish", "tin.txt"], ["worker"], ["token", "new"]):
        done = shell.run(*words)
        assert done.returncode == 74
        assert "loa rebuild" in done.stderr
    assert feed_of(shell).read_bytes() == feed

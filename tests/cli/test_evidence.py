"""loa evidence, as a shell runs it."""

import zipfile

import pytest

from tests.cli.shell import Shell
from tests.cli.test_lost_library import publish

pytestmark = pytest.mark.usefixtures("first_day")


def test_an_archive_is_written_as_a_new_file_and_replaces_none(shell: Shell) -> None:
    publish(shell)
    manifest = next((shell.folder / "data" / "media").glob("*/release.json"))
    episode = manifest.parent.name
    target = shell.folder / "ho-so.zip"
    done = shell.run("evidence", episode, "-o", str(target))
    assert done.returncode == 0, done.stderr
    assert "sha256" in done.stdout
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert "nhat-ky.csv" in archive.namelist()
    again = shell.run("evidence", episode, "-o", str(target))
    assert again.returncode != 0
    assert "Đã có" in again.stderr
    unknown = shell.run("evidence", "khong-co", "-o", str(shell.folder / "b.zip"))
    assert unknown.returncode != 0
    assert not (shell.folder / "b.zip").exists()

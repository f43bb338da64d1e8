"""A server is brought back to a moment before an accident, as docs/operations.md tells."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.compose.databases import find_databases
from service.compose.media import open_media
from service.compose.rebuilding import rebuild_library
from service.errors import StoreError
from tests.servers.postgresql import PostgreSQL, other_user, postgresql, programs
from tests.store.shelf import NOW
from tests.web.newsroom import Newsroom, open_newsroom

pytestmark = pytest.mark.servers

BEFORE = "Tin phường\n\nSáng nay cầu mới được thông xe."
AFTER = "Tin phường\n\nBài này vào sau khi có người xoá nhầm."


@pytest.fixture
def archive() -> Iterator[Path]:
    """Where the server keeps its log a second time; its own user writes there."""
    with tempfile.TemporaryDirectory(prefix="loa-archive-") as folder:
        path = Path(folder)
        if (user := other_user()) is not None:
            shutil.chown(path, user)
        path.chmod(0o755)
        yield path


def ask(server: PostgreSQL, words: str) -> str:
    """What the server answers to a statement."""
    command = [str(programs() / "psql"), "-XAtq", "-d", server.address, "-c", words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def copy_of(server: PostgreSQL, folder: Path) -> Path:
    """A base backup of the running server."""
    data = folder / "base"
    command = [str(programs() / "pg_basebackup"), "-d", server.address, "-D", str(data)]
    user = other_user()
    subprocess.run(
        [*command, "-X", "none", "-c", "fast"], check=True, capture_output=True, user=user, cwd="/"
    )
    return data


def brought_back(server: PostgreSQL, base: Path, archive: Path, point: str) -> None:
    """The server runs over the base backup, with the log played until the point."""
    server.stop()
    shutil.rmtree(server.data)
    subprocess.run([shutil.which("cp") or "cp", "-a", str(base), str(server.data)], check=True)
    with (server.data / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
        settings.write(
            f"restore_command = 'cp {archive}/%f %p'\n"
            f"recovery_target_name = '{point}'\n"
            "recovery_target_action = 'promote'\n"
        )
    (server.data / "recovery.signal").touch()
    if (user := other_user()) is not None:
        for name in ("recovery.signal", "postgresql.auto.conf"):
            shutil.chown(server.data / name, user)
    server.start()


def sources(newsroom: Newsroom) -> set[str]:
    return {each.source_id for each in newsroom.service.library.articles()}


def test_what_was_before_the_accident_is_back_and_what_listeners_have_is_not_lost(
    tmp_path: Path, archive: Path
) -> None:
    with postgresql({"archive_mode": "on", "archive_command": f"cp %p {archive}/%f"}) as server:
        with open_newsroom(tmp_path, database_url=server.address) as newsroom:
            settings = newsroom.service.settings
            newsroom.record("bai-truoc", BEFORE)
            base = copy_of(server, archive)
            newsroom.record("bai-giua", BEFORE)
            ask(server, "SELECT pg_create_restore_point('before the accident')")
            newsroom.record("bai-sau", AFTER)
            newsroom.take_in("bai-nham", AFTER)
        ask(server, "SELECT pg_switch_wal()")
        brought_back(server, base, archive, "before the accident")
        # What was published after that moment lies in the folder, and no feed drops it.
        with (
            pytest.raises(StoreError, match="does not know 1 published"),
            open_newsroom(tmp_path, database_url=server.address, worker=False),
        ):
            pass
        databases = find_databases(settings, settings.data)
        media = open_media(settings, settings.data)
        rebuild_library(settings.data, databases, media, NOW, print, force=True)
        with open_newsroom(tmp_path, database_url=server.address, worker=False) as newsroom:
            assert sources(newsroom) == {"bai-truoc", "bai-giua", "bai-sau"}
            assert newsroom.ask("/feed.xml").text.count("<item>") == 3

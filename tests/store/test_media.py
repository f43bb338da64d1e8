"""What only a folder does with published files; test_media_contract has what every store does."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.errors import StoreError
from service.store.media import MediaFolder


def test_a_written_file_leaves_nothing_beside_it(tmp_path: Path) -> None:
    media = MediaFolder(tmp_path / "media")
    media.write("feed.xml", b"one")
    media.write("feed.xml", b"two")
    assert [each.name for each in tmp_path.rglob("*") if each.is_file()] == ["feed.xml"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "media").write_bytes(b"a file stands where the folder should be")
    with pytest.raises(StoreError):
        MediaFolder(tmp_path / "media").write("feed.xml", b"x")


def test_a_file_stands_where_a_web_server_beside_loa_looks_for_it(tmp_path: Path) -> None:
    media = MediaFolder(tmp_path / "media")
    media.write("ep/abc.txt", b"x")
    assert media.path("ep/abc.txt") == tmp_path / "media" / "ep" / "abc.txt"


def test_private_files_lie_in_a_folder_of_their_owners_alone(tmp_path: Path) -> None:
    MediaFolder(tmp_path / "media").write("ep/abc.txt", b"x", private=True)
    assert (tmp_path / "media" / "ep").stat().st_mode & 0o077 == 0


def test_other_files_lie_in_folders_that_open_as_the_system_says(tmp_path: Path) -> None:
    (tmp_path / "asked").mkdir()
    MediaFolder(tmp_path / "media").write("ep/abc.txt", b"x")
    asked, made = ((tmp_path / name).stat().st_mode for name in ("asked", "media/ep"))
    assert made == asked, "a web server beside Loa reads them"


def test_a_lost_file_is_restored_where_nothing_else_is_left(tmp_path: Path) -> None:
    media = MediaFolder(tmp_path / "data" / "media")
    for content in (b"one", b"two"):
        source = tmp_path / "source.mp3"
        source.write_bytes(content)
        media.restore("ep/abc.mp3", source)
        assert media.read("ep/abc.mp3") == content


def test_a_store_that_is_not_there_yet_has_no_folders_and_is_made_when_space_is_asked_for(
    tmp_path: Path,
) -> None:
    media = MediaFolder(tmp_path / "data" / "media")
    assert media.folders() == frozenset()
    assert not media.has_folders()
    for _ in range(2):
        media.require_space(1)
    assert media.folders() == frozenset()
    assert not media.has_folders()
    media.write("feed.xml", b"x")
    media.remove("feed.xml")
    media.write("ep/abc.txt", b"x")
    media.write("feed.xml", b"x")
    assert media.folders() == {"ep", ".scratch"}, "of files it tells nothing"
    assert media.has_folders()


def test_a_scratch_folder_that_somebody_took_away_is_gone(tmp_path: Path) -> None:
    with MediaFolder(tmp_path / "media").scratch() as room:
        shutil.rmtree(room)
    assert not room.exists()


def test_what_is_as_old_as_the_moment_is_no_leftover_yet(tmp_path: Path) -> None:
    media, moment = MediaFolder(tmp_path / "media"), datetime(2026, 1, 1, tzinfo=UTC)
    with media.scratch() as room:
        os.utime(room, (moment.timestamp(), moment.timestamp()))
        assert media.leftovers(moment) == ()
        assert media.leftovers(moment.replace(second=1)) == (room,)
        assert media.sweep(moment.replace(second=1)) == 1
        assert not room.exists()

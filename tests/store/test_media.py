"""What only a folder does with published files; test_media_contract has what every store does."""

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

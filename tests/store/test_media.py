import shutil
from pathlib import Path

import pytest

from service.errors import StoreError
from service.store.media import MediaFolder


@pytest.fixture
def media(tmp_path: Path) -> MediaFolder:
    return MediaFolder(tmp_path / "media")


def _source(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "built.mp3"
    path.write_bytes(content)
    return path


def test_a_published_file_has_the_bytes_of_its_source(media: MediaFolder, tmp_path: Path) -> None:
    media.publish("ep/abc.mp3", _source(tmp_path, b"sound"))
    assert media.read("ep/abc.mp3") == b"sound"
    assert media.exists("ep/abc.mp3")


def test_publishing_the_same_bytes_again_is_without_effect(
    media: MediaFolder, tmp_path: Path
) -> None:
    media.publish("ep/abc.mp3", _source(tmp_path, b"sound"))
    media.publish("ep/abc.mp3", _source(tmp_path, b"sound"))
    assert media.read("ep/abc.mp3") == b"sound"


def test_a_name_never_gets_other_bytes(media: MediaFolder, tmp_path: Path) -> None:
    media.publish("ep/abc.mp3", _source(tmp_path, b"sound"))
    with pytest.raises(StoreError, match="other content"):
        media.publish("ep/abc.mp3", _source(tmp_path, b"other"))
    assert media.read("ep/abc.mp3") == b"sound"


def test_a_written_file_replaces_the_one_before_and_leaves_nothing_beside_it(
    media: MediaFolder, tmp_path: Path
) -> None:
    media.write("feed.xml", b"one")
    media.write("feed.xml", b"two")
    assert media.read("feed.xml") == b"two"
    assert [each.name for each in tmp_path.rglob("*") if each.is_file()] == ["feed.xml"]


def test_a_removed_file_is_gone_and_removing_it_again_is_no_error(media: MediaFolder) -> None:
    media.write("feed.xml", b"one")
    media.remove("feed.xml")
    media.remove("feed.xml")
    assert media.path("feed.xml") is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../x",
        "a/../b",
        "/etc/passwd",
        "a//b",
        ".hidden",
        "a/b/c",
        "bài.mp3",
        "a\n",
        "a\0",
    ],
)
def test_a_name_that_leads_elsewhere_is_no_name(media: MediaFolder, name: str) -> None:
    assert media.path(name) is None
    with pytest.raises(StoreError):
        media.write(name, b"")


def test_too_little_space_is_told_before_anything_is_built(media: MediaFolder) -> None:
    media.require_space(1)
    with pytest.raises(StoreError, match="MB"):
        media.require_space(2**62)


def test_scratch_goes_with_what_is_left_in_it(media: MediaFolder) -> None:
    with media.scratch() as folder:
        (folder / "left").write_bytes(b"x")
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "media").write_bytes(b"a file stands where the folder should be")
    with pytest.raises(StoreError):
        MediaFolder(tmp_path / "media").write("feed.xml", b"x")


def test_a_source_that_is_gone_publishes_nothing(media: MediaFolder, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        media.publish("ep/abc.mp3", tmp_path / "gone.mp3")
    assert not media.exists("ep/abc.mp3")
    shutil.rmtree(tmp_path / "media")

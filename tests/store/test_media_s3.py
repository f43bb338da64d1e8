"""What only a bucket does with published files; test_media_contract has what every store does."""

import tracemalloc
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen
from uuid import uuid4

import pytest

from service.bucket.address import BucketAddress, parse_bucket
from service.bucket.bucket import Bucket
from service.bucket.opening import Patience
from service.errors import StoreError
from service.store.media import Media
from service.store.media.s3 import MediaBucket
from service.store.media.scratch import SCRATCH, Scratch
from service.store.media.shelf import Shelf
from tests.servers.s3 import S3

pytestmark = pytest.mark.servers

HASTY = Patience(connecting=0.5, silent=0.5, uploading=60.0, trying=0.5, tries=2)
MEGABYTE = 2**20


@pytest.fixture
def address(s3_server: S3) -> BucketAddress:
    s3_server.fail("500", 0)
    return parse_bucket(s3_server.address("loa", f"m{uuid4().hex}"), "LOA_MEDIA_URL", {})


def open_at(address: BucketAddress, folder: Path, shelf_mb: int = 4) -> MediaBucket:
    shelf = Shelf(folder / "shelf", shelf_mb * MEGABYTE)
    return MediaBucket(Bucket(address, HASTY), shelf, Scratch(folder / "shelf" / SCRATCH))


@pytest.fixture
def media(address: BucketAddress, tmp_path: Path) -> MediaBucket:
    return open_at(address, tmp_path)


def built(folder: Path, content: bytes) -> Path:
    path = folder / "built.mp3"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("how", ["lost", "silent"])
def test_a_file_whose_answer_is_lost_is_published_all_the_same(
    how: str, media: Media, s3_server: S3, tmp_path: Path
) -> None:
    s3_server.fail(how, 1, methods="PUT")
    media.publish("ep/abc.mp3", built(tmp_path, b"sound"))
    assert media.read("ep/abc.mp3") == b"sound"


def test_other_bytes_are_refused_also_when_the_answer_is_lost(
    media: Media, s3_server: S3, tmp_path: Path
) -> None:
    media.publish("ep/abc.mp3", built(tmp_path, b"sound"))
    s3_server.fail("lost", 1, methods="PUT")
    with pytest.raises(StoreError, match="other content"):
        media.publish("ep/abc.mp3", built(tmp_path, b"other"))
    assert media.read("ep/abc.mp3") == b"sound"


@pytest.mark.parametrize("status", ["500", "503"])
def test_what_fails_for_a_moment_is_done_and_what_goes_on_failing_is_told(
    status: str, media: Media, s3_server: S3, tmp_path: Path
) -> None:
    s3_server.fail(status, 1)
    media.publish("ep/abc.mp3", built(tmp_path, b"sound"))
    s3_server.fail(status, 50)
    for ask in (
        lambda: media.read("ep/abc.mp3"),
        lambda: media.facts("ep/abc.mp3"),
        lambda: media.folders(),
        lambda: media.publish("ep/def.mp3", built(tmp_path, b"sound")),
        lambda: media.remove("ep/abc.mp3"),
    ):
        with pytest.raises(StoreError, match=status) as told:
            ask()
        assert "kho không trả lời" in told.value.vi
    s3_server.fail(status, 0)
    assert media.read("ep/abc.mp3") == b"sound"
    assert not media.exists("ep/def.mp3")


def test_a_store_that_says_nothing_is_not_waited_for_longer_than_patience(
    media: Media, s3_server: S3
) -> None:
    media.write("feed.xml", b"one")
    s3_server.fail("silent", 50)
    with pytest.raises(StoreError):
        media.read("feed.xml")
    s3_server.fail("silent", 0)
    assert media.read("feed.xml") == b"one"


def test_wrong_keys_a_wrong_bucket_and_a_wrong_host_are_told_apart(
    media: Media, s3_server: S3, tmp_path: Path
) -> None:
    s3_server.fail("403", 50)
    with pytest.raises(StoreError, match="AWS_"):
        media.has_folders()
    s3_server.fail("403", 0)
    other = parse_bucket(s3_server.address("nobodys"), "LOA_MEDIA_URL", {})
    with pytest.raises(StoreError, match="no such bucket"):
        open_at(other, tmp_path).has_folders()
    with pytest.raises(StoreError, match="no such bucket"):
        open_at(other, tmp_path).write("feed.xml", b"x")
    away = parse_bucket("s3://loa?endpoint=http://127.0.0.1:9", "LOA_MEDIA_URL", {})
    with pytest.raises(StoreError, match="no answer"):
        open_at(away, tmp_path).facts("feed.xml")


def test_a_store_that_replaces_what_is_there_is_refused_before_anything_is_published(
    media: Media, s3_server: S3
) -> None:
    media.require_writable()
    s3_server.fail("unconditional", 2, methods="PUT")
    with pytest.raises(StoreError, match="If-None-Match"):
        media.require_writable()
    assert list(media.names()) == []


def test_keys_that_may_not_delete_are_found_out_before_anything_is_published(
    media: Media, s3_server: S3
) -> None:
    s3_server.fail("403", 5, methods="DELETE POST")
    try:
        with pytest.raises(StoreError, match="không có quyền"):
            media.require_writable()
    finally:
        s3_server.fail("403", 0)


def test_what_listeners_ask_for_again_is_fetched_once_and_the_oldest_copies_go(
    media: Media, s3_server: S3, tmp_path: Path
) -> None:
    names = [f"ep/{number}.mp3" for number in range(4)]
    for name in names:
        media.publish(name, built(tmp_path, name.encode() * (2 * MEGABYTE // len(name))))
    facts = {name: media.facts(name) for name in names}
    s3_server.seen()
    for name in (*names, names[-1]):
        told = facts[name]
        assert told is not None
        with media.open(name, told) as file:
            file.seek(2 * MEGABYTE // len(name) * len(name) - len(name))
            assert file.read() == name.encode()
    assert sum(each.startswith("GET") for each in s3_server.seen()) == len(names)
    held = [path.stat().st_size for path in (tmp_path / "shelf").iterdir() if path.is_file()]
    assert sum(held) <= 4 * MEGABYTE


def test_a_file_that_was_replaced_since_it_was_looked_at_is_not_there(
    media: Media, tmp_path: Path
) -> None:
    media.write("ep/abc.mp3", b"sound")
    told = media.facts("ep/abc.mp3")
    assert told is not None
    media.restore("ep/abc.mp3", built(tmp_path, b"other"))
    with pytest.raises(FileNotFoundError):
        media.open("ep/abc.mp3", told)
    assert [path for path in (tmp_path / "shelf").iterdir() if path.is_file()] == []


def test_a_long_recording_is_never_in_memory_as_a_whole(media: Media, tmp_path: Path) -> None:
    path = built(tmp_path, b"")
    with path.open("wb") as file:
        file.truncate(64 * MEGABYTE)
    tracemalloc.start()
    try:
        media.publish("ep/abc.mp3", path)
        told = media.facts("ep/abc.mp3")
        assert told is not None
        media.open("ep/abc.mp3", told).close()
        assert media.digest("ep/abc.mp3") is not None
        assert tracemalloc.get_traced_memory()[1] < 16 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_a_signed_address_gives_the_file_to_who_has_no_key(media: Media) -> None:
    media.write("ep/abc.mp3", b"sound")
    with urlopen(media.signed("ep/abc.mp3", timedelta(minutes=5))) as answer:
        assert answer.read() == b"sound"
        assert answer.headers["Content-Type"] == "audio/mpeg"


def test_what_was_set_aside_is_published_nowhere(media: Media) -> None:
    media.write("ep/abc.mp3", b"sound")
    media.set_aside("ep/abc.mp3")
    assert list(media.names()) == []
    assert media.folders() == frozenset()
    assert not media.has_folders()
    [told] = media.damaged()
    assert "ep/abc.mp3" in str(told)
    media.write("ep/def.mp3", b"sound")
    media.remove_folder("ep")
    assert media.damaged() == ()

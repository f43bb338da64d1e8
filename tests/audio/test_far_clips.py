"""Clips in a bucket, behind the folders of two machines."""

from pathlib import Path
from uuid import uuid4

import pytest

from service.audio.cache import ClipCache
from service.audio.far_clips import FarClips
from service.bucket.address import parse_bucket
from service.bucket.bucket import Bucket
from service.bucket.opening import Patience
from service.errors import ClipLostError
from service.model import Speech
from tests.audio.test_cache import FRAMES, _clip
from tests.servers.s3 import S3

pytestmark = pytest.mark.servers

HASTY = Patience(connecting=0.5, silent=0.5, uploading=2.0, trying=0.5, tries=1)


@pytest.fixture
def bucket(s3_server: S3) -> Bucket:
    s3_server.fail("500", 0)
    return Bucket(parse_bucket(s3_server.address("loa", f"c{uuid4().hex}"), "X", {}), HASTY)


@pytest.fixture
def one(bucket: Bucket, tmp_path: Path) -> ClipCache:
    return ClipCache(tmp_path / "one", far=FarClips(bucket))


@pytest.fixture
def other(bucket: Bucket, tmp_path: Path) -> ClipCache:
    return ClipCache(tmp_path / "other", far=FarClips(bucket))


def test_what_one_machine_has_made_the_other_has(one: ClipCache, other: ClipCache) -> None:
    speech = Speech((b"said",), "audio/mpeg")
    one.keep(_clip("ab12"), FRAMES, speech, speech_key="cd34")
    assert other.has("ab12")
    assert other.describe("ab12") == _clip("ab12")
    assert other.frames("ab12") == FRAMES
    assert other.find("ab12") == _clip("ab12")
    assert other.original("cd34") == speech
    assert other.stats().clips == 1
    assert not other.has("ff00")
    assert other.find("ff00") is None
    assert other.original("ff00") is None


def test_a_clip_that_was_made_again_otherwise_is_brought_by_its_digest(
    one: ClipCache, other: ClipCache
) -> None:
    one.keep(_clip("ab12"), FRAMES)
    other.keep(_clip("ab12"), FRAMES)
    with pytest.raises(ClipLostError):
        other.frames("ab12", sha256="0" * 64)
    assert other.frames("ab12") == FRAMES


def test_what_is_broken_in_the_bucket_is_no_clip(
    one: ClipCache, other: ClipCache, bucket: Bucket
) -> None:
    one.keep(_clip("ab12"), FRAMES)
    bucket.put("ab/ab12.frames", b"other")
    assert other.find("ab12") is None
    bucket.put("ab/ab12.json", b"{")
    assert other.find("ab12") is None
    one.keep(_clip("ab12"), FRAMES)
    assert other.find("ab12") == _clip("ab12")


def test_while_the_bucket_fails_clips_are_kept_here_and_it_is_left_alone_for_a_while(
    bucket: Bucket, tmp_path: Path, s3_server: S3
) -> None:
    clock = [0.0]
    cache = ClipCache(tmp_path / "one", far=FarClips(bucket, clock=lambda: clock[0]))
    s3_server.fail("503", 1000)
    s3_server.seen()
    assert cache.find("ab12") is None
    asked = len(s3_server.seen())
    cache.keep(_clip("ab12"), FRAMES)
    assert cache.frames("ab12") == FRAMES
    assert cache.find("cd34") is None
    assert (asked, s3_server.seen()) == (1, [])
    s3_server.fail("503", 0)
    clock[0] = 31.0
    cache.keep(_clip("cd34"), FRAMES)
    assert ClipCache(tmp_path / "other", far=FarClips(bucket)).has("cd34")


def test_the_bucket_is_brought_down_to_its_limit_and_keeps_what_is_needed(
    one: ClipCache, bucket: Bucket, tmp_path: Path
) -> None:
    for key in ("ab12", "cd34", "ef56"):
        one.keep(_clip(key), FRAMES)
    far = FarClips(bucket)
    assert far.prune(2**20, lambda keys: ()) == 0
    removed = far.prune(0, lambda keys: [key for key in keys if key == "cd34"])
    assert removed > 2 * len(FRAMES)
    assert [each.key for each in bucket.objects()] == ["cd/cd34.frames", "cd/cd34.json"]
    assert far.lacking_keys(["ab12", "cd34"]) == {"ab12"}

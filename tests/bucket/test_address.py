"""How a setting names a bucket, and what is told of one that it does not name right."""

from pathlib import Path

import pytest

from service.bucket.address import BucketAddress, parse_bucket, within_prefix
from service.compose.buckets import find_buckets
from service.errors import SettingsError
from service.settings import Settings


def parsed(told: str, **environ: str) -> BucketAddress:
    return parse_bucket(told, "LOA_MEDIA_URL", environ)


def test_what_an_address_leaves_out_the_environment_tells() -> None:
    assert parsed("s3://loa") == BucketAddress("loa", "", None, "us-east-1")
    told = parsed("s3://loa/tin/2026/", AWS_ENDPOINT_URL="http://10.0.0.1:9000", AWS_REGION="hanoi")
    assert told == BucketAddress("loa", "tin/2026", "http://10.0.0.1:9000", "hanoi")
    own = parsed("s3://loa?endpoint=https://s3.example&region=hue", AWS_REGION="hanoi")
    assert own == BucketAddress("loa", "", "https://s3.example", "hue")
    assert str(told) == "s3://loa/tin/2026 (http://10.0.0.1:9000)"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("gs://loa", "s3://"),
        ("/srv/media", "s3://"),
        ("s3://key:secret@loa/tin", "AWS_SECRET_ACCESS_KEY"),
        ("s3://", "must look like"),
        ("s3://Loa_Bucket", "must look like"),
        ("s3://loa/../tin", "must look like"),
        ("s3://loa/bài", "must look like"),
        ("s3://loa?endpoint=ftp://x", "endpoint"),
        ("s3://loa?bucket=x", "no parameter bucket"),
    ],
)
def test_what_names_no_bucket_is_told_without_repeating_it(told: str, why: str) -> None:
    with pytest.raises(SettingsError, match=why) as error:
        parsed(told)
    assert "secret@" not in str(error.value)


def test_a_newsrooms_folder_is_a_step_in_the_operators() -> None:
    assert (
        within_prefix("s3://loa/tin?endpoint=https://x", "a") == "s3://loa/tin/a?endpoint=https://x"
    )
    assert within_prefix("s3://loa", "a") == "s3://loa/a"


@pytest.mark.parametrize(
    ("media", "clips"),
    [
        ("s3://loa/tin", "s3://loa/tin/"),
        ("s3://loa", "s3://loa/clips"),
        ("s3://loa/a/b", "s3://loa/a"),
    ],
)
def test_clips_and_published_files_never_lie_in_one_another(media: str, clips: str) -> None:
    with pytest.raises(SettingsError, match="LOA_CACHE_URL"):
        find_buckets(Settings(data=Path("d"), media_url=media, cache_url=clips))


def test_clips_may_lie_beside_published_files() -> None:
    for clips in ("s3://loa/tin-clips", "s3://other/tin", "s3://loa/tin?endpoint=https://x"):
        found = find_buckets(Settings(media_url="s3://loa/tin", cache_url=clips))
        assert list(found) == ["media_url", "cache_url"]


@pytest.mark.parametrize(
    ("delivery", "media", "why"),
    [
        ("thư", "", "CDN"),
        ("nginx", "s3://loa", "signed"),
        ("signed", "", "LOA_MEDIA_URL"),
    ],
)
def test_a_way_to_listeners_that_cannot_be_is_told(delivery: str, media: str, why: str) -> None:
    with pytest.raises(SettingsError, match=why):
        Settings(media_url=media, media_delivery=delivery)

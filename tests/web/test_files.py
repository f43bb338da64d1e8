"""What programs of other sites fetch: in parts, gzipped, or not again (RFC 9110, feed rule 8)."""

import gzip
import os
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from service.model import Episode, JobState
from service.outputs.artwork import read_artwork
from service.shipped import shipped_folder
from tests.jobs.conftest import wait_until
from tests.media_paths import path_of
from tests.web.newsroom import Newsroom

COVER = f"/{read_artwork((shipped_folder('static') / 'cover.png').read_bytes()).name}"
COMPANIONS = [
    "captions.vtt",
    "captions.srt",
    "transcript.json",
    "transcript.txt",
    "chapters.json",
    "manifest.json",
]
TEXTS = ["/feed.xml", *COMPANIONS]
ALL = [COVER, *TEXTS]
PARTLY = [*ALL, "/static/loa.css"]
GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture(autouse=True)
def _settled(newsroom: Newsroom) -> None:
    """No job of another test is still under way, which would publish another feed meanwhile."""
    open_states = (JobState.QUEUED, JobState.RUNNING)
    wait_until(lambda: not any(job.state in open_states for job in newsroom.service.jobs.recent()))


def address(path: str, episode: Episode) -> str:
    return path if path.startswith("/") else f"/episodes/{episode.id}/{path}"


@pytest.mark.parametrize("path", PARTLY)
def test_one_range_is_answered_with_that_part(
    newsroom: Newsroom, episode: Episode, path: str
) -> None:
    path = address(path, episode)
    whole = newsroom.ask(path)
    assert (whole.status, whole.headers["Accept-Ranges"]) == (200, "bytes")
    part = newsroom.ask(path, headers={"Range": "bytes=7-16"})
    assert (part.status, part.body) == (206, whole.body[7:17])
    assert part.headers["Content-Range"] == f"bytes 7-16/{len(whole.body)}"
    assert part.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.parametrize("path", PARTLY)
def test_more_of_the_end_than_there_is_means_all_of_it(
    newsroom: Newsroom, episode: Episode, path: str
) -> None:
    """RFC 9110, 14.1.2: "if the selected representation is shorter, the entire … is used"."""
    path = address(path, episode)
    whole = newsroom.ask(path).body
    part = newsroom.ask(path, headers={"Range": f"bytes=-{len(whole) + 1}"})
    assert (part.status, part.body) == (206, whole)
    assert part.headers["Content-Range"] == f"bytes 0-{len(whole) - 1}/{len(whole)}"


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize(
    ("asked", "status"), [("bytes=999999999-", 416), ("bytes=0-1,4-5", 200), ("bytes=x-", 200)]
)
def test_a_range_beyond_the_end_is_refused_and_an_odd_one_ignored(
    newsroom: Newsroom, episode: Episode, path: str, asked: str, status: int
) -> None:
    answer = newsroom.ask(address(path, episode), headers={"Range": asked})
    assert answer.status == status


@pytest.mark.parametrize("path", ALL)
def test_a_resumed_download_goes_on_only_with_the_same_bytes(
    newsroom: Newsroom, episode: Episode, path: str
) -> None:
    path = address(path, episode)
    tag = newsroom.ask(path).headers["ETag"]
    zipped_tag = newsroom.ask(path, headers=GZIP).headers["ETag"]
    others = {'"another"', f"W/{tag}", zipped_tag} - {tag}
    for validator, status in [(tag, 206), *((other, 200) for other in others)]:
        headers = {"Range": "bytes=3-", "If-Range": validator}
        assert newsroom.ask(path, headers=headers).status == status, validator


@pytest.mark.parametrize("path", TEXTS)
def test_a_text_is_gzipped_for_those_who_can_read_that_and_then_answered_whole(
    newsroom: Newsroom, episode: Episode, path: str
) -> None:
    path = address(path, episode)
    plain = newsroom.ask(path)
    zipped = newsroom.ask(path, headers={**GZIP, "Range": "bytes=0-1"})
    assert (zipped.status, zipped.headers["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(zipped.body) == plain.body
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Ranges" not in zipped.headers
    assert plain.headers["Vary"] == zipped.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != zipped.headers["ETag"]
    refused = newsroom.ask(path, headers={"Accept-Encoding": "gzip;q=0"})
    assert refused.body == plain.body


def test_a_picture_is_not_compressed_twice(newsroom: Newsroom) -> None:
    answer = newsroom.ask(COVER, headers=GZIP)
    assert "Content-Encoding" not in answer.headers
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_known_bytes_are_not_sent_again(
    newsroom: Newsroom, episode: Episode, path: str, encoding: str
) -> None:
    path, headers = address(path, episode), {"Accept-Encoding": encoding}
    first = newsroom.ask(path, headers=headers)
    assert not first.headers["ETag"].startswith("W/")
    again = newsroom.ask(path, headers={**headers, "If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("path", ["/feed.xml", COVER])
def test_last_modified_is_when_the_file_was_written(
    newsroom: Newsroom, episode: Episode, path: str
) -> None:
    written = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    file = path_of(newsroom.service.media, path.removeprefix("/"))
    assert file is not None
    os.utime(file, (written.timestamp(), written.timestamp()))

    def told(when: datetime) -> int:
        since = {"If-Modified-Since": format_datetime(when, usegmt=True)}
        return newsroom.ask(path, headers=since).status

    for _ in range(2):
        assert newsroom.ask(path).headers["Last-Modified"] == format_datetime(written, usegmt=True)
    assert told(written) == 304
    assert told(written - timedelta(seconds=1)) == 200


def test_a_file_that_may_change_within_its_second_has_no_last_modified(
    newsroom: Newsroom, episode: Episode
) -> None:
    file = path_of(newsroom.service.media, "feed.xml")
    assert file is not None
    # An hour ahead stands for "just now": no clock of the test decides.
    ahead = datetime.now(UTC).timestamp() + 3600
    os.utime(file, (ahead, ahead))
    assert "Last-Modified" not in newsroom.ask("/feed.xml").headers


@pytest.mark.parametrize("path", ALL)
def test_head_tells_what_get_would(newsroom: Newsroom, episode: Episode, path: str) -> None:
    path = address(path, episode)
    get, head = newsroom.ask(path), newsroom.ask(path, "HEAD", headers={"Range": "bytes=0-1"})
    assert (head.status, head.body) == (get.status, b"")
    for name in ("Content-Length", "Content-Type", "ETag", "Cache-Control", "Accept-Ranges"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("path", ALL)
def test_other_sites_may_read_what_players_need(
    newsroom: Newsroom, episode: Episode, path: str
) -> None:
    recording = f"/audio/{episode.edition.enclosure.name}"
    for each in (address(path, episode), recording):
        answer = newsroom.ask(each)
        assert answer.headers["Access-Control-Allow-Origin"] == "*", each
        assert "Set-Cookie" not in answer.headers, each

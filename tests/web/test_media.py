"""Recordings as podcast clients fetch them, and the feed once it is new (feed rules 2, 3 and 8)."""

import hashlib

import pytest

from service.model import Episode
from service.outputs.artwork import read_artwork
from service.shipped import shipped_folder
from service.web.ranges import is_single_range
from tests.media_paths import path_of
from tests.web.newsroom import SHORT, Newsroom

COVER = f"/{read_artwork((shipped_folder('static') / 'cover.png').read_bytes()).name}"

MANY = "9" * 5_000
"""More digits than Python reads as a number."""


def address(episode: Episode) -> str:
    return f"/audio/{episode.edition.enclosure.name}"


def recording(newsroom: Newsroom, episode: Episode) -> bytes:
    path = path_of(newsroom.service.media, episode.edition.enclosure.name)
    assert path is not None
    return path.read_bytes()


def test_a_recording_is_served_whole_with_its_exact_length(
    newsroom: Newsroom, episode: Episode
) -> None:
    answer = newsroom.ask(address(episode))
    assert (answer.status, answer.body) == (200, recording(newsroom, episode))
    assert int(answer.headers["Content-Length"]) == episode.edition.enclosure.length
    assert answer.headers["Content-Type"] == "audio/mpeg"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["ETag"] == f'"{episode.edition.enclosure.sha256[:12]}"'


@pytest.mark.parametrize(
    ("asked", "begin", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, None),
        ("bytes=-50", -50, None),
        ("bytes=-999999999", 0, None),
        ("bytes=0-999999999", 0, None),
        ("Bytes=7-7", 7, 8),
    ],
)
def test_one_range_is_answered_with_that_part(
    newsroom: Newsroom, episode: Episode, asked: str, begin: int, end: int | None
) -> None:
    whole = recording(newsroom, episode)
    part = whole[begin:end]
    answer = newsroom.ask(address(episode), headers={"Range": asked})
    first = begin % len(whole)
    assert (answer.status, answer.body) == (206, part)
    assert answer.headers["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(whole)}"


@pytest.mark.parametrize(
    "asked",
    [
        *("bytes=0-9,20-29", "bytes=9-0", "bytes=x-", "bytes=", "seconds=0-9", "bytes=--5"),
        *(f"bytes=0-{MANY}", f"bytes={MANY}-{MANY}", f"bytes={MANY}-", f"bytes=-{MANY}"),
    ],
)
def test_several_ranges_or_a_malformed_one_are_ignored(
    newsroom: Newsroom, episode: Episode, asked: str
) -> None:
    answer = newsroom.ask(address(episode), headers={"Range": asked})
    assert (answer.status, answer.body) == (200, recording(newsroom, episode))


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=-0"])
def test_a_range_outside_the_file_cannot_be_satisfied(
    newsroom: Newsroom, episode: Episode, asked: str
) -> None:
    answer = newsroom.ask(address(episode), headers={"Range": asked})
    assert answer.status == 416
    assert answer.headers["Content-Range"] == f"bytes */{episode.edition.enclosure.length}"


@pytest.mark.parametrize(
    ("validator", "status"), [("the ETag", 206), ('"another"', 200), ('W/"weak"', 200)]
)
def test_a_resumed_download_goes_on_only_with_the_same_bytes(
    newsroom: Newsroom, episode: Episode, validator: str, status: int
) -> None:
    tag = f'"{episode.edition.enclosure.sha256[:12]}"'
    headers = {"Range": "bytes=10-", "If-Range": tag if validator == "the ETag" else validator}
    assert newsroom.ask(address(episode), headers=headers).status == status


def test_a_known_recording_is_not_sent_again(newsroom: Newsroom, episode: Episode) -> None:
    tag = newsroom.ask(address(episode)).headers["ETag"]
    answer = newsroom.ask(address(episode), headers={"If-None-Match": tag})
    assert (answer.status, answer.body) == (304, b"")


@pytest.mark.parametrize("path", ["", "/feed.xml", "/", "/corrections"])
def test_who_wants_other_bytes_than_there_are_is_refused_in_full(
    newsroom: Newsroom, episode: Episode, path: str
) -> None:
    answer = newsroom.ask(path or address(episode), headers={"If-Match": '"another"'})
    assert (answer.status, answer.body) == (412, b"")
    assert answer.headers["Content-Length"] == "0"


@pytest.mark.parametrize("path", ["", "/feed.xml", COVER, "/"])
def test_head_tells_what_get_would(newsroom: Newsroom, episode: Episode, path: str) -> None:
    path = path or address(episode)
    get, head = newsroom.ask(path), newsroom.ask(path, "HEAD", headers={"Range": "bytes=0-1"})
    assert (head.status, head.body) == (get.status, b"")
    for name in ("Content-Length", "Content-Type", "ETag", "Cache-Control"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("file", ["0123456789ab.mp3", "x.mp3", "..%2f..%2floa.db"])
def test_an_unknown_recording_is_not_found(newsroom: Newsroom, episode: Episode, file: str) -> None:
    assert newsroom.ask(f"/audio/{episode.id}/{file}").status == 404


def test_a_superseded_recording_is_served_until_cleared_away_and_then_leads_on(
    newsroom: Newsroom,
) -> None:
    old = newsroom.record("bai/sua-loi")
    new = newsroom.record("bai/sua-loi", SHORT.replace("bốn làn", "sáu làn"))
    assert old.edition.enclosure.name != new.edition.enclosure.name
    assert newsroom.ask(address(old)).status == 200
    superseded = path_of(newsroom.service.media, old.edition.enclosure.name)
    assert superseded is not None
    superseded.unlink()
    answer = newsroom.ask(address(old))
    assert (answer.status, answer.headers["Location"]) == (301, address(new))


@pytest.mark.parametrize("content", [None, b"", b"ID3 half of it"])
def test_a_lost_or_cut_recording_is_refused_for_a_while_and_restored(
    newsroom: Newsroom, content: bytes | None
) -> None:
    episode = newsroom.record(f"bai/mat-tep-{content!r}".replace("\\", ""))
    lost = path_of(newsroom.service.media, episode.edition.enclosure.name)
    assert lost is not None
    whole = lost.read_bytes()
    assert newsroom.ask(address(episode)).body == whole
    lost.unlink()
    if content is not None:
        lost.write_bytes(content)
    answer = newsroom.ask(address(episode))
    assert answer.status == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["ETag"] is None
    # Who was refused has asked for the job that mends it.
    job = newsroom.service.jobs.current(episode.id)
    assert job is not None
    newsroom.service.jobs.wait(job.id, timeout=60)
    answer = newsroom.ask(address(episode))
    assert (answer.status, answer.body) == (200, whole)


def test_a_cut_recording_that_was_superseded_leads_to_the_current_one(newsroom: Newsroom) -> None:
    old = newsroom.record("bai/cut-cu")
    new = newsroom.record("bai/cut-cu", SHORT.replace("bốn làn", "tám làn"))
    cut = path_of(newsroom.service.media, old.edition.enclosure.name)
    assert cut is not None
    cut.write_bytes(cut.read_bytes()[:500])
    answer = newsroom.ask(address(old))
    assert (answer.status, answer.headers["Location"]) == (301, address(new))


def test_a_recording_that_no_row_tells_of_is_known_by_its_digest(newsroom: Newsroom) -> None:
    sound = b"ID3 of an older library"
    name = f"abc123/{hashlib.sha256(sound).hexdigest()[:12]}.mp3"
    newsroom.service.media.write(name, sound)
    assert newsroom.ask(f"/audio/{name}").body == sound
    newsroom.service.media.write(name, sound[:-1])
    assert newsroom.ask(f"/audio/{name}").status == 404


def test_the_feed_is_new_at_once_when_it_is_published_again(newsroom: Newsroom) -> None:
    before = newsroom.ask("/feed.xml")
    episode = newsroom.record("bai/moi-len-feed")
    after = newsroom.ask("/feed.xml", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status == 200
    assert episode.guid.encode() in after.body


@pytest.mark.parametrize(
    ("header", "single"),
    [("bytes=0-0", True), ("bytes= 1-2 ", True), ("bytes=2-1", False), ("", False), ("0-1", False)],
)
def test_one_well_formed_range_is_told_from_all_others(header: str, single: bool) -> None:
    assert is_single_range(header) is single

"""What every store of published files promises, whatever its kind."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.errors import StoreError
from service.store.media import Media
from tests.store.kinds import MediaKind
from tests.store.processes import run_at_once, run_until_killed

LARGE = bytes(range(256)) * 4096
"""A megabyte, which no store writes at one stroke."""


def put_by(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "built.mp3"
    path.write_bytes(content)
    return path


def publish_own(kind: MediaKind, folder: Path) -> bytes | None:
    """What this process published as the common name; None when another was first."""
    own = str(os.getpid()).encode() * 100_000
    source = folder / f"{os.getpid()}.mp3"
    source.write_bytes(own)
    try:
        kind.open().publish("ep/abc.mp3", source)
    except StoreError:
        return None
    return own


def rewrite(kind: MediaKind, letter: bytes) -> None:
    media = kind.open()
    for _ in range(20):
        media.write("feed.xml", letter * len(LARGE))


def die_in_building(kind: MediaKind) -> None:
    with kind.open().scratch() as room:
        (room / "half.mp3").write_bytes(b"half")
        os.kill(os.getpid(), signal.SIGKILL)


def build_and_fail(media: Media, rooms: list[Path]) -> None:
    with media.scratch() as room:
        rooms.append(room)
        (room / "left").write_bytes(b"x")
        raise KeyError


def test_a_published_file_has_the_bytes_and_the_size_of_its_source(
    media: Media, tmp_path: Path
) -> None:
    media.publish("ep/abc.mp3", put_by(tmp_path, LARGE))
    assert media.read("ep/abc.mp3") == LARGE
    assert media.size("ep/abc.mp3") == len(LARGE)
    assert media.exists("ep/abc.mp3")


def test_what_is_published_is_there_for_who_opens_the_store_next(
    media: Media, media_kind: MediaKind, tmp_path: Path
) -> None:
    media.publish("ep/abc.mp3", put_by(tmp_path, b"sound"))
    assert media_kind.open().read("ep/abc.mp3") == b"sound"


def test_a_file_of_nothing_is_a_file(media: Media) -> None:
    media.write("empty.txt", b"")
    assert media.exists("empty.txt")
    assert media.size("empty.txt") == 0
    assert media.read("empty.txt") == b""


def test_what_is_not_published_has_no_size_and_cannot_be_read(media: Media) -> None:
    assert not media.exists("ep/abc.mp3")
    assert media.size("ep/abc.mp3") is None
    assert media.facts("ep/abc.mp3") is None
    assert media.digest("ep/abc.mp3") is None
    with pytest.raises(StoreError):
        media.read("ep/abc.mp3")


def test_publishing_the_same_bytes_again_is_without_effect(media: Media, tmp_path: Path) -> None:
    media.publish("ep/abc.mp3", put_by(tmp_path, b"sound"))
    media.publish("ep/abc.mp3", put_by(tmp_path, b"sound"))
    assert media.read("ep/abc.mp3") == b"sound"


def test_a_name_never_gets_other_bytes(media: Media, tmp_path: Path) -> None:
    media.publish("ep/abc.mp3", put_by(tmp_path, b"sound"))
    with pytest.raises(StoreError, match="other content"):
        media.publish("ep/abc.mp3", put_by(tmp_path, b"other"))
    assert media.read("ep/abc.mp3") == b"sound"


def test_a_source_that_is_gone_publishes_nothing(media: Media, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        media.publish("ep/abc.mp3", tmp_path / "gone.mp3")
    assert not media.exists("ep/abc.mp3")


def test_a_written_file_replaces_the_one_before(media: Media) -> None:
    media.write("feed.xml", b"one")
    media.write("feed.xml", b"two")
    assert media.read("feed.xml") == b"two"


def test_a_removed_file_is_gone_and_removing_it_again_is_no_error(media: Media) -> None:
    media.write("feed.xml", b"one")
    media.remove("feed.xml")
    media.remove("feed.xml")
    assert not media.exists("feed.xml")


@pytest.mark.parametrize(
    "name",
    [
        "", "..", "../x", "a/../b", "/etc/passwd", "a//b", "a/", ".hidden", "a/b/c", "bài.mp3",
        "a\n", "a\0", "a\\b", "a b", "a/.b", "-a", "C:x",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_no_name(media: Media, name: str) -> None:
    assert not media.exists(name)
    assert media.size(name) is None
    for act in (media.read, media.remove, media.set_aside, lambda name: media.write(name, b"")):
        with pytest.raises(StoreError):
            act(name)


def test_a_damaged_file_is_set_aside_and_restored_whole(media: Media, tmp_path: Path) -> None:
    media.publish("ep/abc.mp3", put_by(tmp_path, b"sound"))
    media.set_aside("ep/abc.mp3")
    assert not media.exists("ep/abc.mp3")
    assert len(media.damaged()) == 1
    with media.scratch() as room:
        media.restore("ep/abc.mp3", put_by(room, b"sound"))
    assert media.read("ep/abc.mp3") == b"sound"
    assert media.damaged() == ()


def test_setting_aside_what_is_not_there_is_no_error(media: Media) -> None:
    media.set_aside("ep/abc.mp3")
    assert media.damaged() == ()


def test_removing_a_file_removes_what_was_set_aside_of_it(media: Media, tmp_path: Path) -> None:
    media.publish("ep/abc.mp3", put_by(tmp_path, b"sound"))
    media.set_aside("ep/abc.mp3")
    media.remove("ep/abc.mp3")
    assert media.damaged() == ()


def test_manifests_are_listed_in_the_order_of_their_editions(media: Media) -> None:
    for number in (10, 9, 1):
        media.write(f"ep/edition-{number}.json", b"{}")
    media.write("ep/edition-x.json", b"{}")
    media.write("other/edition-2.json", b"{}")
    assert media.manifests("ep") == tuple(f"ep/edition-{number}.json" for number in (1, 9, 10))
    assert media.manifests("nobody") == ()
    media.write("lexicon/entry.json", b"{}")
    assert media.folders() >= {"ep", "other", "lexicon"}
    assert media.with_manifest(media.folders()) == {"ep", "other"}


def test_too_little_space_is_told_before_anything_is_built(media: Media) -> None:
    media.require_space(1)
    with pytest.raises(StoreError, match="MB"):
        media.require_space(2**62)


def test_scratch_goes_with_what_is_left_in_it_also_after_a_failure(media: Media) -> None:
    rooms: list[Path] = []
    with pytest.raises(KeyError):
        build_and_fail(media, rooms)
    assert not rooms[0].exists()


def test_readers_see_the_old_file_or_the_new_one_never_a_part(
    media: Media, media_kind: MediaKind
) -> None:
    media.write("feed.xml", b"a" * len(LARGE))
    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(rewrite, media_kind, letter) for letter in (b"a", b"b")]
        while not all(writer.done() for writer in writers):
            content = media.read("feed.xml")
            assert len(content) == len(LARGE)
            assert content.count(content[:1]) == len(LARGE)


def test_of_processes_that_publish_one_name_at_once_one_is_first_and_whole(
    media: Media, media_kind: MediaKind, tmp_path: Path
) -> None:
    found = [each for each in run_at_once(publish_own, media_kind, tmp_path) if each is not None]
    assert found == [media.read("ep/abc.mp3")]


def test_what_a_killed_process_built_stands_in_no_ones_way(
    media: Media, media_kind: MediaKind
) -> None:
    run_until_killed(die_in_building, media_kind)
    soon = datetime.now(UTC) + timedelta(minutes=1)
    assert len(media.leftovers(soon)) == 1
    assert media.leftovers(datetime.now(UTC) - timedelta(hours=1)) == ()
    assert media.sweep(soon) >= 1
    assert media.leftovers(soon) == ()


def test_sweeping_leaves_what_is_published(media: Media) -> None:
    media.write("feed.xml", b"one")
    time.sleep(0.01)
    media.sweep(datetime.now(UTC) + timedelta(minutes=1))
    assert media.read("feed.xml") == b"one"


def test_names_of_a_folder_follow_one_another_a_few_at_a_time(media: Media) -> None:
    assert media.names_after("", "ep", 9) == ()
    for name in ("ep/b.jpg", "ep/a.jpg", "ep/c.jpg", "other/a.jpg"):
        media.write(name, b"x")
    assert media.names_after("", "ep", 2) == ("ep/a.jpg", "ep/b.jpg")
    assert media.names_after("ep/b.jpg", "ep", 2) == ("ep/c.jpg",)


def test_a_file_knows_whether_it_is_older_than_a_moment(media: Media) -> None:
    media.write("ep/a.jpg", b"x")
    now = datetime.now(UTC)
    assert media.is_older("ep/a.jpg", now + timedelta(hours=1))
    assert not media.is_older("ep/a.jpg", now - timedelta(hours=1))
    assert not media.is_older("ep/b.jpg", now + timedelta(hours=1))

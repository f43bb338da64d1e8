"""No feed is written that forgets what was published."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from service.errors import StoreError
from service.model.published_names import FEED_FILE
from service.outputs.published_feed import NOTHING, read_feed
from service.releasing.belonging import (
    GENERATION,
    INSTALLATION,
    NO_TESTIMONY,
    check_belonging,
    check_folder,
    claim,
    lost_library,
    read_testimony,
    require_kept,
    require_own_folder,
    vouch,
)
from service.releasing.feed import publish_feed
from service.store.library import Library, open_library, passing_library
from tests.releasing.test_story import CORRECTED, current
from tests.stage import TEXT, Stage, publish

DATABASE = Path("loa.db")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    """A library that knows nothing of what the stage published."""
    with closing(open_library(tmp_path / "other.db")) as opened:
        yield opened


def test_an_empty_library_cannot_empty_the_feed(stage: Stage) -> None:
    publish(stage)
    feed = stage.media.read("feed.xml")
    empty = replace(stage, library=passing_library())
    with pytest.raises(StoreError, match="loa rebuild"):
        publish_feed(empty.outlet, empty.assembler)
    assert stage.media.read("feed.xml") == feed
    stage.media.remove("feed.xml")
    with pytest.raises(StoreError):
        publish_feed(empty.outlet, empty.assembler)
    assert not stage.media.exists("feed.xml")
    empty.library.close()


def test_a_library_with_other_episodes_cannot_drop_those_of_the_feed(
    stage: Stage, tmp_path: Path
) -> None:
    publish(stage)
    other = replace(stage, library=open_library(tmp_path / "other.db"))
    with pytest.raises(StoreError):
        publish(other, TEXT.replace("phường", "xã"), "xa/1")
    assert len(read_feed(stage.media.read("feed.xml")).files) == 1
    other.library.close()


def test_a_feed_that_no_client_can_read_keeps_nothing_back(stage: Stage) -> None:
    publish(stage)
    feed = stage.media.read("feed.xml")
    stage.media.write("feed.xml", feed[: len(feed) // 2])
    assert read_feed(feed[: len(feed) // 2]) == NOTHING
    publish_feed(stage.outlet, stage.assembler)
    assert stage.media.read("feed.xml") == feed


def test_the_library_that_published_what_the_folder_tells_of_belongs_to_it(stage: Stage) -> None:
    empty = read_testimony(stage.media)
    assert (empty.installation, empty.feed) == (None, NOTHING)
    article_id = publish(stage)
    claim(empty, stage.library, stage.media)
    told = read_testimony(stage.media)
    assert told.installation == stage.library.installation()
    assert told.episode_ids == {article_id}
    assert check_belonging(told, stage.library, DATABASE) is None


def test_a_library_that_does_not_know_an_episode_is_told_apart_by_manifest_and_by_feed(
    stage: Stage, other: Library
) -> None:
    article_id = publish(stage)
    feed = stage.media.read(FEED_FILE)
    stage.media.remove(FEED_FILE)
    trouble = check_belonging(read_testimony(stage.media), other, DATABASE)
    assert trouble
    assert f"They are: {article_id}. Stop Loa" in trouble.cure_en
    stage.media.remove(current(article_id, stage).manifest_name)
    assert check_belonging(read_testimony(stage.media), other, DATABASE) is None
    stage.media.write(FEED_FILE, feed)
    trouble = check_belonging(read_testimony(stage.media), other, DATABASE)
    assert trouble
    assert "does not know 1 published" in trouble.en


def never_listed() -> frozenset[str]:
    raise AssertionError("the folders are listed")


def test_of_the_library_that_published_last_no_folder_is_listed(stage: Stage) -> None:
    publish(stage)
    told = replace(read_testimony(stage.media), list_folders=never_listed)
    assert check_belonging(told, stage.library, DATABASE) is None
    publish(stage, source_id="phuong/2")
    later = replace(read_testimony(stage.media), list_folders=never_listed)
    assert check_belonging(later, stage.library, DATABASE) is None
    assert later.generation != told.generation


def test_a_feed_that_says_the_same_stays_of_its_generation(stage: Stage) -> None:
    publish(stage)
    told = read_testimony(stage.media).generation
    assert told
    publish_feed(stage.outlet, stage.assembler)
    assert read_testimony(stage.media).generation == told


@pytest.mark.parametrize("folder", [b"another", b""])
def test_folders_are_looked_at_unless_folder_and_library_are_of_one_generation(
    stage: Stage, folder: bytes
) -> None:
    publish(stage)
    stage.media.write(GENERATION, folder)
    told = read_testimony(stage.media)
    with pytest.raises(AssertionError, match="are listed"):
        check_belonging(replace(told, list_folders=never_listed), stage.library, DATABASE)
    publish(stage, source_id="phuong/2")
    assert stage.media.read(GENERATION) == folder, "only what was looked at may be vouched for"
    vouch(told, stage.library, stage.media)
    looked = replace(read_testimony(stage.media), list_folders=never_listed)
    assert check_belonging(looked, stage.library, DATABASE) is None
    vouch(looked, stage.library, stage.media)
    assert read_testimony(stage.media).generation == looked.generation


def test_an_older_copy_that_lacks_what_no_feed_offers_is_found_by_the_folders(
    stage: Stage, tmp_path: Path
) -> None:
    publish(stage)
    copy = tmp_path / "older.db"
    with (
        closing(sqlite3.connect(stage.library._database.place)) as whole,
        closing(sqlite3.connect(copy)) as target,
    ):
        whole.backup(target)
    with closing(open_library(copy)) as older:
        unoffered = publish(stage, source_id="phuong/2")
        told = replace(read_testimony(stage.media), feed=NOTHING)
        trouble = check_belonging(told, older, DATABASE)
    assert trouble
    assert f"They are: {unoffered}. Stop Loa" in trouble.cure_en


def test_folders_that_hold_no_manifest_are_nobodys_episodes(stage: Stage) -> None:
    stage.media.write("anh/bia.png", b"png")
    assert check_belonging(read_testimony(stage.media), stage.library, DATABASE) is None


def test_an_older_copy_lacks_a_file_of_an_episode_that_it_knows(stage: Stage) -> None:
    article_id = publish(stage)
    told = read_testimony(stage.media)
    newer = replace(told.feed, files=(f"{article_id}/{'0' * 12}.mp3",))
    trouble = check_belonging(replace(told, feed=newer), stage.library, DATABASE)
    assert trouble
    assert f"They are: {article_id}. Stop Loa" in trouble.cure_en
    publish(stage, CORRECTED)
    assert check_belonging(told, stage.library, DATABASE) is None, "of an edition before"


@pytest.mark.parametrize(
    ("library_id", "folder_id", "is_foreign"),
    [
        (None, None, False),
        ("a", None, False),
        (None, "b", False),
        ("a", "a", False),
        ("a", "b", True),
    ],
)
def test_library_and_folder_of_two_installations_do_not_belong_together(
    other: Library, library_id: str | None, folder_id: str | None, is_foreign: bool
) -> None:
    if library_id:
        other.claim_installation(library_id)
    trouble = check_belonging(replace(NO_TESTIMONY, installation=folder_id), other, DATABASE)
    assert (trouble is not None and "another installation" in trouble.en) is is_foreign
    assert (trouble is None) is not is_foreign


@pytest.mark.parametrize("library_id", [None, "a"])
@pytest.mark.parametrize("folder_id", [None, "a", "b"])
def test_library_and_folder_carry_one_id_that_either_had_from_a_claim_on(
    stage: Stage, other: Library, library_id: str | None, folder_id: str | None
) -> None:
    if library_id:
        other.claim_installation(library_id)
    if folder_id:
        stage.media.write(INSTALLATION, folder_id.encode())
    claim(read_testimony(stage.media), other, stage.media)
    own = other.installation()
    assert own is not None
    assert own == (library_id or folder_id or str(UUID(own)))
    assert read_testimony(stage.media).installation == own
    written = own if folder_id == own else f"{own}\n"
    assert stage.media.read(INSTALLATION) == written.encode(), "one that is right stays as it is"


@pytest.mark.parametrize(
    ("count", "named"), [(1, "1"), (5, "1, 2, 3, 4, 5"), (6, "1, 2, 3, 4, 5, …")]
)
def test_of_many_lost_episodes_five_are_named(count: int, named: str) -> None:
    trouble = lost_library([str(each) for each in range(1, 1 + count)], DATABASE)
    assert f"does not know {count} published" in trouble.en
    assert f"They are: {named}. Stop Loa and put the right loa.db back" in trouble.cure_en
    assert f"Đó là: {named}. Dừng Loa, đặt lại đúng loa.db" in trouble.cure_vi


def test_a_feed_may_leave_out_what_the_library_knows_and_forgets_nothing_else(
    stage: Stage, other: Library
) -> None:
    ids = {publish(stage, source_id=f"phuong/{number}") for number in range(2)}
    some = frozenset(list(ids)[:1])
    for offered in (frozenset[str](), some, frozenset(ids)):
        require_kept(offered, stage.media, stage.library)
    require_kept(frozenset(ids), stage.media, other)
    with pytest.raises(StoreError, match=r"1 published episodes \(\w+\) would"):
        require_kept(some, stage.media, other)
    with pytest.raises(StoreError, match="2 published"):
        require_kept(frozenset(), stage.media, other)


def test_where_no_feed_is_left_manifests_keep_an_empty_one_from_being_written_and_no_other(
    stage: Stage, other: Library
) -> None:
    publish(stage)
    stage.media.remove(FEED_FILE)
    require_kept(frozenset({"khac"}), stage.media, other)
    with pytest.raises(StoreError, match="1 published"):
        require_kept(frozenset(), stage.media, other)


def test_a_feed_that_would_forget_many_names_five_of_them(stage: Stage, other: Library) -> None:
    for number in range(6):
        stage.media.write(f"tap{number}/edition-1.json", b"{}")
    named = ", ".join(f"tap{number}" for number in range(5))
    with pytest.raises(StoreError, match=rf"6 published episodes \({named}\) would"):
        require_kept(frozenset(), stage.media, other)


def test_a_folder_says_nothing_only_where_it_has_no_id_no_folder_and_no_feed(stage: Stage) -> None:
    assert NO_TESTIMONY.is_empty
    assert read_testimony(stage.media).is_empty
    publish(stage)
    feed = read_testimony(stage.media).feed
    for told in (
        replace(NO_TESTIMONY, installation="a"),
        replace(NO_TESTIMONY, has_folders=True),
        replace(NO_TESTIMONY, feed=feed),
    ):
        assert not told.is_empty
        assert check_folder(told, stage.library) is None


def test_an_empty_folder_is_not_that_of_a_library_that_published_in_one(stage: Stage) -> None:
    assert check_folder(NO_TESTIMONY, stage.library) is None, "nothing was ever published"
    publish(stage)
    assert check_folder(NO_TESTIMONY, stage.library) is None, "by a Loa that gave no ids"
    stage.library.claim_installation("a")
    trouble = check_folder(NO_TESTIMONY, stage.library)
    assert trouble is not None
    assert "not this installation's" in trouble.en
    assert "loa rebuild --media" in trouble.cure_en


def test_a_library_that_published_nothing_may_begin_in_an_empty_folder(other: Library) -> None:
    other.claim_installation("a")
    assert check_folder(NO_TESTIMONY, other) is None


@pytest.mark.parametrize("folder_id", [None, "a", "b"])
@pytest.mark.parametrize("library_id", [None, "a"])
@pytest.mark.parametrize("has_episodes", [True, False])
def test_nothing_is_published_where_the_folder_is_another_than_that_of_the_episodes(
    stage: Stage, folder_id: str | None, library_id: str | None, has_episodes: bool
) -> None:
    if has_episodes:
        publish(stage)
    if library_id:
        stage.library.claim_installation(library_id)
    if folder_id:
        stage.media.write(INSTALLATION, f"{folder_id}\n".encode())
    if has_episodes and library_id and folder_id != library_id:
        with pytest.raises(StoreError, match="not this installation's"):
            require_own_folder(stage.media, stage.library)
        with pytest.raises(StoreError, match="not this installation's"):
            publish_feed(stage.outlet, stage.assembler)
        with pytest.raises(StoreError, match="not this installation's"):
            publish(stage, CORRECTED)
    else:
        require_own_folder(stage.media, stage.library)
        publish_feed(stage.outlet, stage.assembler)

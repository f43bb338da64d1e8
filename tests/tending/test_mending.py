"""What is published never gets less true: lost, cut and changed files are mended or left out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from service.making.doers import Doers
from service.making.mending import mend_file, mend_files, misfits
from service.model.published_names import FEED_FILE
from service.releasing.feed import is_feed_true, publish_feed
from service.store.files import PublishedFile
from service.store.media import DAMAGED
from service.tending.rounds import SLICE_BYTES, check_slice, tend_files
from tests.releasing.test_story import current
from tests.stage import TEXT, CountingEngine, make, publish


def file_of(article_id: str, doers: Doers) -> PublishedFile:
    file = doers.library.current_file(article_id)
    assert file is not None
    return file


def place_of(article_id: str, doers: Doers) -> Path:
    path = doers.media.path(file_of(article_id, doers).name)
    assert path is not None
    return path


def is_offered(article_id: str, doers: Doers) -> bool:
    return file_of(article_id, doers).name.encode() in doers.media.read(FEED_FILE)


HARMS: list[Callable[[Path], object]] = [
    Path.unlink,
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(path.read_bytes()[:500]),
]


@pytest.mark.parametrize("harm", HARMS, ids=["lost", "empty", "cut"])
def test_a_lost_or_cut_file_is_built_again_when_the_feed_is_written(
    doers: Doers, engine: CountingEngine, harm: Callable[[Path], object]
) -> None:
    article_id = publish(doers)
    path = place_of(article_id, doers)
    whole = path.read_bytes()
    harm(path)
    assert misfits(doers.library, doers.media) == (file_of(article_id, doers),)
    engine.spoken.clear()
    publish(doers, source_id="phuong/2")
    assert path.read_bytes() == whole
    assert is_offered(article_id, doers)
    assert current(article_id, doers).number == 1


@pytest.mark.parametrize("harm", HARMS, ids=["lost", "empty", "cut"])
def test_a_file_that_cannot_be_built_again_is_left_out_of_the_feed_until_it_is_recorded_anew(
    doers: Doers, harm: Callable[[Path], object]
) -> None:
    article_id = publish(doers)
    whole = place_of(article_id, doers).read_bytes()
    harm(place_of(article_id, doers))
    doers.cache.prune(0)
    other = publish(doers, source_id="phuong/2", text=TEXT.replace("Câu", "Mục"))
    assert not is_offered(article_id, doers)
    assert is_offered(other, doers)
    assert is_feed_true(doers.library, doers.media)
    make(article_id, doers)
    assert is_offered(article_id, doers)
    assert place_of(article_id, doers).read_bytes() == whole


def test_a_file_that_came_back_is_offered_again_by_the_upkeep(doers: Doers) -> None:
    article_id = publish(doers)
    path = place_of(article_id, doers)
    whole = path.read_bytes()
    path.unlink()
    doers.cache.prune(0)
    publish_feed(doers)
    assert not is_offered(article_id, doers)
    path.write_bytes(whole)
    assert tend_files(doers) == ()
    assert is_offered(article_id, doers)


def test_the_upkeep_finds_a_changed_file_of_the_same_length_and_mends_it(
    doers: Doers, engine: CountingEngine
) -> None:
    article_id = publish(doers)
    path = place_of(article_id, doers)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"x")
    engine.spoken.clear()
    assert misfits(doers.library, doers.media) == ()
    assert tend_files(doers) == ()
    assert path.read_bytes() == whole
    assert engine.spoken == []


def test_a_changed_file_that_cannot_be_mended_is_set_aside_and_its_episode_made_again(
    doers: Doers,
) -> None:
    article_id = publish(doers)
    path = place_of(article_id, doers)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"x")
    doers.cache.prune(0)
    assert tend_files(doers) == (article_id,)
    assert not path.exists()
    assert path.with_name(path.name + DAMAGED).exists()
    assert not is_offered(article_id, doers)
    make(article_id, doers)
    assert place_of(article_id, doers).read_bytes() == whole


def test_a_whole_file_is_never_touched(doers: Doers) -> None:
    article_id = publish(doers)
    before = place_of(article_id, doers).stat()
    assert mend_file(file_of(article_id, doers), doers.library, doers.assembler)
    assert tend_files(doers) == ()
    after = place_of(article_id, doers).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_another_sound_is_never_put_under_a_files_old_name(
    doers: Doers, engine: CountingEngine
) -> None:
    article_id = publish(doers)
    file = file_of(article_id, doers)
    place_of(article_id, doers).unlink()
    doers.cache.prune(0)
    engine.pace = 0.8
    publish(doers, source_id="phuong/2")
    assert not mend_file(file, doers.library, doers.assembler)
    renamed = replace(doers, studio=replace(doers.studio, station="Đài khác"))
    assert not mend_file(file, renamed.library, renamed.assembler)
    assert not doers.media.exists(file.name)


def test_the_round_goes_on_where_it_was_and_begins_again_after_the_last_file(
    doers: Doers,
) -> None:
    ids = sorted(publish(doers, source_id=f"phuong/{number}") for number in range(3))
    found = []
    for _ in range(4):
        for article_id in ids:
            path = doers.media.path(file_of(article_id, doers).name)
            if path is not None:
                path.write_bytes(path.read_bytes()[:-1] + b"x")
        doers.cache.prune(0)
        found.append([file.episode_id for file in check_slice(doers, 1)])
    assert found[:3] == [[each] for each in ids]
    assert found[3] == [ids[0]]


def test_a_manifest_that_was_lost_is_written_again_by_the_round(doers: Doers) -> None:
    edition = current(publish(doers), doers)
    doers.media.remove(edition.manifest_name)
    check_slice(doers, SLICE_BYTES)
    assert doers.media.exists(edition.manifest_name)


def test_files_that_wait_for_their_turn_are_left_out_meanwhile(doers: Doers) -> None:
    ids = [publish(doers, source_id=f"phuong/{number}") for number in range(2)]
    for article_id in ids:
        place_of(article_id, doers).unlink()
    files = [file_of(each, doers) for each in ids]
    assert mend_files(files, doers.library, doers.assembler, 1) == (files[1],)

"""What is published never gets less true: lost, cut and changed files are mended or left out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from service.making.mending import mend_file, mend_files, misfits
from service.model.published_names import FEED_FILE
from service.releasing.feed import is_feed_true, publish_feed
from service.store.files import PublishedFile
from service.store.media import DAMAGED
from service.tending.rounds import SLICE_BYTES, check_slice, tend_files
from tests.media_paths import path_of
from tests.releasing.test_story import current
from tests.stage import TEXT, CountingEngine, Stage, make, publish


def file_of(article_id: str, stage: Stage) -> PublishedFile:
    file = stage.library.current_file(article_id)
    assert file is not None
    return file


def place_of(article_id: str, stage: Stage) -> Path:
    path = path_of(stage.media, file_of(article_id, stage).name)
    assert path is not None
    return path


def is_offered(article_id: str, stage: Stage) -> bool:
    return file_of(article_id, stage).name.encode() in stage.media.read(FEED_FILE)


HARMS: list[Callable[[Path], object]] = [
    Path.unlink,
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(path.read_bytes()[:500]),
]


@pytest.mark.parametrize("harm", HARMS, ids=["lost", "empty", "cut"])
def test_a_lost_or_cut_file_is_built_again_when_the_feed_is_written(
    stage: Stage, engine: CountingEngine, harm: Callable[[Path], object]
) -> None:
    article_id = publish(stage)
    path = place_of(article_id, stage)
    whole = path.read_bytes()
    harm(path)
    assert misfits(stage.library, stage.media) == (file_of(article_id, stage),)
    engine.spoken.clear()
    publish(stage, source_id="phuong/2")
    assert path.read_bytes() == whole
    assert is_offered(article_id, stage)
    assert current(article_id, stage).number == 1


@pytest.mark.parametrize("harm", HARMS, ids=["lost", "empty", "cut"])
def test_a_file_that_cannot_be_built_again_is_left_out_of_the_feed_until_it_is_recorded_anew(
    stage: Stage, harm: Callable[[Path], object]
) -> None:
    article_id = publish(stage)
    whole = place_of(article_id, stage).read_bytes()
    harm(place_of(article_id, stage))
    stage.cache.prune(0)
    other = publish(stage, source_id="phuong/2", text=TEXT.replace("Câu", "Mục"))
    assert not is_offered(article_id, stage)
    assert is_offered(other, stage)
    assert is_feed_true(stage.library, stage.media)
    make(article_id, stage)
    assert is_offered(article_id, stage)
    assert place_of(article_id, stage).read_bytes() == whole


def test_a_file_that_came_back_is_offered_again_by_the_upkeep(stage: Stage) -> None:
    article_id = publish(stage)
    path = place_of(article_id, stage)
    whole = path.read_bytes()
    path.unlink()
    stage.cache.prune(0)
    publish_feed(stage.outlet, stage.assembler)
    assert not is_offered(article_id, stage)
    path.write_bytes(whole)
    assert tend_files(stage.outlet, stage.assembler) == ()
    assert is_offered(article_id, stage)


def test_the_upkeep_finds_a_changed_file_of_the_same_length_and_mends_it(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage)
    path = place_of(article_id, stage)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"x")
    engine.spoken.clear()
    assert misfits(stage.library, stage.media) == ()
    assert tend_files(stage.outlet, stage.assembler) == ()
    assert path.read_bytes() == whole
    assert engine.spoken == []


def test_a_changed_file_that_cannot_be_mended_is_set_aside_and_its_episode_made_again(
    stage: Stage,
) -> None:
    article_id = publish(stage)
    path = place_of(article_id, stage)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"x")
    stage.cache.prune(0)
    assert tend_files(stage.outlet, stage.assembler) == (article_id,)
    assert not path.exists()
    assert path.with_name(path.name + DAMAGED).exists()
    assert not is_offered(article_id, stage)
    make(article_id, stage)
    assert place_of(article_id, stage).read_bytes() == whole


def test_a_whole_file_is_never_touched(stage: Stage) -> None:
    article_id = publish(stage)
    before = place_of(article_id, stage).stat()
    assert mend_file(file_of(article_id, stage), stage.library, stage.assembler)
    assert tend_files(stage.outlet, stage.assembler) == ()
    after = place_of(article_id, stage).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_another_sound_is_never_put_under_a_files_old_name(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage)
    file = file_of(article_id, stage)
    place_of(article_id, stage).unlink()
    stage.cache.prune(0)
    engine.pace = 0.8
    publish(stage, source_id="phuong/2")
    assert not mend_file(file, stage.library, stage.assembler)
    renamed = replace(stage, studio=replace(stage.studio, station="Đài khác"))
    assert not mend_file(file, renamed.library, renamed.assembler)
    assert not stage.media.exists(file.name)


def test_the_round_goes_on_where_it_was_and_begins_again_after_the_last_file(
    stage: Stage,
) -> None:
    ids = sorted(publish(stage, source_id=f"phuong/{number}") for number in range(3))
    found = []
    for _ in range(4):
        for article_id in ids:
            path = path_of(stage.media, file_of(article_id, stage).name)
            if path is not None:
                path.write_bytes(path.read_bytes()[:-1] + b"x")
        stage.cache.prune(0)
        found.append([file.episode_id for file in check_slice(stage.library, stage.assembler, 1)])
    assert found[:3] == [[each] for each in ids]
    assert found[3] == [ids[0]]


def test_a_manifest_that_was_lost_is_written_again_by_the_round(stage: Stage) -> None:
    edition = current(publish(stage), stage)
    stage.media.remove(edition.manifest_name)
    check_slice(stage.library, stage.assembler, SLICE_BYTES)
    assert stage.media.exists(edition.manifest_name)


def test_files_that_wait_for_their_turn_are_left_out_meanwhile(stage: Stage) -> None:
    ids = [publish(stage, source_id=f"phuong/{number}") for number in range(2)]
    for article_id in ids:
        place_of(article_id, stage).unlink()
    files = [file_of(each, stage) for each in ids]
    assert mend_files(files, stage.library, stage.assembler, 1) == (files[1],)

"""Sound, manifest and episode: each is whole, and is made once."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from service.codec import from_json
from service.making.edition import complete_testimony, has_manifest, restore_manifest
from service.making.originals import LEXICON, read_original
from service.making.worklist import Worklist
from service.model import Edition, Override
from service.model.published_names import FEED_FILE
from service.outputs.artwork import Artwork
from service.releasing.feed import is_feed_there, publish_cover
from service.releasing.keeping import make_of_worklist
from service.releasing.release import settle_release
from tests.media_paths import path_of
from tests.releasing.test_story import CORRECTED, SENTENCES, current
from tests.stage import NOW, TEXT, CountingEngine, CrashError, Memory, Stage, make, publish, take

COVER = Artwork(b"a picture", "png")


def recorded(stage: Stage, text: str = TEXT) -> tuple[str, Worklist]:
    """An article whose clips are all there, and what it takes to publish it."""
    article_id = take(stage, text)
    memory = Memory(crash_before=1 + SENTENCES)
    with pytest.raises(CrashError):
        make(article_id, stage, memory)
    return article_id, from_json(Worklist, str(memory.answers["1 plan"]))


def publish_worklist(article_id: str, worklist: Worklist, stage: Stage) -> int | None:
    """The number of the edition that was made and, as the rules let, released."""
    made = make_of_worklist(article_id, worklist, stage.production)
    if made is None:
        return None
    assert settle_release(article_id, made.wish, stage.production) is None
    return made.number


def test_who_is_told_again_finds_what_was_done_and_makes_nothing(stage: Stage) -> None:
    article_id, worklist = recorded(stage)
    assert publish_worklist(article_id, worklist, stage) == 1
    edition = current(article_id, stage)
    later = replace(stage, now=lambda: NOW + timedelta(hours=1))
    assert publish_worklist(article_id, worklist, later) == 1
    assert current(article_id, stage) == edition
    assert len(stage.library.editions(article_id)) == 1
    assert edition.created == NOW
    assert edition.fallback_reason is None


def test_who_is_told_again_after_a_crash_tells_the_feed(stage: Stage) -> None:
    article_id, worklist = recorded(stage)
    publish_worklist(article_id, worklist, stage)
    feed = stage.media.read(FEED_FILE)
    stage.media.remove(FEED_FILE)
    publish_worklist(article_id, worklist, stage)
    assert stage.media.read(FEED_FILE) == feed


def test_a_worklist_of_another_reason_for_its_fallback_makes_another_edition(stage: Stage) -> None:
    article_id, worklist = recorded(stage)
    publish_worklist(article_id, worklist, stage)
    told = replace(worklist, fallback_reason="Giọng Google vắng.")
    assert publish_worklist(article_id, told, stage) == 2
    first, second = stage.library.editions(article_id)
    assert {first.number, second.number} == {1, 2}
    assert first.enclosure == second.enclosure
    assert current(article_id, stage).fallback_reason == "Giọng Google vắng."


def test_what_is_heard_otherwise_gets_a_file_of_its_own(stage: Stage) -> None:
    article_id = publish(stage)
    before = current(article_id, stage).enclosure
    take(stage, CORRECTED)
    memory = Memory(crash_before=2)
    with pytest.raises(CrashError):
        make(article_id, stage, memory)
    worklist = from_json(Worklist, str(memory.answers["1 plan"]))
    assert publish_worklist(article_id, worklist, stage) == 2
    assert current(article_id, stage).enclosure.name != before.name


def test_a_wish_is_fulfilled_by_the_publication_that_it_was_asked_before(stage: Stage) -> None:
    article_id, worklist = recorded(stage)
    stage.library.wish_edition(article_id, NOW)
    assert stage.library.wish(article_id) is not None
    publish_worklist(article_id, worklist, stage)
    assert stage.library.wish(article_id) is None


@pytest.mark.parametrize("change", ["article", "override", "station", "rate", "voice"])
def test_a_worklist_is_out_of_date_when_what_it_was_made_from_has_changed(
    stage: Stage, change: str
) -> None:
    article_id, worklist = recorded(stage)
    line = worklist.plan.lines[1].segment
    match change:
        case "article":
            take(stage, CORRECTED)
        case "override":
            said = Override(article_id, line.id, line.text, "Khác.", "biên tập", NOW)
            stage.library.set_override(said)
        case "station":
            stage = replace(stage, studio=replace(stage.studio, station="Đài khác"))
        case "rate":
            stage = replace(stage, studio=replace(stage.studio, rate=1.5))
        case "voice":
            engines = {"first": CountingEngine("first"), "second": CountingEngine("second")}
            narrator = replace(stage.preferred.narrator, engine="second")
            preferred = replace(stage.preferred, narrator=narrator)
            stage = replace(stage, engines=engines, preferred=preferred)
    assert publish_worklist(article_id, worklist, stage) is None
    assert stage.library.count_episodes() == 0
    assert not stage.media.exists(FEED_FILE)


def test_broken_clips_make_the_worklist_out_of_date_and_are_dropped_all_at_once(
    stage: Stage, tmp_path: Path
) -> None:
    article_id, worklist = recorded(stage)
    keys = worklist.plan.clip_keys
    for key in keys[:3]:
        frames = next((tmp_path / "clips").rglob(f"{key}.frames"))
        frames.write_bytes(frames.read_bytes()[:-40])
    assert publish_worklist(article_id, worklist, stage) is None
    assert [stage.cache.has(key) for key in keys] == [False, False, False, True]
    assert stage.library.count_episodes() == 0


def test_the_clips_that_were_published_are_kept_for_their_edition(stage: Stage) -> None:
    article_id, worklist = recorded(stage)
    publish_worklist(article_id, worklist, stage)
    keys = worklist.plan.clip_keys
    assert stage.library.used_keys(keys) == set(keys)


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"episode": "khac"}'])
def test_a_manifest_that_is_lost_or_damaged_is_written_again(
    stage: Stage, content: bytes | None
) -> None:
    edition = current(publish(stage), stage)
    whole = stage.media.read(edition.manifest_name)
    assert has_manifest(edition, stage.media)
    stage.media.remove(edition.manifest_name)
    if content is not None:
        stage.media.write(edition.manifest_name, content)
    assert not has_manifest(edition, stage.media)
    restore_manifest(edition, stage.media)
    assert stage.media.read(edition.manifest_name) == whole


def without_blocks(edition: Edition, stage: Stage) -> bytes:
    """The manifest as an older Loa wrote it."""
    told = json.loads(stage.media.read(edition.manifest_name))
    del told["revision"]["blocks"]
    return json.dumps(told).encode()


def test_a_whole_manifest_is_not_written_again_whatever_form_it_has(stage: Stage) -> None:
    edition = current(publish(stage), stage)
    older = without_blocks(edition, stage)
    stage.media.write(edition.manifest_name, older)
    restore_manifest(edition, stage.media)
    assert stage.media.read(edition.manifest_name) == older
    told = json.dumps(json.loads(older) | {"revision": {"blocks": []}}).encode()
    stage.media.write(edition.manifest_name, told)
    complete_testimony(edition, stage.library, stage.media)
    assert stage.media.read(edition.manifest_name) == told


def test_the_testimony_of_an_older_edition_is_completed_with_all_that_it_lacks(
    stage: Stage,
) -> None:
    edition = current(publish(stage), stage)
    whole = stage.media.read(edition.manifest_name)
    original = f"originals/{edition.episode_id}-{edition.revision.id}"
    harms: tuple[Callable[[], object], ...] = (
        lambda: stage.media.write(edition.manifest_name, without_blocks(edition, stage)),
        lambda: stage.media.remove(edition.manifest_name),
        lambda: stage.media.remove(original),
    )
    for harm in harms:
        harm()
        complete_testimony(edition, stage.library, stage.media)
        assert stage.media.read(edition.manifest_name) == whole
        assert read_original(edition, stage.media) == TEXT.encode()
    assert not stage.media.exists(LEXICON)


def test_feed_and_cover_are_both_asked_for(stage: Stage) -> None:
    publish(stage)
    assert not is_feed_there(stage.media, COVER)
    publish_cover(stage.media, COVER)
    assert is_feed_there(stage.media, COVER)
    stage.media.remove(FEED_FILE)
    assert not is_feed_there(stage.media, COVER)


def test_a_cover_that_stands_is_not_touched_and_a_damaged_one_is_written_again(
    stage: Stage, tmp_path: Path
) -> None:
    publish_cover(stage.media, COVER)
    path = path_of(stage.media, COVER.name)
    assert path is not None
    before = path.stat()
    publish_cover(stage.media, COVER)
    assert path.stat().st_ino == before.st_ino
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    stage.media.write(COVER.name, b"half")
    publish_cover(stage.media, COVER)
    assert stage.media.read(COVER.name) == COVER.content

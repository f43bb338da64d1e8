"""The story, told over a real database, real folders and real sound."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

import pytest
from lxml import etree

from service.codec import from_plain
from service.engines.policy import VoicePreferences
from service.errors import ArticleError, NotFoundError, StoreError, SynthesisError
from service.fingerprint import Plain
from service.making.current import follows_article, follows_settings
from service.model import AudioFormat, Channel, Edition, Override, Progress
from service.model.published_names import FEED_FILE
from service.releasing.feed import publish_feed
from service.releasing.keeping import Made
from service.releasing.story import produce_edition
from service.store.library import Library
from service.tending.upkeep import retire_files
from service.tending.verification import verify_episode
from tests.media_paths import path_of
from tests.stage import NOW, TEXT, CountingEngine, CrashError, Memory, Stage, make, publish, take

SENTENCES = 4  # the title and three sentences
CORRECTED = TEXT.replace("một chút nữa", "rất nhiều")


def current(article_id: str, stage: Stage) -> Edition:
    episode = stage.library.episode(article_id)
    assert episode is not None
    return episode.edition


def transient(text: str) -> SynthesisError:
    return SynthesisError("không trả lời", "no answer", transient=True)


def test_an_article_becomes_a_file_an_episode_and_a_line_in_the_feed(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage)
    enclosure = current(article_id, stage).enclosure
    path = path_of(stage.media, enclosure.name)
    assert path is not None
    assert path.stat().st_size == enclosure.length
    feed = etree.fromstring(stage.media.read(FEED_FILE))
    assert feed.xpath("//enclosure/@url") == [f"{stage.base_url}/audio/{enclosure.name}"]
    assert len(engine.spoken) == SENTENCES


def test_an_unchanged_article_makes_nothing(stage: Stage, engine: CountingEngine) -> None:
    article_id = publish(stage)
    before, feed = current(article_id, stage), stage.media.read(FEED_FILE)
    assert publish(stage) == article_id
    assert current(article_id, stage) == before
    assert stage.media.read(FEED_FILE) == feed
    assert len(engine.spoken) == SENTENCES


def test_a_corrected_sentence_makes_one_synthesis_and_a_new_edition_under_the_same_guid(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage)
    first = stage.library.episode(article_id)
    engine.spoken.clear()
    publish(stage, CORRECTED)
    second = stage.library.episode(article_id)
    assert first is not None
    assert second is not None
    assert len(engine.spoken) == 1
    assert second.guid == first.guid
    assert second.edition.number == 2
    assert second.edition.enclosure.name != first.edition.enclosure.name
    assert second.first_published == first.first_published
    assert path_of(stage.media, first.edition.enclosure.name) is not None


def test_a_correction_that_is_not_heard_keeps_the_file(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage, TEXT.replace("thứ ba", "thứ 3"))
    before = current(article_id, stage)
    engine.spoken.clear()
    publish(stage, TEXT)
    after = current(article_id, stage)
    assert not engine.spoken
    assert after.number == 2
    assert after.enclosure == before.enclosure
    assert after.passages[-1].segment.text != before.passages[-1].segment.text


def test_a_kept_file_keeps_its_places_and_levels_whatever_became_of_its_clips(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage, TEXT.replace("thứ ba", "thứ 3"))
    before = current(article_id, stage)
    stage.cache.prune(0)
    engine.spoken.clear()
    engine.pace = 0.8
    publish(stage, TEXT)
    after = current(article_id, stage)
    assert not engine.spoken, "what is heard as before needs no clip"
    assert after.enclosure == before.enclosure
    places = [
        (passage.span and (passage.span.begin, passage.span.end)) for passage in after.passages
    ]
    assert places == [
        (passage.span and (passage.span.begin, passage.span.end)) for passage in before.passages
    ]
    assert [each.span and each.span.segment_id for each in after.passages] == [
        each.segment.id for each in after.passages
    ]
    assert (after.loudness_lufs, after.true_peak_dbtp) == (
        before.loudness_lufs,
        before.true_peak_dbtp,
    )


def test_a_failure_leaves_what_was_published_and_keeps_what_was_spoken(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage)
    before, feed = current(article_id, stage), stage.media.read(FEED_FILE)
    changed = CORRECTED.replace("của bản tin", "trong bản tin")
    engine.spoken.clear()
    engine.failure = lambda text: (
        SynthesisError("hỏng", "broken", transient=False) if "rất nhiều" in text else None
    )
    with pytest.raises(SynthesisError) as failed:
        publish(stage, changed)
    assert failed.value.segment_id is not None
    assert current(article_id, stage) == before
    assert stage.media.read(FEED_FILE) == feed
    engine.failure = lambda text: None
    make(article_id, stage)
    assert len(engine.spoken) == 2
    assert current(article_id, stage).number == 2


def test_an_engine_that_fails_once_is_asked_again(stage: Stage, engine: CountingEngine) -> None:
    failures = iter([transient("")])
    engine.failure = lambda text: next(failures, None)
    publish(stage)
    assert len(engine.spoken) == SENTENCES


@pytest.mark.parametrize("when", ["before the session", "in the middle of it"])
def test_a_silent_engine_has_its_fallback_speak_the_whole_edition(
    stage: Stage, engine: CountingEngine, when: str
) -> None:
    google, espeak = CountingEngine("google"), CountingEngine("espeak")
    if when == "before the session":
        google.outage = transient("")
    google.failure = lambda text: transient(text) if "thứ hai" in text else None
    auto = replace(
        stage, engines={"google": google, "espeak": espeak}, preferred=VoicePreferences()
    )
    edition = current(publish(auto), auto)
    assert {edition.spec.voice.engine} == {"espeak"}
    assert len(espeak.spoken) == SENTENCES
    assert edition.fallback_reason
    assert "Google" in edition.fallback_reason


def test_why_a_fallback_stays_is_told_to_the_editor_and_to_the_log(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    google = CountingEngine("google")
    google.outage = transient("")
    both = replace(
        stage,
        engines={"google": google, "espeak": CountingEngine("espeak")},
        preferred=VoicePreferences(),
    )
    article_id = publish(both)
    assert "google không dùng được: không trả lời (no answer)" in caplog.text
    assert current(article_id, both).fallback_reason is not None
    assert make(article_id, both).startswith("Giọng mong muốn vẫn chưa dùng được")


def test_without_a_fallback_the_failure_says_so(stage: Stage, engine: CountingEngine) -> None:
    engine.failure = transient
    with pytest.raises(SynthesisError, match="no answer"):
        publish(stage)
    assert stage.library.count_episodes() == 0
    assert not stage.media.exists(FEED_FILE)


def test_an_article_whose_clips_are_all_there_asks_no_engine(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage)
    publish(stage, CORRECTED)
    engine.outage = transient("")
    engine.failure = transient
    publish(stage, TEXT)
    assert current(article_id, stage).number == 3


@pytest.mark.parametrize("crash_before", range(7))
def test_stopped_anywhere_the_story_goes_on_and_does_nothing_twice(
    stage: Stage, engine: CountingEngine, crash_before: int
) -> None:
    article_id = take(stage, TEXT)
    memory = Memory(crash_before=crash_before)
    try:
        make(article_id, stage, memory)
    except CrashError:
        memory.crash_before = None
        make(article_id, stage, memory)
    assert current(article_id, stage).number == 1
    assert sorted(engine.spoken) == sorted(set(engine.spoken))
    assert len(engine.spoken) == SENTENCES


def test_a_crash_between_database_and_feed_is_mended_by_telling_again(stage: Stage) -> None:
    article_id = take(stage, TEXT)
    memory = Memory()
    make(article_id, stage, memory)
    feed = stage.media.read(FEED_FILE)
    stage.media.remove(FEED_FILE)
    del memory.answers["1 publish"], memory.answers["1 release"]
    make(article_id, stage, memory)
    assert current(article_id, stage).number == 1
    assert stage.media.read(FEED_FILE) == feed


def test_an_article_corrected_while_it_is_recorded_is_published_corrected(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = take(stage, TEXT)

    def correct_once(text: str) -> None:
        engine.failure = lambda text: None
        take(stage, CORRECTED)

    engine.failure = correct_once
    make(article_id, stage)
    texts = [passage.segment.text for passage in current(article_id, stage).passages]
    assert any("rất nhiều" in text for text in texts)
    assert len(stage.library.editions(article_id)) == 1
    assert len(engine.spoken) == SENTENCES + 1


def test_an_override_is_what_is_said(stage: Stage, engine: CountingEngine) -> None:
    article_id = publish(stage)
    segment = current(article_id, stage).passages[-1].segment
    engine.spoken.clear()
    stage.library.set_override(
        Override(article_id, segment.id, segment.text, "Nói khác hẳn đi.", "biên tập", NOW)
    )
    make(article_id, stage)
    assert engine.spoken == ["Nói khác hẳn đi."]
    assert current(article_id, stage).passages[-1].segment.text == segment.text


def test_progress_counts_the_sentences_that_are_spoken(stage: Stage) -> None:
    article_id = take(stage, TEXT)
    told: list[Progress] = []
    produce_edition(article_id, stage.production, Memory().run_step, told.append)
    assert [each.done for each in told if each.total] == list(range(SENTENCES + 1))


def test_the_same_clips_give_the_same_file_and_a_lost_clip_is_named(stage: Stage) -> None:
    article_id = publish(stage)
    verdict = verify_episode(article_id, stage.library, stage.assembler)
    assert verdict.is_intact
    assert verdict.is_reproduced
    edition = current(article_id, stage)
    stage.cache.prune(0)
    lost = verify_episode(article_id, stage.library, stage.assembler)
    assert lost.is_intact
    assert lost.missing == tuple(passage.segment.id for passage in edition.passages)


def test_an_edition_follows_its_article_until_that_changes(stage: Stage) -> None:
    article_id = publish(stage)
    article = stage.library.article(article_id)
    assert article is not None
    assert follows_article(article, stage.library, stage.studio, stage.media)
    take(stage, CORRECTED)
    changed = stage.library.article(article_id)
    assert changed is not None
    assert not follows_article(changed, stage.library, stage.studio, stage.media)


def test_nothing_is_half_published_when_the_disk_is_too_full(stage: Stage) -> None:
    tight = replace(stage, free_space_bytes=2**62)
    with pytest.raises(StoreError):
        publish(tight)
    assert stage.library.count_episodes() == 0
    assert not stage.media.exists(FEED_FILE)


def test_an_unknown_article_is_named(stage: Stage) -> None:
    with pytest.raises(NotFoundError, match="khongco"):
        make("khongco", stage)


@pytest.mark.parametrize(
    "text", ["", "   \n", "Chỉ có tiêu đề", "Tiêu đề\n\n31-02-2021 07:49\n\n" + "Thân bài. " * 9]
)
def test_what_cannot_be_taken_in_changes_nothing(stage: Stage, text: str) -> None:
    article_id = publish(stage)
    with pytest.raises(ArticleError):
        take(stage, text)
    article = stage.library.article(article_id)
    assert article is not None
    assert article.revision.title == "Tin thử nghiệm của phường"


def test_the_file_of_a_replaced_edition_is_kept_for_a_while_and_then_retired(stage: Stage) -> None:
    article_id = publish(stage)
    old = current(article_id, stage).enclosure.name
    publish(stage, CORRECTED)
    new = current(article_id, stage).enclosure.name
    retire_files(stage.library, stage.media, stage.locks, NOW)
    assert stage.media.exists(old)
    retire_files(stage.library, stage.media, stage.locks, NOW + timedelta(seconds=1))
    assert not stage.media.exists(old)
    assert stage.media.exists(new)


def test_a_file_that_is_current_again_is_not_retired(stage: Stage) -> None:
    article_id = publish(stage)
    publish(stage, CORRECTED)
    publish(stage, TEXT)
    retire_files(stage.library, stage.media, stage.locks, NOW + timedelta(days=99))
    assert stage.media.exists(current(article_id, stage).enclosure.name)


def test_each_edition_has_a_manifest_that_ties_its_sentences_to_its_sound(stage: Stage) -> None:
    edition = current(publish(stage), stage)
    manifest = json.loads(stage.media.read(edition.manifest_name))
    assert manifest["file"]["sha256"] == edition.enclosure.sha256
    told = [(each["id"], each["clip"]["key"]) for each in manifest["sentences"]]
    assert told == [(each.segment.id, each.clip_key) for each in edition.passages]


def test_of_two_editions_published_at_once_the_feed_knows_both(stage: Stage) -> None:
    late = publish(stage)
    others: list[str] = []
    has_read = threading.Event()

    def slow_channel() -> Channel:
        # The feed's episodes have been read; another edition is published before it is written.
        has_read.set()
        other.join(timeout=1.0)
        return stage.channel()

    def publish_another() -> None:
        assert has_read.wait(timeout=60)
        others.append(publish(stage, source_id="phuong/2"))

    other = threading.Thread(target=publish_another)
    other.start()
    publish_feed(replace(stage.outlet, channel=slow_channel), stage.assembler)
    other.join(timeout=60)
    feed = etree.fromstring(stage.media.read(FEED_FILE))
    guids = [each.text for each in feed.iter("guid")]
    assert set(guids) == {f"loa:{each}" for each in (late, *others)}
    assert len(others) == 1


def test_an_edition_that_kept_its_file_is_verified_against_what_made_the_file(
    stage: Stage,
) -> None:
    article_id = publish(stage, TEXT.replace("thứ ba", "thứ 3"))
    publish(stage, TEXT)
    verdict = verify_episode(article_id, stage.library, stage.assembler)
    assert verdict.number == 2
    assert verdict.is_intact
    assert verdict.is_reproduced


def test_an_edition_of_another_format_than_todays_is_still_reproduced(stage: Stage) -> None:
    article_id = publish(stage)
    coarser = replace(stage, studio=replace(stage.studio, format=AudioFormat(24_000, 48)))
    assert verify_episode(article_id, coarser.library, coarser.assembler).is_reproduced


def test_an_edition_from_before_a_change_of_settings_is_told_not_to_be_comparable(
    stage: Stage,
) -> None:
    article_id = publish(stage)
    renamed = replace(stage, studio=replace(stage.studio, station="Đài khác"))
    verdict = verify_episode(article_id, renamed.library, renamed.assembler)
    assert verdict.is_intact
    assert not verdict.is_comparable
    assert not verdict.is_reproduced


def test_a_published_file_that_was_lost_or_damaged_is_published_again(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage)
    published = current(article_id, stage).enclosure
    path = path_of(stage.media, published.name)
    assert path is not None
    content = path.read_bytes()
    harms: tuple[tuple[Callable[[], object], bool], ...] = (
        (path.unlink, True),
        (lambda: path.write_bytes(content[:-1]), True),
        (lambda: path.write_bytes(content[:-1] + b"x"), False),
    )
    for harm, is_seen_by_its_length in harms:
        harm()
        article = stage.library.article(article_id)
        assert article is not None
        follows = follows_article(article, stage.library, stage.studio, stage.media)
        assert follows is not is_seen_by_its_length
        assert not follows_settings(
            article.id, stage.library, stage.voices, stage.studio, stage.media
        )
        engine.spoken.clear()
        make(article_id, stage)
        assert path.read_bytes() == content
        assert current(article_id, stage).enclosure == published
        assert not engine.spoken


def test_a_file_is_read_once_by_its_job_and_asked_its_length_by_all_else(
    stage: Stage, engine: CountingEngine
) -> None:
    """An hour of sound is 30 MB; whoever plans and publishes after the mender trusts it."""
    article_id = publish(stage)
    published = current(article_id, stage).enclosure
    path = path_of(stage.media, published.name)
    assert path is not None
    content = path.read_bytes()
    said = current(article_id, stage).passages[1]
    words = said.utterance.spoken
    stage.library.set_override(
        Override(article_id, said.segment.id, said.segment.text, words, "biên tập", NOW)
    )
    memory = Memory(crash_before=1)
    with pytest.raises(CrashError):
        make(article_id, stage, memory)
    path.write_bytes(content[:-1] + b"x")
    memory.crash_before = None
    engine.spoken.clear()
    assert make(article_id, stage, memory) == "Đã phát bản 2, thu mới 0 câu."
    assert current(article_id, stage).enclosure == published
    assert stage.make_worklist(article_id) is None
    assert path.read_bytes() != content, "nobody read it after the mender"
    assert make(article_id, stage) == "Bản đang phát đã là mới nhất."
    assert path.read_bytes() == content
    assert engine.spoken == []


def test_a_job_records_anew_what_was_changed_and_cannot_be_built_again(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage)
    path = path_of(stage.media, current(article_id, stage).enclosure.name)
    assert path is not None
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"x")
    stage.cache.prune(0)
    refused: list[str] = []

    def refuse(text: str) -> SynthesisError:
        refused.append(text)
        return SynthesisError("không trả lời", "no answer", transient=False)

    engine.failure = refuse
    with pytest.raises(SynthesisError):
        make(article_id, stage)
    seen = 0
    while seen != len(refused):  # a speaker beside the one that failed first may be asking still
        seen = len(refused)
        time.sleep(0.1)
    assert not path.exists(), "nobody gets other bytes under the name of what was published"
    assert path.name.encode() not in stage.media.read(FEED_FILE)
    engine.failure = lambda text: None
    assert make(article_id, stage) == f"Đã phát bản 2, thu mới {SENTENCES} câu."
    assert path.read_bytes() == content
    assert path.name.encode() in stage.media.read(FEED_FILE)


class OvertakenLibrary:
    """The library, where something happens right after it has told which files are old."""

    def __init__(self, library: Library, happen: Callable[[], object]) -> None:
        self._library = library
        self._happen = happen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def superseded_files(self, before: datetime) -> tuple[str, ...]:
        told = self._library.superseded_files(before)
        self._happen()
        return told


def test_a_file_that_becomes_current_while_old_ones_are_retired_stays(stage: Stage) -> None:
    article_id = publish(stage)
    first = current(article_id, stage).enclosure.name
    publish(stage, CORRECTED)
    library: Any = OvertakenLibrary(stage.library, lambda: publish(stage, TEXT))
    retire_files(library, stage.media, stage.locks, NOW + timedelta(days=99))
    assert current(article_id, stage).enclosure.name == first
    assert path_of(stage.media, first) is not None


def test_the_closing_sentence_tells_what_was_made_and_that_nothing_was(stage: Stage) -> None:
    article_id = take(stage, TEXT)
    assert make(article_id, stage) == f"Đã phát bản 1, thu mới {SENTENCES} câu."
    assert make(article_id, stage) == "Bản đang phát đã là mới nhất."
    take(stage, CORRECTED)
    assert make(article_id, stage) == "Đã phát bản 2, thu mới 1 câu."


def test_progress_tells_each_stage_by_its_name(stage: Stage) -> None:
    article_id = take(stage, TEXT)
    told: list[Progress] = []
    produce_edition(article_id, stage.production, Memory().run_step, told.append)
    assert told[0] == Progress(0, 0, "Đang chuẩn bị")
    assert told[1:-1] == [Progress(done, SENTENCES, "Đang thu") for done in range(SENTENCES)]
    assert told[-1] == Progress(SENTENCES, SENTENCES, "Đang ghép")


def test_an_article_that_keeps_changing_is_given_up_after_four_turns(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = take(stage, TEXT)
    memory = Memory()

    def change(text: str) -> None:
        take(stage, TEXT.replace("một chút nữa", f"chừng {len(engine.spoken)} chữ nữa"))

    engine.failure = change
    with pytest.raises(StoreError, match="kept changing"):
        make(article_id, stage, memory)
    turns = {name.partition(" ")[0] for name in memory.answers}
    assert turns == {"1", "2", "3", "4"}
    assert [name for name in memory.answers if "publish" in name] == [
        f"{turn} publish" for turn in range(1, 5)
    ]
    assert stage.library.count_episodes() == 0


def test_a_plan_of_other_settings_is_made_again_before_anything_is_spoken(stage: Stage) -> None:
    article_id = take(stage, TEXT)
    memory = Memory(crash_before=1)
    with pytest.raises(CrashError):
        make(article_id, stage, memory)
    memory.crash_before = None
    faster = replace(stage, studio=replace(stage.studio, rate=1.5))
    make(article_id, faster, memory)
    assert "1 publish" not in memory.answers
    assert not [name for name in memory.answers if name.startswith("1 speak")]
    assert "2 publish" in memory.answers
    assert current(article_id, stage).spec.rate == 1.5


def test_each_step_remembers_what_it_gave(stage: Stage) -> None:
    article_id = take(stage, TEXT)
    memory = Memory()
    make(article_id, stage, memory)
    edition = current(article_id, stage)
    for passage in edition.passages:
        assert memory.answers[f"1 speak {passage.segment.id}"] == passage.clip_key
    made = from_plain(Made, cast(Plain, memory.answers["1 publish"]))
    assert (made.number, made.wish and made.wish.asked) == (1, NOW)
    assert memory.answers["1 release"] is None, "it waits for nothing"


def test_a_lasting_failure_is_no_reason_to_try_the_next_engine(stage: Stage) -> None:
    google, espeak = CountingEngine("google"), CountingEngine("espeak")
    google.failure = lambda text: SynthesisError("hỏng", "broken", transient=False)
    auto = replace(
        stage, engines={"google": google, "espeak": espeak}, preferred=VoicePreferences()
    )
    with pytest.raises(SynthesisError, match="broken"):
        publish(auto)
    assert espeak.spoken == []


def test_where_the_fallback_falls_silent_too_its_failure_is_told(stage: Stage) -> None:
    google, espeak = CountingEngine("google"), CountingEngine("espeak")
    google.failure = transient
    espeak.failure = lambda text: SynthesisError("im", "mute", transient=True)
    auto = replace(
        stage, engines={"google": google, "espeak": espeak}, preferred=VoicePreferences()
    )
    article_id, memory = take(auto, TEXT), Memory()
    with pytest.raises(SynthesisError, match="mute"):
        make(article_id, auto, memory)
    assert "2 plan" in memory.answers
    assert "3 plan" not in memory.answers


def test_of_a_failure_the_sentences_not_begun_are_not_spoken(
    stage: Stage, engine: CountingEngine
) -> None:
    many = "".join(f"Câu số {number} của bài.\n\n" for number in range(60))
    asked, has_failed = list[str](), threading.Event()

    def fail(text: str) -> SynthesisError:
        asked.append(text)
        if text != "Tin thử nghiệm của phường":
            has_failed.wait(timeout=60)
        return SynthesisError("hỏng", "broken", transient=False)

    engine.failure = fail
    with pytest.raises(SynthesisError):
        publish(stage, f"{TEXT}{many}")
    has_failed.set()
    stage.pools.speaking.submit(lambda: None).result()
    assert len(asked) < SENTENCES + 60


def test_a_file_that_was_mended_is_offered_again_though_nothing_is_to_be_made(
    stage: Stage,
) -> None:
    article_id = publish(stage)
    name, feed = current(article_id, stage).enclosure.name, stage.media.read(FEED_FILE)
    content = stage.media.read(name)
    stage.media.remove(name)
    stage.media.write(FEED_FILE, b"<rss/>")
    make(article_id, stage)
    assert stage.media.read(name) == content
    assert stage.media.read(FEED_FILE) == feed


def test_a_wish_whose_edition_stands_tells_the_feed_and_is_fulfilled(stage: Stage) -> None:
    article_id = publish(stage)
    assert stage.library.wish(article_id) is None
    feed = stage.media.read(FEED_FILE)
    stage.media.write(FEED_FILE, b"<rss/>")
    make(article_id, stage)
    assert stage.media.read(FEED_FILE) == b"<rss/>", "nobody asked, nothing was made"
    stage.library.wish_edition(article_id, NOW)
    assert make(article_id, stage) == "Bản đang phát đã là mới nhất."
    assert stage.media.read(FEED_FILE) == feed
    assert stage.library.wish(article_id) is None


def test_a_clip_that_another_makes_just_now_is_waited_for_and_not_made_twice(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage)
    publish(stage, CORRECTED)
    stage.cache.prune(0)
    take(stage, TEXT.replace("cuối cùng", "sau cùng"))
    worklist = stage.make_worklist(article_id)
    assert worklist is not None
    key = worklist.missing[0].clip_key
    assert key is not None
    engine.spoken.clear()
    has_begun, memory = threading.Event(), Memory()
    told = threading.Thread(target=make, args=(article_id, stage, memory))
    with stage.cache.making(key):
        engine.failure = lambda text: has_begun.set()
        told.start()
        assert has_begun.wait(timeout=60)
    told.join(timeout=60)
    assert memory.answers[f"1 speak {worklist.missing[0].segment.id}"] == key
    assert len(engine.spoken) == SENTENCES

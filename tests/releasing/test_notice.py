"""Listeners are told in the sound that a machine reads, by the voice that reads."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from service.errors import SynthesisError
from service.making.current import follows_article
from service.model import Edition, Recording
from service.model.notice import NOTICE_ID, Notice, NoticePlace
from service.model.timing import cues
from service.outputs.captions import captions, render_srt, render_transcript_json, render_vtt
from service.outputs.manifest import render_manifest
from service.outputs.manifest_reading import read_manifest
from service.plan.keys import kept_keys
from service.tending.rounds import tend_files
from service.tending.verification import verify_episode
from tests.media_paths import path_of
from tests.releasing.test_same_sound import publish
from tests.releasing.test_story import CORRECTED, SENTENCES, current
from tests.stage import CountingEngine, Stage, make

WORDS = "Bài được đọc bằng giọng máy."


def telling(stage: Stage, place: NoticePlace = NoticePlace.START, words: str = WORDS) -> Stage:
    return replace(stage, studio=replace(stage.studio, notice=Notice(words, place)))


def spans(edition: Edition) -> list[tuple[int, int]]:
    return [(each.span.begin, each.span.end) for each in edition.played if each.span]


@pytest.mark.parametrize("place", NoticePlace)
def test_the_notice_is_heard_and_is_no_sentence_of_the_article(
    stage: Stage, engine: CountingEngine, place: NoticePlace
) -> None:
    article_id = publish(telling(stage, place))
    edition = current(article_id, stage)
    assert edition.notice is not None
    assert edition.notice.utterance.spoken == WORDS
    assert len(engine.spoken) == SENTENCES + 1
    assert len(edition.passages) == len(cues(edition)) == SENTENCES
    assert edition.played.index(edition.notice) == (0 if place is NoticePlace.START else SENTENCES)


@pytest.mark.parametrize("place", NoticePlace)
def test_who_reads_along_is_shown_the_notice_while_it_is_heard(
    stage: Stage, place: NoticePlace
) -> None:
    edition = current(publish(telling(stage, place)), stage)
    assert edition.notice is not None
    assert edition.notice.span is not None
    shown = captions(edition)
    mine = shown[0 if place is NoticePlace.START else -1]
    to_ms = edition.spec.format.to_ms
    assert (mine.id, " ".join(mine.lines), mine.heading) == (NOTICE_ID, WORDS, None)
    assert (mine.begin, mine.end) == (
        to_ms(edition.notice.span.begin),
        to_ms(edition.notice.span.end),
    )
    assert all(before.end <= after.begin for before, after in pairwise(shown))
    assert [each for each in shown if each.is_notice] == [mine]
    assert f"\n{NOTICE_ID}\n" in render_vtt(shown)
    assert WORDS in render_srt(shown)
    segments = json.loads(render_transcript_json(shown))["segments"]
    assert [each["body"] for each in segments if each.get("notice")] == [WORDS]


@pytest.mark.parametrize("place", NoticePlace)
def test_all_spans_lie_one_after_another_and_within_the_file(
    stage: Stage, place: NoticePlace
) -> None:
    article_id = publish(telling(stage, place))
    edition = current(article_id, stage)
    placed = spans(edition)
    assert len(placed) == SENTENCES + 1
    assert all(end < begin for (_, end), (begin, _) in pairwise(placed))
    assert edition.spec.format.to_ms(edition.played[-1].span.end) < edition.enclosure.duration  # type: ignore[union-attr]  # all of them are heard
    verdict = verify_episode(article_id, stage.library, telling(stage, place).assembler)
    assert verdict.is_reproduced
    assert verdict.is_comparable


def test_at_the_start_every_sentence_is_heard_as_much_later(stage: Stage) -> None:
    without = current(publish(stage), stage)
    make(without.episode_id, telling(stage))
    edition = current(without.episode_id, stage)
    assert edition.notice is not None
    assert edition.enclosure.name != without.enclosure.name
    first, then = without.passages[0].span, edition.passages[0].span
    assert first is not None
    assert then is not None
    assert then.begin - first.begin > edition.notice.span.end - edition.notice.span.begin  # type: ignore[union-attr]  # it is heard


def test_the_clip_of_the_notice_is_made_once_for_all_articles(
    stage: Stage, engine: CountingEngine
) -> None:
    told = telling(stage)
    publish(told)
    publish(told, CORRECTED)
    assert engine.spoken.count(WORDS) == 1


def test_what_was_recorded_without_a_notice_is_not_recorded_again_for_it_alone(
    stage: Stage,
) -> None:
    article_id = publish(stage)
    article = stage.library.article(article_id)
    assert article is not None
    told = telling(stage)
    assert follows_article(article, told.library, told.studio, told.media)
    reworded = telling(stage, words="Giọng máy đọc bài này.")
    assert follows_article(article, told.library, reworded.studio, told.media)


def test_a_notice_that_is_kept_and_one_that_is_worded_anew_are_other_sounds(stage: Stage) -> None:
    told = telling(stage)
    article_id = publish(told)
    first = current(article_id, stage)
    publish(told, author="Nguyễn An")
    second = current(article_id, stage)
    assert second.number == 2
    assert (second.enclosure, second.notice) == (first.enclosure, first.notice)
    publish(telling(stage, words="Giọng máy đọc bài này."), author="Trần Bình")
    assert current(article_id, stage).enclosure.name != first.enclosure.name


def test_where_people_alone_are_heard_nobody_is_told_of_a_machine(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage)
    edition = current(article_id, stage)
    sound = engine.speak("Người đọc.", engine.voices[0]).parts[0]
    for each in edition.passages:
        digest = f"{each.segment.id}"
        recording = Recording(
            article_id, each.segment.id, each.segment.text, digest, "a.wav", "An", edition.created
        )
        stage.library.set_recording(recording, sound)
    make(article_id, telling(stage))
    recorded = current(article_id, stage)
    assert recorded.number == 2
    assert recorded.notice is None


def test_manifest_cache_and_mending_know_the_notice(stage: Stage) -> None:
    told = telling(stage)
    edition = current(publish(told), stage)
    assert edition.notice is not None
    assert read_manifest(render_manifest(edition).encode()) == edition
    assert edition.notice.clip_key in kept_keys(edition)
    path = path_of(stage.media, edition.enclosure.name)
    assert path is not None
    content = path.read_bytes()
    path.unlink()
    tend_files(told.outlet, told.assembler)
    assert path.read_bytes() == content


def test_an_engine_that_cannot_say_the_notice_leaves_the_article_to_its_fallback(
    stage: Stage, engine: CountingEngine
) -> None:
    def refuse(text: str) -> SynthesisError | None:
        return SynthesisError("x", "x", transient=False) if text == WORDS else None

    engine.failure = refuse
    with pytest.raises(SynthesisError):
        publish(telling(stage))
    assert stage.library.count_episodes() == 0

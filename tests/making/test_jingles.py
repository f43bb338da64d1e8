"""The station's jingles lie in the clips they lead to or follow; cues point at the words."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from service.audio.splice import Jingle, JinglePlace
from service.errors import StoreError
from service.making.estimating import estimate_work
from service.model import Edition, timing
from service.outputs.page import article_page
from service.tending.verification import verify_episode
from tests.audio.sounds import syllables, wav
from tests.stage import CountingEngine, Stage, make, publish, take

SECTIONED = """<article><h1>Tin của phường trong tuần này</h1>
<p>Câu thứ nhất nói về việc chung. Câu thứ hai nói tiếp.</p>
<h2>Việc sắp tới của phường</h2><p>Câu thứ ba là câu cuối cùng.</p></article>"""
SECONDS = 4.0
OVERLAP = 1.5
Play = Callable[..., Stage]


@pytest.fixture
def play(stage: Stage) -> Play:
    """The stage with a jingle at the named places."""

    def make_stage(*places: str, pitch: int = 700) -> Stage:
        jingles = {
            place: Jingle(
                wav(syllables(SECONDS, 44_100, pitch=pitch), 44_100),
                JinglePlace.OUTRO if place == "outro" else JinglePlace.INTRO,
            )
            for place in places
        }
        return replace(stage, studio=replace(stage.studio, **jingles))  # type: ignore[arg-type]  # its own fields

    return make_stage


def edition_of(article_id: str, stage: Stage) -> Edition:
    episode = stage.library.episode(article_id)
    assert episode is not None
    return episode.edition


def test_jingles_come_before_the_first_sentence_at_each_new_section_and_after_the_last(
    play: Play,
) -> None:
    stage = play("intro", "section", "outro")
    edition = edition_of(publish(stage, SECTIONED), stage)
    led = [passage.lead > 0 for passage in edition.passages]
    followed = [passage.trail > 0 for passage in edition.passages]
    assert led == [True, False, False, True, False]
    assert followed == [False, False, False, False, True]
    assert verify_episode(edition.episode_id, stage.library, stage.assembler).is_reproduced


def test_the_manifest_names_the_jingles_of_each_sentence(play: Play) -> None:
    stage = play("intro", "section", "outro")
    edition = edition_of(publish(stage, SECTIONED), stage)
    told = json.loads(stage.media.read(edition.manifest_name))
    jingles = [sentence["clip"]["jingles"] for sentence in told["sentences"]]
    station = stage.studio.jingles
    assert [each["opening"] for each in jingles] == [
        *(station.intro, None, None),
        *(station.section, None),
    ]
    assert [each["closing"] for each in jingles] == [None, None, None, None, station.outro]


def test_a_dry_run_knows_how_long_jingles_make_an_article(stage: Stage, play: Play) -> None:
    article_id = take(stage, SECTIONED)

    def dry_run(stage: Stage) -> float:
        worklist = stage.make_worklist(article_id)
        assert worklist is not None
        return estimate_work(
            worklist, stage.engines, stage.cache, stage.studio, speakers=1
        ).audio_seconds

    longer = dry_run(play("intro", "outro")) - dry_run(stage)
    assert longer == pytest.approx(2 * (SECONDS - OVERLAP), abs=0.2)


def test_a_dry_run_goes_by_the_clips_that_are_there(stage: Stage) -> None:
    article_id = publish(stage, SECTIONED)
    edition = edition_of(article_id, stage)
    take(stage, SECTIONED.replace("câu cuối cùng", "câu sau cùng"), "phuong/1")
    worklist = stage.make_worklist(article_id)
    assert worklist is not None
    assert len(worklist.missing) == 1
    cost = estimate_work(worklist, stage.engines, stage.cache, stage.studio, speakers=1)
    assert cost.audio_seconds == pytest.approx(edition.enclosure.duration / 1000, abs=1.5)


def test_a_jingle_lengthens_the_edition_and_moves_the_cues_to_the_words(
    stage: Stage, play: Play
) -> None:
    plain = edition_of(publish(stage, SECTIONED, "tin/1"), stage)
    played = play("intro", "outro")
    edition = edition_of(publish(played, SECTIONED, "tin/2"), played)
    alone = SECONDS - OVERLAP
    before, after = timing.cues(plain), timing.cues(edition)
    assert abs((after[0].begin - before[0].begin) / 1000 - alone) < 0.1
    assert after[0].end - after[0].begin == pytest.approx(before[0].end - before[0].begin, abs=60)
    longer = edition.enclosure.duration - plain.enclosure.duration
    assert abs(longer / 1000 - 2 * alone) < 0.2
    episode = played.library.episode(edition.episode_id)
    assert episode is not None
    assert article_page(episode).times.startswith(f"{after[0].begin}-{after[0].end} ")


def test_another_jingle_makes_only_the_clips_it_is_heard_in(
    play: Play, engine: CountingEngine
) -> None:
    stage = play("intro")
    article_id = publish(stage, SECTIONED)
    first = edition_of(article_id, stage)
    other = play("intro", pitch=500)
    engine.spoken.clear()
    make(article_id, other)
    second = edition_of(article_id, other)
    keys = [[passage.clip_key for passage in edition.passages] for edition in (first, second)]
    assert keys[0][0] != keys[1][0]
    assert keys[0][1:] == keys[1][1:]
    assert len(engine.spoken) == 1


def test_an_edition_is_verified_though_its_jingle_is_no_longer_the_stations(
    stage: Stage, play: Play
) -> None:
    """Its clips hold the jingle: they are what it is built of again."""
    article_id = publish(play("intro"), SECTIONED)
    for today in (stage, play("intro", pitch=500)):
        verdict = verify_episode(article_id, today.library, today.assembler)
        assert verdict.is_comparable
        assert verdict.is_reproduced


def test_a_jingle_that_changed_in_the_middle_of_a_recording_is_told(play: Play) -> None:
    digest = play("intro").studio.jingles.intro
    assert digest is not None
    with pytest.raises(StoreError, match="jingles changed"):
        play("intro", pitch=500).studio.find_jingles(digest)

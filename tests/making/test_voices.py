"""Who speaks what: a voice for a section, a second one for headings, a better one kept."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from service.desk.hints import Hints
from service.engines.base import Engine
from service.engines.policy import VoicePreference, VoicePreferences
from service.errors import SynthesisError
from service.making.current import follows_article, follows_settings
from service.model import BlockKind, Edition, Voice
from service.outputs.show_notes import voice_note
from service.tending.verification import verify_episode
from tests.engines.levels import levels
from tests.stage import (
    NOW,
    TEXT,
    CountingEngine,
    EvenLevels,
    Stage,
    make,
    publish,
    take,
    take_in_at,
)

HEADED = """<article><h1>Tin của phường trong tuần này</h1>
<p>Câu thứ nhất nói về việc chung. Câu thứ hai nói tiếp.</p>
<h2>Việc sắp tới của phường</h2><p>Câu thứ ba là câu cuối cùng.</p></article>"""
HEADINGS = (BlockKind.TITLE, BlockKind.HEADING)
WithVoices = Callable[..., Stage]


@pytest.fixture
def google() -> CountingEngine:
    return CountingEngine("google")


@pytest.fixture
def espeak() -> CountingEngine:
    return CountingEngine("espeak")


@pytest.fixture
def with_voices(stage: Stage, google: CountingEngine, espeak: CountingEngine) -> WithVoices:
    """The stage with two engines and these preferences."""

    def make_stage(*, mix_voices: bool = False, **preferred: object) -> Stage:
        return replace(
            stage,
            engines={"google": google, "espeak": espeak},
            preferred=VoicePreferences(**preferred),  # type: ignore[arg-type]  # a test's own words
            mix_voices=mix_voices,
        )

    return make_stage


def edition_of(article_id: str, stage: Stage) -> Edition:
    episode = stage.library.episode(article_id)
    assert episode is not None
    return episode.edition


def engines_by_kind(edition: Edition) -> dict[bool, set[str]]:
    """The engines that spoke, of headings (True) and of the text (False)."""
    spoken: dict[bool, set[str]] = {True: set(), False: set()}
    for passage in edition.passages:
        spec = edition.voicing.spec_for(passage.segment.id)
        spoken[passage.segment.kind in HEADINGS].add(spec.voice.engine)
    return spoken


def down(text: str = "") -> SynthesisError:
    return SynthesisError("không trả lời", "no answer", transient=True)


def test_title_and_headings_may_have_a_second_voice(
    with_voices: WithVoices, espeak: CountingEngine
) -> None:
    stage = with_voices(headings=VoicePreference("espeak"))
    edition = edition_of(publish(stage, HEADED), stage)
    assert engines_by_kind(edition) == {True: {"espeak"}, False: {"google"}}
    assert len(espeak.spoken) == 2
    assert edition.fallback_reason is None
    assert voice_note(edition) == "Giọng tổng hợp do máy tạo ra: Giọng google; Giọng espeak."


def test_an_article_with_two_voices_follows_the_settings_and_is_built_again_byte_by_byte(
    with_voices: WithVoices,
) -> None:
    stage = with_voices(headings=VoicePreference("espeak"))
    article_id = publish(stage, HEADED)
    article = stage.library.article(article_id)
    assert article is not None
    assert follows_article(article, stage.library, stage.studio, stage.media)
    assert follows_settings(article.id, stage.library, stage.voices, stage.studio, stage.media)
    assert not follows_settings(
        article.id,
        with_voices().library,
        with_voices().voices,
        with_voices().studio,
        with_voices().media,
    )
    assert follows_article(
        article, with_voices().library, with_voices().studio, with_voices().media
    )
    assert verify_episode(article_id, stage.library, stage.assembler).is_reproduced


@pytest.mark.parametrize("when", ["before the session", "in the middle of it"])
def test_a_second_voice_that_is_silent_leaves_the_headings_to_the_narrator_and_it_is_said(
    with_voices: WithVoices, espeak: CountingEngine, when: str
) -> None:
    if when == "before the session":
        espeak.outage = down()
    espeak.failure = lambda text: down() if "sắp tới" in text else None
    stage = with_voices(headings=VoicePreference("espeak"))
    edition = edition_of(publish(stage, HEADED), stage)
    assert engines_by_kind(edition) == {True: {"google"}, False: {"google"}}
    assert edition.fallback_reason == (
        "Giọng đọc đề mục tạm thời không dùng được, nên giọng chính đọc cả đề mục."
    )


def test_a_section_may_have_a_voice_of_its_own(with_voices: WithVoices) -> None:
    stage = with_voices(sections={"thể thao": VoicePreference("espeak")})
    for section, engine in (("Thể thao ", "espeak"), ("Văn hoá", "google")):
        hints = Hints(section, section=section)
        article_id = take_in_at(NOW, TEXT, hints, stage.library).article.id
        make(article_id, stage)
        assert edition_of(article_id, stage).spec.voice.engine == engine


def test_a_voice_that_stops_answering_keeps_its_sentences_only_where_voices_may_mix(
    with_voices: WithVoices, google: CountingEngine, espeak: CountingEngine
) -> None:
    google.failure = lambda text: down() if "thứ ba" in text else None
    stage = with_voices(mix_voices=True)
    edition = edition_of(publish(stage), stage)
    assert len(espeak.spoken) == 1
    assert [voice.engine for voice in edition.voices] == ["google", "espeak"]
    assert edition.fallback_reason is not None
    assert "các câu chưa thu của bài này" in edition.fallback_reason


def test_mixed_voices_are_built_again_byte_by_byte_and_made_one_when_the_better_is_back(
    with_voices: WithVoices, google: CountingEngine
) -> None:
    google.failure = lambda text: down() if "thứ ba" in text else None
    stage = with_voices(mix_voices=True)
    article_id = publish(stage)
    assert verify_episode(article_id, stage.library, stage.assembler).is_reproduced
    article = stage.library.article(article_id)
    assert article is not None
    assert follows_article(article, stage.library, stage.studio, stage.media)
    assert not follows_settings(article.id, stage.library, stage.voices, stage.studio, stage.media)
    google.failure = lambda text: None
    google.spoken.clear()
    make(article_id, stage)
    assert len(google.spoken) == 1
    edition = edition_of(article_id, stage)
    assert [voice.engine for voice in edition.voices] == ["google"]
    assert edition.fallback_reason is None


def test_a_lasting_error_of_the_second_voice_fails_and_names_its_sentence(
    with_voices: WithVoices, espeak: CountingEngine
) -> None:
    espeak.failure = lambda text: SynthesisError("hỏng", "broken", transient=False)
    stage = with_voices(headings=VoicePreference("espeak"))
    article_id = take(stage, HEADED)
    with pytest.raises(SynthesisError) as failed:
        make(article_id, stage)
    assert failed.value.segment_id is not None


def test_a_preference_is_written_as_an_engine_and_perhaps_one_of_its_voices() -> None:
    assert VoicePreference.parse("espeak") == VoicePreference("espeak")
    assert VoicePreference.parse(" piper / lan/2 ") == VoicePreference("piper", "lan/2")
    assert VoicePreference.parse("/vi-vn-x-south") == VoicePreference("auto", "vi-vn-x-south")


def test_the_manifest_and_the_edition_name_the_voice_of_each_sentence(
    with_voices: WithVoices,
) -> None:
    stage = with_voices(headings=VoicePreference("espeak"))
    edition = edition_of(publish(stage, HEADED), stage)
    title = edition.passages[0]
    assert title.spec is not None
    assert title.spec.voice == Voice("espeak", "im", "Giọng espeak")
    assert edition.passages[1].spec is None
    told = json.loads(stage.media.read(edition.manifest_name))["sentences"]
    engines = [sentence["clip"]["engine"] for sentence in told]
    assert engines == ["espeak", "google", "google", "espeak", "google"]


def test_whether_an_edition_of_another_engine_follows_the_settings_is_known_without_asking(
    with_voices: WithVoices,
) -> None:
    """An editor who presses the button must not wait for a service that hangs."""
    article_id = publish(with_voices(narrator=VoicePreference("espeak")))

    class Asked(EvenLevels):
        def gain_db(self, engine: Engine, voice: Voice, *, rate: float, pitch: float) -> float:
            raise AssertionError("asked")

        known_gain_db = gain_db

    stage = replace(with_voices(), levels=Asked())
    article = stage.library.article(article_id)
    assert article is not None
    assert not follows_settings(article.id, stage.library, stage.voices, stage.studio, stage.media)


def test_an_edition_of_before_a_change_of_pace_follows_nothing_and_no_level_is_measured_to_know_it(
    with_voices: WithVoices, google: CountingEngine, tmp_path: Path
) -> None:
    """The measure would be two answers of the engine, inside an editor's request."""
    stage = replace(with_voices(), levels=levels(tmp_path))
    article_id = publish(stage)
    assert follows_settings(article_id, stage.library, stage.voices, stage.studio, stage.media)
    faster = replace(stage, studio=replace(stage.studio, rate=1.2))
    google.spoken.clear()
    for _ in range(2):
        assert not follows_settings(
            article_id, faster.library, faster.voices, faster.studio, faster.media
        )
    assert google.spoken == []
    make(article_id, faster)
    google.spoken.clear()
    assert follows_settings(article_id, faster.library, faster.voices, faster.studio, faster.media)
    assert google.spoken == []

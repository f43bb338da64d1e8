"""Who speaks an edition, decided from facts alone: no engine, no cache, no library."""

from dataclasses import replace

import pytest

from service.engines.policy import VoicePreference, VoicePreferences
from service.errors import SynthesisError
from service.model import AudioFormat, ClipSpec, Voice
from service.plan.voices import (
    Described,
    EngineQuestion,
    Facts,
    NotKnownError,
    Question,
    VoiceChoice,
    VoiceQuestion,
    Wanted,
    allowed_voices,
    choose_voices,
    has_preferred_voices,
)
from tests.plan.test_plan import edition_of, plan

GOOGLE, ESPEAK = Voice("google", "vi", "Google"), Voice("espeak", "vi", "eSpeak")
OFFERS = {"google": (GOOGLE,), "espeak": (ESPEAK,)}
AUTO = VoicePreference()
TEXTS, HEADINGS = frozenset({"câu 1", "câu 2"}), frozenset({"đề mục"})
NOTHING: frozenset[str] = frozenset()
DOWN = SynthesisError("không trả lời", "no answer", transient=True)


def wanted(
    preference: VoicePreference = AUTO,
    *,
    headings: VoicePreference | None = None,
    mix: bool = False,
    said: bool = True,
) -> Wanted:
    own = HEADINGS if headings else NOTHING
    spoken = TEXTS | HEADINGS if said else HEADINGS
    return Wanted(preference, headings, mix, (TEXTS | HEADINGS) - own, own, spoken)


def spec(voice: Voice) -> ClipSpec:
    return ClipSpec(
        voice=voice,
        engine_version="1",
        rate=1.0,
        pitch=1.0,
        gain_db=0.0,
        mastering_version=1,
        format=AudioFormat(),
    )


def decide(
    what: Wanted,
    lacking: dict[Voice, frozenset[str]],
    silent: frozenset[str] = NOTHING,
    outages: dict[str, SynthesisError] | None = None,
) -> tuple[VoiceChoice, list[Question]]:
    """The choice where voices lack these segments and these engines are silent; what was asked.

    A voice that is not in ``lacking`` cannot be looked at.
    """
    facts, asked = Facts(OFFERS, outages or {}), list[Question]()
    while True:
        try:
            return choose_voices(what, facts), asked
        except NotKnownError as e:
            asked.append(e.question)
        match asked[-1]:
            case VoiceQuestion(voice):
                found = Described(spec(voice), lacking[voice]) if voice in lacking else DOWN
                facts = facts.with_voice(voice, found)
            case EngineQuestion(name):
                facts = facts.with_engine(name, DOWN if name in silent else None)


def test_an_engine_all_of_whose_clips_are_there_is_asked_nothing() -> None:
    choice, asked = decide(wanted(), {GOOGLE: NOTHING})
    assert (choice.voicing.narrator, choice.fallback_reason) == (spec(GOOGLE), None)
    assert asked == [VoiceQuestion(GOOGLE)]


def test_an_engine_that_answers_is_asked_once_and_none_after_it() -> None:
    choice, asked = decide(wanted(), {GOOGLE: TEXTS})
    assert choice.voicing.narrator == spec(GOOGLE)
    assert asked == [VoiceQuestion(GOOGLE), EngineQuestion("google")]


def test_the_next_engine_speaks_where_the_first_is_silent_and_the_reason_is_told() -> None:
    choice, asked = decide(wanted(), {GOOGLE: TEXTS, ESPEAK: NOTHING}, frozenset({"google"}))
    assert choice.voicing.narrator == spec(ESPEAK)
    assert choice.fallback_reason is not None
    assert "bài này do giọng “eSpeak” đọc" in choice.fallback_reason
    assert asked[1:] == [EngineQuestion("google"), VoiceQuestion(ESPEAK)]


def test_an_engine_that_has_stopped_answering_is_not_asked_again() -> None:
    choice, asked = decide(wanted(), {ESPEAK: NOTHING}, outages={"google": DOWN})
    assert choice.voicing.narrator == spec(ESPEAK)
    assert asked == [VoiceQuestion(ESPEAK)]


def test_the_preferred_engines_outage_is_raised_where_nobody_can_speak() -> None:
    with pytest.raises(SynthesisError) as failed:
        decide(wanted(VoicePreference("google")), {GOOGLE: TEXTS}, frozenset({"google"}))
    assert failed.value is DOWN


def test_sentences_that_a_better_engine_has_spoken_keep_its_voice_where_voices_may_mix() -> None:
    there = {GOOGLE: frozenset({"câu 2"}), ESPEAK: NOTHING}
    choice, _ = decide(wanted(mix=True), there, frozenset({"google"}))
    assert choice.voicing.spec_for("câu 1") == spec(GOOGLE)
    assert choice.voicing.spec_for("câu 2") == spec(ESPEAK)
    assert "các câu chưa thu" in (choice.fallback_reason or "")
    alone, _ = decide(wanted(), there, frozenset({"google"}))
    assert not alone.voicing.others


def test_no_reason_is_told_of_a_fallback_that_nobody_hears() -> None:
    there = {GOOGLE: TEXTS | HEADINGS, ESPEAK: NOTHING}
    silent = frozenset({"google"})
    own = wanted(headings=VoicePreference("espeak"), said=False)
    choice, _ = decide(own, there, silent)
    assert (choice.voicing.narrator, choice.fallback_reason) == (spec(ESPEAK), None)


def test_the_narrator_says_the_headings_where_their_voice_is_silent() -> None:
    there = {GOOGLE: NOTHING, ESPEAK: HEADINGS}
    own = wanted(VoicePreference("google"), headings=VoicePreference("espeak"))
    choice, _ = decide(own, there, frozenset({"espeak"}))
    assert choice.voicing.spec_for("đề mục") == spec(GOOGLE)
    assert "giọng chính đọc cả đề mục" in (choice.fallback_reason or "")


def test_a_silent_engine_still_has_the_headings_whose_clips_are_there() -> None:
    there = {GOOGLE: TEXTS, ESPEAK: NOTHING}
    choice, asked = decide(wanted(headings=VoicePreference("google")), there, frozenset({"google"}))
    assert choice.voicing.narrator == spec(ESPEAK)
    assert choice.voicing.spec_for("đề mục") == spec(GOOGLE)
    assert asked.count(EngineQuestion("google")) == 1


def test_a_voice_of_which_nothing_can_be_known_is_passed_over() -> None:
    choice, asked = decide(wanted(mix=True), {ESPEAK: NOTHING})
    assert choice.voicing.narrator == spec(ESPEAK)
    assert not choice.voicing.others
    assert asked == [VoiceQuestion(GOOGLE), VoiceQuestion(ESPEAK)]


def test_what_has_to_be_known_first_is_told_by_its_question() -> None:
    for question in (VoiceQuestion(GOOGLE), EngineQuestion("google")):
        assert NotKnownError(question).question == question
        assert NotKnownError(question).args == (question,), "a traceback names it"


@pytest.mark.parametrize("mix", [True, False])
def test_a_reason_tells_whether_all_or_the_rest_is_spoken_by_the_fallback(mix: bool) -> None:
    there = {GOOGLE: TEXTS, ESPEAK: NOTHING}
    choice, _ = decide(wanted(mix=mix), there, frozenset({"google"}))
    assert ("các câu chưa thu" in (choice.fallback_reason or "")) is mix
    assert ("nên bài này do" in (choice.fallback_reason or "")) is not mix


def test_where_voices_may_not_mix_a_silent_engine_is_not_looked_at() -> None:
    choice, asked = decide(wanted(), {GOOGLE: NOTHING, ESPEAK: NOTHING}, outages={"google": DOWN})
    assert choice.voicing.others == {}
    assert asked == [VoiceQuestion(ESPEAK)]
    mixed, asked = decide(
        wanted(mix=True), {GOOGLE: NOTHING, ESPEAK: NOTHING}, outages={"google": DOWN}
    )
    assert mixed.voicing.spec_for("câu 1") == spec(GOOGLE)
    assert asked == [VoiceQuestion(ESPEAK), VoiceQuestion(GOOGLE)]
    assert mixed.fallback_reason is None, "nobody hears the fallback"


def test_no_reason_is_told_of_headings_that_nobody_hears() -> None:
    there = {GOOGLE: NOTHING, ESPEAK: HEADINGS}
    own = wanted(VoicePreference("google"), headings=VoicePreference("espeak"))
    unheard = replace(own, spoken=TEXTS)
    choice, _ = decide(unheard, there, frozenset({"espeak"}))
    assert choice.voicing.spec_for("đề mục") == spec(GOOGLE)
    assert choice.fallback_reason is None


HEARD = plan("Một.", "Hai.")


@pytest.mark.parametrize(
    ("voices", "is_preferred"),
    [
        ((GOOGLE, GOOGLE), True),
        ((GOOGLE, ESPEAK), True),
        ((ESPEAK, ESPEAK), True),
        ((GOOGLE, Voice("espeak", "khac", "Khác")), False),
        ((GOOGLE, Voice("piper", "vi", "Piper")), False),
        ((GOOGLE, ClipSpec.for_recording("ab" * 32, 1, AudioFormat()).voice), True),
    ],
    ids=["narrator", "both", "headings", "voice", "engine", "recording"],
)
def test_only_preferred_voices_and_recordings_are_heard_or_others_too(
    voices: tuple[Voice, ...], is_preferred: bool
) -> None:
    preferences = VoicePreferences(VoicePreference("google"), VoicePreference("espeak"))
    edition = edition_of(HEARD)
    passages = tuple(
        replace(passage, spec=spec(voice))
        for passage, voice in zip(edition.passages, voices, strict=True)
    )
    heard = replace(edition, passages=passages)
    assert has_preferred_voices(heard, preferences, OFFERS) is is_preferred


def test_every_voice_that_a_preference_may_fall_back_to_is_allowed_in_its_section() -> None:
    preferences = VoicePreferences(
        VoicePreference("google"), sections={"thể thao": VoicePreference()}
    )
    assert allowed_voices(None, preferences, OFFERS) >= {GOOGLE}
    assert allowed_voices("Thể thao", preferences, OFFERS) == {GOOGLE, ESPEAK}

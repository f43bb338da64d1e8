"""Which engine speaks an edition, and what readers are told."""

import pytest

from service.engines.policy import Choice, VoicePreference, candidates, choose, read_order
from service.errors import SettingsError, SynthesisError
from service.model import Voice

GOOGLE = Voice("google", "vi", "Google, giọng nữ")
NORTH = Voice("espeak", "vi", "eSpeak, giọng Bắc")
SOUTH = Voice("espeak", "vi-vn-x-south", "eSpeak, giọng Nam")
OWN = Voice("piper", "toa-soan", "Piper, toa-soan")
SILENT = Voice("silence", "silence", "Im lặng")
OFFERS = {"espeak": (NORTH, SOUTH), "google": (GOOGLE,), "silence": (SILENT,)}
DOWN = SynthesisError("Google không trả lời.", "Google: no answer.", transient=True)


@pytest.mark.parametrize(
    ("preference", "down", "choice"),
    [
        (VoicePreference(), (), Choice(GOOGLE)),
        (VoicePreference("google"), (), Choice(GOOGLE)),
        (VoicePreference("espeak"), (), Choice(NORTH)),
        (VoicePreference("espeak", "vi-vn-x-south"), ("google",), Choice(SOUTH)),
        (VoicePreference("silence"), ("google", "espeak"), Choice(SILENT)),
        (
            VoicePreference(),
            ("google",),
            Choice(
                NORTH,
                "Giọng đọc của Google tạm thời không dùng được, nên bài này do giọng"
                " “eSpeak, giọng Bắc” đọc.",
            ),
        ),
        (
            VoicePreference(voice="vi-vn-x-south"),
            ("google",),
            Choice(
                SOUTH,
                "Giọng đọc của Google tạm thời không dùng được, nên bài này do giọng"
                " “eSpeak, giọng Nam” đọc.",
            ),
        ),
    ],
)
def test_the_first_engine_that_answers_speaks_the_whole_edition(
    preference: VoicePreference, down: tuple[str, ...], choice: Choice
) -> None:
    assert choose(preference, OFFERS, dict.fromkeys(down, DOWN)) == choice


def test_a_voice_the_newsroom_brought_is_preferred_to_the_last_resort() -> None:
    choice = choose(VoicePreference(), {**OFFERS, "piper": (OWN,)}, {"google": DOWN})
    assert choice.voice == OWN
    assert choice.engine == "piper"


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (["auto"], ("google", "piper", "espeak")),
        (["espeak", "google"], ("espeak", "google")),
        (["acme", "auto"], ("acme", "google", "piper", "espeak")),
        (["espeak", "auto", "acme"], ("espeak", "google", "piper", "acme")),
        (["google", "google"], ("google",)),
    ],
)
def test_a_list_names_each_engine_once_and_auto_stands_for_the_usual_ones(
    names: list[str], order: tuple[str, ...]
) -> None:
    assert read_order(names) == order


def test_auto_tries_the_engines_of_the_list_also_a_third_partys() -> None:
    acme = Voice("acme", "a", "A")
    preference = VoicePreference.parse("auto", ("acme", "espeak"))
    offers = {**OFFERS, "acme": (acme,)}
    assert candidates(preference, offers) == ("acme", "espeak")
    assert choose(preference, offers, {}) == Choice(acme)
    fallback = choose(preference, offers, {"acme": DOWN})
    assert fallback.voice == NORTH
    assert fallback.fallback_reason is not None
    assert fallback.fallback_reason.startswith("Bộ đọc “acme” tạm thời không dùng được")


def test_auto_never_chooses_silence_or_a_third_party() -> None:
    other = {"silence": (SILENT,), "acme": (Voice("acme", "a", "A"),)}
    assert candidates(VoicePreference(), {**OFFERS, **other}) == ("google", "espeak")
    with pytest.raises(SettingsError):
        choose(VoicePreference(), other, {})


def test_a_named_engine_that_is_down_is_not_replaced() -> None:
    with pytest.raises(SynthesisError) as failure:
        choose(VoicePreference("google"), OFFERS, {"google": DOWN})
    assert failure.value is DOWN


def test_when_nobody_can_speak_the_preferred_engine_says_why() -> None:
    broken = SynthesisError("Không có espeak-ng.", "No espeak-ng.", transient=False)
    with pytest.raises(SynthesisError) as failure:
        choose(VoicePreference(), OFFERS, {"google": DOWN, "espeak": broken})
    assert failure.value is DOWN


def test_piper_without_a_voice_is_told_which_setting_names_one() -> None:
    with pytest.raises(SettingsError) as failure:
        choose(VoicePreference.parse("piper/toa-soan"), OFFERS, {})
    assert "LOA_PIPER_VOICE" in failure.value.vi
    assert "LOA_PIPER_VOICE" in failure.value.en


@pytest.mark.parametrize(
    ("preference", "there_is"),
    [
        (VoicePreference("gogle"), "auto, espeak, google, silence"),
        (VoicePreference("espeak", "en"), "vi, vi-vn-x-south"),
    ],
)
def test_a_name_nobody_has_is_answered_with_those_there_are(
    preference: VoicePreference, there_is: str
) -> None:
    with pytest.raises(SettingsError) as failure:
        choose(preference, OFFERS, {})
    assert there_is in failure.value.vi
    assert there_is in failure.value.en

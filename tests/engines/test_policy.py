"""Which engine speaks an edition, and what readers are told."""

import pytest

from service.engines.policy import Choice, Wish, candidates, choose, read_order
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
    ("wish", "down", "choice"),
    [
        (Wish(), (), Choice(GOOGLE)),
        (Wish("google"), (), Choice(GOOGLE)),
        (Wish("espeak"), (), Choice(NORTH)),
        (Wish("espeak", "vi-vn-x-south"), ("google",), Choice(SOUTH)),
        (Wish("silence"), ("google", "espeak"), Choice(SILENT)),
        (
            Wish(),
            ("google",),
            Choice(
                NORTH,
                "Giọng đọc của Google tạm thời không dùng được, nên bài này do giọng"
                " “eSpeak, giọng Bắc” đọc.",
            ),
        ),
        (
            Wish(voice="vi-vn-x-south"),
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
    wish: Wish, down: tuple[str, ...], choice: Choice
) -> None:
    assert choose(wish, OFFERS, dict.fromkeys(down, DOWN)) == choice


def test_a_voice_the_newsroom_brought_is_preferred_to_the_last_resort() -> None:
    choice = choose(Wish(), {**OFFERS, "piper": (OWN,)}, {"google": DOWN})
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
    wish = Wish.parse("auto", ("acme", "espeak"))
    offers = {**OFFERS, "acme": (acme,)}
    assert candidates(wish, offers) == ("acme", "espeak")
    assert choose(wish, offers, {}) == Choice(acme)
    fallback = choose(wish, offers, {"acme": DOWN})
    assert fallback.voice == NORTH
    assert fallback.fallback_reason is not None
    assert fallback.fallback_reason.startswith("Bộ đọc “acme” tạm thời không dùng được")


def test_auto_never_chooses_silence_or_a_third_party() -> None:
    other = {"silence": (SILENT,), "acme": (Voice("acme", "a", "A"),)}
    assert candidates(Wish(), {**OFFERS, **other}) == ("google", "espeak")
    with pytest.raises(SettingsError):
        choose(Wish(), other, {})


def test_a_named_engine_that_is_down_is_not_replaced() -> None:
    with pytest.raises(SynthesisError) as failure:
        choose(Wish("google"), OFFERS, {"google": DOWN})
    assert failure.value is DOWN


def test_when_nobody_can_speak_the_wished_engine_says_why() -> None:
    broken = SynthesisError("Không có espeak-ng.", "No espeak-ng.", transient=False)
    with pytest.raises(SynthesisError) as failure:
        choose(Wish(), OFFERS, {"google": DOWN, "espeak": broken})
    assert failure.value is DOWN


def test_piper_without_a_voice_is_told_which_setting_names_one() -> None:
    with pytest.raises(SettingsError) as failure:
        choose(Wish.parse("piper/toa-soan"), OFFERS, {})
    assert "LOA_PIPER_VOICE" in failure.value.vi
    assert "LOA_PIPER_VOICE" in failure.value.en


@pytest.mark.parametrize(
    ("wish", "there_is"),
    [(Wish("gogle"), "auto, espeak, google, silence"), (Wish("espeak", "en"), "vi, vi-vn-x-south")],
)
def test_a_name_nobody_has_is_answered_with_those_there_are(wish: Wish, there_is: str) -> None:
    with pytest.raises(SettingsError) as failure:
        choose(wish, OFFERS, {})
    assert there_is in failure.value.vi
    assert there_is in failure.value.en

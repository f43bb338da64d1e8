"""Spelling: what is a Vietnamese syllable with all its marks, and what without any."""

from pathlib import Path

import pytest

from service.vietnamese.spelling import is_bare_syllable, is_spelled_syllable

SAMPLE = Path(__file__).parents[1] / "service" / "samples" / "dang-bo-song-cong.txt"


@pytest.mark.parametrize(
    "word",
    "nghiêng Được VIỆT quốc gì giếng giết quyết hoà hòa khuya xoong huỳnh Ủy yêu ý ở".split(),  # noqa: SIM905
)
def test_a_syllable_with_its_marks_is_spelled(word: str) -> None:
    assert is_spelled_syllable(word)


@pytest.mark.parametrize(
    "word",
    ["cap", "học̣", "phöôøng", "trờng", "đợc", "ngh", "été", "où2", "schön", "b", "", "a" * 99],
)
def test_a_stop_without_its_tone_and_letters_of_elsewhere_are_not_spelled(word: str) -> None:
    assert not is_spelled_syllable(word)


def test_all_marked_words_of_the_sample_are_syllables_but_abbreviations() -> None:
    words = "".join(each if each.isalpha() else " " for each in SAMPLE.read_text("utf-8")).split()
    odd = {word for word in words if not word.isascii() and not is_spelled_syllable(word)}
    assert odd == {"HĐND"}


def test_a_syllable_without_marks_is_told_from_an_english_word() -> None:
    assert all(map(is_bare_syllable, "nghieng duoc VIET quoc gieng thanh pho".split()))  # noqa: SIM905
    assert not any(map(is_bare_syllable, "ward opened library charge được".split()))  # noqa: SIM905

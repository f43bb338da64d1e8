"""What stands before and behind a written form, as far as it can decide."""

import pytest

from service.text.context import after, as_printed, before, same_sentence


def test_what_stands_around_is_in_small_letters_and_reaches_the_form() -> None:
    assert before("Cao ĐẾN  5 Mét", 9) == "cao đến"
    assert after("Cao đến 5  Mét", 9) == "mét"
    assert before("Cao", 0) == ""
    assert as_printed("Cao 5", 4) == "Cao "


def test_what_is_far_from_a_form_decides_nothing() -> None:
    assert before("a" + "b" * 48, 49) == "b" * 48
    assert as_printed("a" + "b" * 48, 49) == "b" * 48
    assert after("b" * 48 + "a", 0) == "b" * 48
    assert same_sentence("a" + "b" * 80, 81) == "b" * 80


@pytest.mark.parametrize("stop", [". ", "! ", "? ", "; ", "\n\n", ".\xa0"])
def test_a_sentence_before_the_own_one_decides_nothing(stop: str) -> None:
    text = f"Họ thắng{stop}Từ 3-5"
    assert same_sentence(text, text.index("3")) == "từ"


@pytest.mark.parametrize("mark", [", ", ": ", " - ", ".", "!"])
def test_a_mark_inside_a_sentence_parts_nothing(mark: str) -> None:
    text = f"Họ thắng{mark}từ 3-5"
    assert same_sentence(text, text.index("3")) == f"họ thắng{mark}từ"

"""What a reader sees as one character, wherever it is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.outputs.characters import begins_character, columns_before

PIECES = ("a", "đ", "e\u0323\u0302", "中", " ", "\u200d", "👨", "👍\U0001f3fd", "🇻", "🇻🇳", "🇻🇳🇱🇦")


@pytest.mark.parametrize(
    "whole", ["ệ", "e\u0323\u0302", "👨\u200d👩\u200d👧", "👍\U0001f3fd", "🇻🇳"]
)
def test_a_letter_a_family_and_a_flag_are_one_each_of_several_in_a_row(whole: str) -> None:
    text = whole * 3
    begins = [at for at in range(len(text)) if begins_character(text, at)]
    assert begins == [0, len(whole), 2 * len(whole)]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_columns_are_counted_where_a_character_begins_and_nowhere_else(text: str) -> None:
    columns = columns_before(text)
    assert len(columns) == len(text) + 1
    for at in range(len(text)):
        assert (columns[at + 1] > columns[at]) == begins_character(text, at)

"""What texts may carry into a feed: nothing that XML forbids, no direction left open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.legal_text import close_directions

MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ENDS = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c")} | {
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069")
}


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("Giá xăng", "Giá xăng"),
        ("\u202egpj.exe", "\u202egpj.exe\u202c"),
        ("a\u202c b\u2069", "a b"),
        ("\u2067شعر\u2069 và thơ", "\u2067شعر\u2069 và thơ"),
        ("\u2067\u202bhai", "\u2067\u202bhai\u202c\u2069"),
        ("\u202emột\nhai", "\u202emột\u202c\nhai"),
        ("\u2067một\u202c", "\u2067một\u2069"),
    ],
)
def test_what_a_line_opens_ends_with_it(text: str, closed: str) -> None:
    assert close_directions(text) == closed


@given(st.text(st.sampled_from(f"ab \n{MARKS}"), max_size=40))
def test_every_direction_that_begins_ends_and_no_letter_is_lost(text: str) -> None:
    closed = close_directions(text)
    for line in closed.split("\n"):
        expected: list[str] = []
        for character in line:
            if character in ENDS:
                expected.append(ENDS[character])
            elif character in MARKS:
                assert expected
                assert expected.pop() == character
        assert expected == []
    letters = [character for character in text if character not in MARKS]
    assert [character for character in closed if character not in MARKS] == letters
    assert close_directions(closed) == closed

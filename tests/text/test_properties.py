"""What holds for any text whatever: nothing raised, nothing lost, offsets right, work bounded."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from service.text.spoken import say

SOME_FORMS = (
    "12 1.234 5,67 % đ 2/7 10h30 - – XV IX UBND TP. $ 2021 km m2 ( ) . , : / A B. Covid 19 à #x @y "
    "0912 345 678 www.vn 5-7 ≥ + & 20A1 QL 3 tháng ngày thứ khóa"
)
FORMS = st.sampled_from(SOME_FORMS.split(" "))
PRINTED = st.lists(FORMS | st.text(max_size=3), max_size=12).map(" ".join)
GLUED = st.lists(FORMS | st.text(max_size=2), max_size=12).map("".join)
ANY = st.text(max_size=60) | PRINTED | GLUED


@given(ANY)
@settings(max_examples=400, deadline=None)
def test_any_text_is_said_and_its_trace_points_at_what_is_printed(text: str) -> None:
    printed = unicodedata.normalize("NFC", text)

    said = say(text)

    for reading in said.trace:
        assert printed[reading.begin : reading.end] == reading.written
    for warning in said.warnings:
        assert printed[warning.begin : warning.end] == warning.written
    ends = [0, *(reading.end for reading in said.trace)]
    assert all(begin.begin >= end for begin, end in zip(said.trace, ends, strict=False))


@given(ANY)
@settings(max_examples=400, deadline=None)
def test_no_word_outside_a_reading_is_lost(text: str) -> None:
    printed = unicodedata.normalize("NFC", text)
    said = say(text)

    left = list(printed)
    for reading in said.trace:
        left[reading.begin : reading.end] = " " * (reading.end - reading.begin)
    words = iter(re.findall(r"[^\W_]+", said.spoken))

    assert all(word in words for word in re.findall(r"[^\W_]+", "".join(left)))


@given(st.lists(FORMS, max_size=12).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_what_was_said_is_said_again_unchanged(text: str) -> None:
    once = say(text).spoken

    assert say(once).spoken == once

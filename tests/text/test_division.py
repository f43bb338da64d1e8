"""A long text is divided where a reader would breathe, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model import BlockKind
from service.text.division import MOST_SPOKEN, divide, spoken_parts
from service.text.segments import MOST_PRINTED, split_segments
from tests.leaves import leaf

WORDS = "nghị quyết đại hội đảng bộ thành phố "
EVIL = {
    "words without a stop": WORDS * 5_000,
    "digits": "7" * 100_000,
    "digits in groups": "123456 " * 20_000,
    "fractions": "1/" * 50_000,
    "Roman figures": "I" * 100_000,
    "one word": "ạ" * 100_000,
    "marks on one letter": "a" + "\u0301" * 50_000,
    "commas": "a, " * 30_000,
    "marks alone": "a " + "- " * 50_000,
}


@given(st.text(st.sampled_from("aạ1 ,;:–.\u0301"), max_size=200), st.integers(4, 30))
def test_the_pieces_joined_are_the_text_and_none_is_too_long(text: str, most: int) -> None:
    pieces = divide(text, most)
    assert "".join(pieces) == text
    assert all(len(piece.rstrip()) <= most for piece in pieces)
    assert all(pieces) or not text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("một hai ba; bốn, năm sáu bảy tám", "một hai ba; "),
        ("một hai ba bốn, năm sáu bảy tám", "một hai ba bốn, "),
        ("một hai ba bốn (năm sáu bảy tám)", "một hai ba bốn "),
        ("một hai ba bốn năm sáu bảy tám", "một hai ba bốn năm "),
        ("mộthaibabốnnămsáubảytám", "mộthaibabốnnămsáubảy"),
        ("đạt 11111111,75 111111,75 triệu", "đạt 11111111,75 "),
    ],
)
def test_a_clause_is_the_best_place_then_a_comma_then_a_word(text: str, first: str) -> None:
    assert divide(text, 20)[0] == first


@pytest.mark.parametrize("mark", list(";:…!?"))
@pytest.mark.parametrize("closed", ["", *'"”’»)]'])
def test_a_clause_ends_at_each_of_its_marks_and_what_closes_behind(mark: str, closed: str) -> None:
    first = f"một hai ba{mark}{closed} "
    assert divide(f"{first}bốn, năm sáu bảy tám", 20)[0] == first


@pytest.mark.parametrize("closed", list('"”’»)]'))
def test_what_closes_behind_a_comma_stays_with_it(closed: str) -> None:
    assert divide(f"một hai ba,{closed} bốn năm sáu bảy tám", 20)[0] == f"một hai ba,{closed} "


@pytest.mark.parametrize("opening", list("–—("))
def test_a_dash_or_bracket_begins_a_new_piece(opening: str) -> None:
    assert divide(f"một hai ba bốn {opening}năm sáu bảy", 20)[0] == "một hai ba bốn "


def test_no_letter_is_parted_from_its_marks() -> None:
    assert divide("abcdefghija\u0301\u0323klm", 12)[0] == "abcdefghij"


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL.keys())
def test_a_segment_has_a_ceiling_whatever_is_printed(text: str) -> None:
    block = leaf(BlockKind.PARAGRAPH, text.strip())
    segments = split_segments([block])
    assert max(len(each.text) for each in segments) <= MOST_PRINTED
    assert "".join(each.text + each.tail for each in segments) == block.text
    assert len(segments) < 4 * len(text) / MOST_PRINTED


def test_a_sentence_below_the_ceiling_stays_one() -> None:
    text = (WORDS * 40)[: MOST_PRINTED - 1] + "."
    assert [each.text for each in split_segments([leaf(BlockKind.PARAGRAPH, text)])] == [text]


def test_what_is_spoken_is_asked_for_in_bounded_parts_that_have_words() -> None:
    spoken = WORDS * 100 + "- " * 2_000 + WORDS
    parts = spoken_parts(spoken)
    assert all(len(part) <= MOST_SPOKEN and any(map(str.isalnum, part)) for part in parts)
    assert " ".join(" ".join(parts).replace("-", "").split()) == " ".join(
        spoken.replace("-", "").split()
    )
    assert sum(part.count("nghị") for part in parts) == 101
    assert spoken_parts(WORDS) == [WORDS]

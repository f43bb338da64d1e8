"""What differs between two texts, told sentence by sentence and word by word."""

import random

import pytest

from service.outputs.differing import (
    MOST_LINES,
    MOST_WORDS,
    Change,
    LineChange,
    Piece,
    Unchanged,
    compare_lines,
    compare_words,
    with_surroundings,
)


def old_of(lines: tuple[LineChange, ...]) -> list[str]:
    kept = ([each.text for each in line.pieces if each.change is not Change.NEW] for line in lines)
    return ["".join(texts) for texts in kept if texts]


def new_of(lines: tuple[LineChange, ...]) -> list[str]:
    kept = ([each.text for each in line.pieces if each.change is not Change.GONE] for line in lines)
    return ["".join(texts) for texts in kept if texts]


def test_a_changed_figure_is_told_by_itself() -> None:
    assert compare_words("Đạt 71 % kế hoạch.", "Đạt 73 % kế hoạch.") == (
        Piece(Change.SAME, "Đạt "),
        Piece(Change.GONE, "71"),
        Piece(Change.NEW, "73"),
        Piece(Change.SAME, " % kế hoạch."),
    )


def test_a_sentence_that_came_and_one_that_went_are_told_whole() -> None:
    lines = compare_lines(["Một.", "Hai.", "Ba."], ["Một.", "Ba.", "Bốn."])
    assert [line.pieces for line in lines] == [
        (Piece(Change.SAME, "Một."),),
        (Piece(Change.GONE, "Hai."),),
        (Piece(Change.SAME, "Ba."),),
        (Piece(Change.NEW, "Bốn."),),
    ]


@pytest.mark.parametrize("seed", range(30))
def test_both_texts_can_be_read_out_of_what_differs(seed: int) -> None:
    chance = random.Random(seed)
    words = ["cầu", "mới", "sông", "7h30", "đạt", "%"]
    old = [" ".join(chance.choices(words, k=4)) for _ in range(chance.randrange(12))]
    new = [each for each in old if chance.random() < 0.7]
    for _ in range(chance.randrange(5)):
        new.insert(chance.randrange(len(new) + 1), " ".join(chance.choices(words, k=3)))
    lines = compare_lines(old, new)
    assert (old_of(lines), new_of(lines)) == (old, new)


def test_texts_without_an_end_are_told_whole_and_not_compared_for_ever() -> None:
    long = "từ " * MOST_WORDS
    assert compare_words(long, f"{long}nữa") == (
        Piece(Change.GONE, long),
        Piece(Change.NEW, f"{long}nữa"),
    )
    old = [f"Câu {number}." for number in range(MOST_LINES)]
    new = [f"Lời {number}." for number in range(MOST_LINES)]
    lines = compare_lines(old, new)
    assert (old_of(lines), new_of(lines)) == (old, new)


def test_one_sentence_over_and_over_is_compared_in_no_time() -> None:
    old, new = ["Vậy."] * 6_000, ["Khác.", *["Vậy."] * 6_000, "Hết."]
    lines = compare_lines(old, new)
    assert (old_of(lines), new_of(lines)) == (old, new)


def test_far_from_a_change_sentences_are_counted_and_not_shown() -> None:
    old = [f"Câu {number}." for number in range(9)]
    new = [*old[:4], "Khác.", *old[5:]]
    shown = list(with_surroundings(compare_lines(old, new), 1))
    assert shown[0] == Unchanged(3)
    assert shown[-1] == Unchanged(3)
    assert len(shown) == 5
    assert list(with_surroundings(compare_lines(old, old), 1)) == [Unchanged(9)]

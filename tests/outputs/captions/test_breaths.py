"""A clause ends where its pause is heard, not where it is reckoned to end."""

import pytest

from service.outputs.captions.breaths import anchors, when_said

TEXT = "Một hai ba, bốn năm sáu, bảy tám."
SPOKEN = [float(at) for at in range(len(TEXT) + 1)]
FIRST, SECOND = TEXT.index("bốn"), TEXT.index("bảy")


def matched(*pauses: tuple[int, int], length: int = 3300) -> list[tuple[float, float]]:
    """The anchors between begin and end; 100 ms a character are reckoned."""
    first, *between, last = anchors(TEXT, SPOKEN, pauses, length)
    assert (first, last) == ((0.0, 0.0), (float(len(TEXT)), float(length)))
    return between


@pytest.mark.parametrize(
    ("rule", "pauses", "known"),
    [
        ("no pause, nothing known", (), []),
        (
            "each clause has its own",
            ((1000, 1300), (2200, 2600)),
            [(FIRST, 1150.0), (SECOND, 2400.0)],
        ),
        ("one pause is the nearer clause's", ((2200, 2500),), [(SECOND, 2350.0)]),
        (
            "a closed mouth beside a pause is none",
            ((900, 1300), (1150, 1250), (2200, 2500)),
            [(FIRST, 1100.0), (SECOND, 2350.0)],
        ),
        ("what is far from every clause is none", ((200, 300),), []),
        ("not even where it is long", ((50, 350),), []),
    ],
)
def test_marks_and_pauses_are_matched_in_order(
    rule: str, pauses: tuple[tuple[int, int], ...], known: list[tuple[float, float]]
) -> None:
    assert matched(*pauses) == known, rule


def test_a_full_stop_of_a_short_form_takes_no_clauses_pause() -> None:
    text = "Ở TP. HCM mưa to, Hà Nội nắng."
    spoken = [float(at) for at in range(len(text) + 1)]
    (_, found, _) = anchors(text, spoken, [(1600, 1900)], 3000)
    assert found == (float(text.index("Hà")), 1750.0)


def test_what_lies_between_two_pauses_is_shared_out_between_them() -> None:
    known = [(0.0, 0.0), (10.0, 2000.0), (20.0, 3000.0)]
    assert [when_said(said, known) for said in (5, 10, 15, 20)] == [1000, 2000, 2500, 3000]


def test_of_a_sentence_that_says_nothing_only_the_edges_are_known() -> None:
    known = anchors("–", [0.0, 0.0], [(100, 300)], 500)
    assert known == [(0.0, 0.0), (0.0, 500.0)]
    assert when_said(0, known) == 0

"""An answer stands under its key for a day, and a claim only as long as somebody works on it."""

from datetime import timedelta

from service.store.answers import ANSWER_LIFE, UNDER_WAY
from service.store.library import Library
from tests.store.shelf import NOW

SECOND = timedelta(seconds=1)


def test_the_first_claims_and_the_second_finds_that_it_is_under_way(library: Library) -> None:
    assert library.claim_answer("k", "r", NOW) is None
    found = library.claim_answer("k", "r", NOW + SECOND)
    assert found is not None
    assert (found.request, found.status) == ("r", None)


def test_what_was_answered_stands_for_a_day(library: Library) -> None:
    library.claim_answer("k", "r", NOW)
    library.keep_answer("k", 201, (("Location", "/x"),), b"{}")
    found = library.claim_answer("k", "other", NOW + ANSWER_LIFE - SECOND)
    assert found is not None
    assert (found.request, found.status, found.headers, found.content) == (
        "r",
        201,
        (("Location", "/x"),),
        b"{}",
    )
    assert library.claim_answer("k", "other", NOW + ANSWER_LIFE) is None


def test_a_claim_whose_program_was_killed_is_anybodys_after_a_while(library: Library) -> None:
    library.claim_answer("k", "r", NOW)
    assert library.claim_answer("k", "r", NOW + UNDER_WAY - SECOND) is not None
    assert library.claim_answer("k", "r", NOW + UNDER_WAY) is None


def test_a_claim_of_a_clock_that_was_set_back_is_anybodys(library: Library) -> None:
    library.claim_answer("k", "r", NOW + timedelta(days=400))
    assert library.claim_answer("k", "r", NOW) is None


def test_what_is_dropped_or_forgotten_stands_no_more(library: Library) -> None:
    library.claim_answer("k", "r", NOW)
    library.drop_answer("k")
    assert library.claim_answer("k", "r", NOW) is None
    library.keep_answer("k", 200, (), b"")
    library.forget_answers(NOW + ANSWER_LIFE + SECOND)
    assert library.claim_answer("k", "r", NOW) is None

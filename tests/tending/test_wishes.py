"""What is tried again, when, and what is given up."""

from datetime import timedelta

import pytest

from service.errors import (
    ArticleError,
    JobError,
    LoaError,
    StoreError,
    SynthesisError,
    is_passing,
    shortage_of,
)
from service.store.library import Library
from service.tending.wishes import (
    LONGEST_PAUSE,
    PAUSES,
    due_articles,
    note_failure,
    pause_after,
)
from tests.stage import NOW, Stage, make, take, take_into

FULL = StoreError("Đĩa đã đầy.", "The disk is full.")


def away(seconds: float | None = None) -> SynthesisError:
    return SynthesisError("Giọng đi vắng.", "Away.", transient=True, retry_after=seconds)


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (FULL, True),
        (away(), True),
        (SynthesisError("Câu lạ.", "No.", transient=False), False),
        (ArticleError("Không có gì để đọc.", "Nothing."), False),
        (JobError("Chương trình đã chết.", "Died."), False),
    ],
    ids=["disk", "voice away", "voice refuses", "article", "killed its program"],
)
def test_a_cause_passes_or_lasts(error: LoaError, passes: bool) -> None:
    assert is_passing(error) is passes


@pytest.mark.parametrize(
    ("error", "is_shortage"),
    [
        (MemoryError(), True),
        (RuntimeError("can't start new thread"), True),
        (OSError(24, "Too many open files"), True),
        (OSError(2, "No such file"), False),
        (RuntimeError("a defect"), False),
    ],
)
def test_what_the_machine_lacks_is_no_defect(error: Exception, is_shortage: bool) -> None:
    shortage = shortage_of(error)
    assert (shortage is not None and is_passing(shortage)) is is_shortage


@pytest.mark.parametrize(
    ("failures", "asked", "pause"),
    [
        (1, None, timedelta(seconds=15)),
        (2, None, timedelta(minutes=1)),
        (5, None, timedelta(hours=1)),
        (5000, None, timedelta(hours=1)),
        (1, 600.0, timedelta(minutes=10)),
        (3, 1.0, timedelta(minutes=5)),
        (1, 1e300, LONGEST_PAUSE),
    ],
)
def test_pauses_grow_to_an_hour_and_never_fall_short_of_what_an_engine_asks(
    failures: int, asked: float | None, pause: timedelta
) -> None:
    assert pause_after(failures, asked) == pause
    assert list(PAUSES) == sorted(PAUSES)


def test_an_article_is_due_from_its_coming_in_until_an_edition_follows_it(stage: Stage) -> None:
    article_id = take(stage, text_of("một"))
    assert due_articles(stage.library, stage.now()) == (article_id,)
    make(article_id, stage)
    assert due_articles(stage.library, stage.now()) == ()
    take(stage, text_of("hai"))
    assert due_articles(stage.library, stage.now()) == (article_id,)


def test_a_passing_failure_is_due_again_after_its_pause_and_not_before(library: Library) -> None:
    article_id = take_into(library, text_of("một"))
    note_failure(article_id, FULL, library, NOW)
    assert due_articles(library, NOW) == ()
    assert due_articles(
        library,
        NOW + PAUSES[0],
    ) == (article_id,)
    years_back = NOW - timedelta(days=3650)
    assert due_articles(library, years_back) == (article_id,)


def test_a_lasting_failure_is_given_up_until_the_text_changes_or_somebody_asks(
    library: Library,
) -> None:
    article_id = take_into(library, text_of("một"))
    for ask in (
        lambda: take_into(library, text_of("hai")),
        lambda: library.wish_edition(article_id, NOW),
    ):
        note_failure(
            article_id,
            ArticleError("Không đọc được.", "Cannot be read."),
            library,
            NOW,
        )
        later = NOW + timedelta(days=400)
        assert due_articles(library, later) == ()
        wish = library.wish(article_id)
        assert wish is not None
        assert wish.is_given_up
        assert (wish.error, wish.message) == ("ArticleError", "Không đọc được.")
        ask()
        assert due_articles(library, NOW) == (article_id,)


def test_what_is_asked_for_again_during_a_run_is_not_fulfilled_by_it(library: Library) -> None:
    article_id = take_into(library, text_of("một"))
    before = library.wish(article_id)
    again = library.wish_edition(article_id, NOW + timedelta(seconds=1))
    library.fulfil_wish(before)
    assert library.wish(article_id) == again
    library.fulfil_wish(again)
    assert library.wish(article_id) is None


def text_of(word: str) -> str:
    return f"""Tin của phường số {word}

Câu thứ {word} nói về việc chung của cả phường trong năm nay. Câu sau dài hơn một chút nữa.
"""

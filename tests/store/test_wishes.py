"""What is still to be recorded is remembered until it was."""

from datetime import timedelta

import pytest

from service.errors import StoreError
from service.store.library import Library
from tests.store.shelf import NOW, make_revision

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FAILURE = StoreError("Đĩa đã đầy.", "The disk is full.")


def wished(library: Library, source_id: str, minutes: int = 0) -> str:
    article, _ = library.take_in(make_revision(source_id=source_id), b"", NOW + minutes * MINUTE)
    return article.id


def test_what_comes_in_new_is_wished_for_until_it_is_recorded(library: Library) -> None:
    article_id = wished(library, "bai-1")
    silent = wished(library, "bai-2")
    library.fulfil_wish(library.wish(silent))
    wish = library.wish(article_id)
    assert wish is not None
    assert (wish.asked, wish.attempts, wish.next_try, wish.is_given_up) == (NOW, 0, None, False)
    assert (wish.error, wish.message, wish.message_en) == (None, None, None)
    assert library.wish(silent) is None
    assert library.wishes_of([article_id, silent, "x"]) == {article_id: wish}


def test_wishes_are_due_in_the_order_in_which_they_were_asked(library: Library) -> None:
    second, first = wished(library, "bai-1", 2), wished(library, "bai-2", 1)
    assert library.due_wishes(NOW, DAY) == (first, second)


@pytest.mark.parametrize(
    ("pause", "is_due"),
    [
        (timedelta(0), True),
        (MINUTE, False),
        (DAY, False),
        (DAY + MINUTE, True),  # set by a clock that was ahead
    ],
)
def test_a_wish_that_failed_is_due_after_its_pause(
    library: Library, pause: timedelta, *, is_due: bool
) -> None:
    article_id = wished(library, "bai-1")
    wish = library.wish(article_id)
    assert wish is not None
    library.defer_wish(wish, FAILURE, NOW + pause, NOW)
    assert library.due_wishes(NOW, DAY) == ((article_id,) if is_due else ())


def test_a_failure_is_told_with_the_wish_and_counted(library: Library) -> None:
    article_id = wished(library, "bai-1")
    for attempts in (1, 2):
        wish = library.wish(article_id)
        assert wish is not None
        library.defer_wish(wish, FAILURE, NOW + MINUTE, NOW)
        failed = library.wish(article_id)
        assert failed is not None
        assert (failed.attempts, failed.next_try) == (attempts, NOW + MINUTE)
        assert (failed.error, failed.message_en) == ("StoreError", "The disk is full.")
        assert failed.message == "Đĩa đã đầy."
        assert not failed.is_given_up


def test_a_wish_that_is_given_up_is_due_no_more_until_it_is_asked_again(library: Library) -> None:
    article_id = wished(library, "bai-1")
    wish = library.wish(article_id)
    assert wish is not None
    library.defer_wish(wish, FAILURE, None, NOW)
    given_up = library.wish(article_id)
    assert given_up is not None
    assert given_up.is_given_up
    assert library.due_wishes(NOW + DAY, DAY) == ()
    again = library.wish_edition(article_id, NOW + MINUTE)
    assert (again.attempts, again.is_given_up, again.error) == (0, False, None)
    assert library.due_wishes(NOW + DAY, DAY) == (article_id,)


def test_what_was_asked_for_again_meanwhile_neither_goes_nor_fails(library: Library) -> None:
    article_id = wished(library, "bai-1")
    old = library.wish(article_id)
    assert old is not None
    new = library.wish_edition(article_id, NOW + MINUTE)
    library.fulfil_wish(old)
    library.defer_wish(old, FAILURE, None, NOW)
    assert library.wish(article_id) == new
    library.fulfil_wish(None)
    library.fulfil_wish(new)
    assert library.wish(article_id) is None


def test_one_article_is_dropped_and_no_other(library: Library) -> None:
    one, two = wished(library, "bai-1"), wished(library, "bai-2")
    library.drop_wish(one)
    assert library.due_wishes(NOW, DAY) == (two,)


def test_old_and_given_up_wishes_are_stale_the_oldest_first(library: Library) -> None:
    old, given_up, new = (wished(library, f"bai-{n}", n) for n in range(3))
    wish = library.wish(given_up)
    assert wish is not None
    library.defer_wish(wish, FAILURE, None, NOW)
    before = NOW + MINUTE
    assert [each.article_id for each in library.stale_wishes(before, 9)] == [old, given_up]
    assert [each.article_id for each in library.stale_wishes(before, 1)] == [old]
    assert [each.article_id for each in library.stale_wishes(NOW, 9)] == [given_up]
    assert new not in [each.article_id for each in library.stale_wishes(before, 9)]

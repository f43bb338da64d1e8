"""Pages of archives are kept by their ranges, which no later episode ever enters."""

import pytest

from service.errors import StoreError
from service.model.channel import NO_RANGE, ArchiveRange
from service.model.release import Withdrawal
from service.store.library import Library
from tests.store.shelf import NOW
from tests.store.test_memberships import WORLD, ids, publish

FIRST, SECOND = ArchiveRange(1, 1, 3), ArchiveRange(2, 4, 9)


def test_pages_are_found_by_their_channel_and_number(library: Library) -> None:
    assert library.last_range("main") == NO_RANGE
    library.freeze_ranges("main", [FIRST, SECOND])
    library.freeze_ranges("main", [])
    library.freeze_ranges("the-gioi", [FIRST])
    assert (library.last_range("main"), library.last_range("the-gioi")) == (SECOND, FIRST)
    assert library.archive_range("main", 1) == FIRST
    assert library.archive_range("main", 3) is library.archive_range("khac", 1) is None


def test_a_page_that_is_frozen_is_never_another(library: Library) -> None:
    library.freeze_ranges("main", [FIRST])
    with pytest.raises(StoreError):
        library.freeze_ranges("main", [ArchiveRange(1, 1, 2)])
    assert library.last_range("main") == FIRST


def test_no_new_episode_enters_a_page_whose_last_one_was_deleted(library: Library) -> None:
    names = [publish(library, str(number)) for number in range(3)]
    library.freeze_ranges("main", [FIRST])
    library.delete_article(Withdrawal(names[2], NOW, "An", is_deleted=True))
    newest = publish(library, "4")
    assert sorted(ids(library.in_range(1, 3))) == sorted(names[:2])
    assert [each.sequence for each in library.in_sequence(3, 9)] == [4]
    assert ids(library.in_sequence(3, 9)) == [newest]


def test_what_follows_a_page_comes_in_the_order_of_releases(library: Library) -> None:
    names = [publish(library, str(day), "Thế giới", day=day) for day in (5, 3, 9, 1)]
    publish(library, "kinh-te", "Kinh tế")
    assert ids(library.in_sequence(1, 2)) == names[1:3]
    assert ids(library.in_sequence(0, 9, WORLD)) == names
    assert ids(library.in_sequence(2, 1, WORLD)) == names[2:3]
    assert library.in_sequence(5, 9) == ()

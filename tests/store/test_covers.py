"""What the library knows of covers: the contract of every database."""

from datetime import timedelta

import pytest

from service.model.release import Withdrawal
from service.store.covers import KeptCover
from service.store.library import Library
from tests.store.shelf import NOW, make_edition, make_revision

DAY = timedelta(days=1)


def cover(episode_id: str, letter: str) -> KeptCover:
    return KeptCover(f"{episode_id}/{letter * 12}.jpg", f"form {letter}")


def add_episode(library: Library, source_id: str = "bai-1", day: int = 1) -> str:
    """The id of an episode that the public has."""
    revision = make_revision(source_id=source_id, day=day)
    article, _ = library.take_in(revision, b"", NOW)
    library.publish_edition(make_edition(article.id, revision), NOW, ())
    return article.id


@pytest.fixture
def episode_id(library: Library) -> str:
    return add_episode(library)


def test_an_episode_has_one_cover_and_is_known_by_its_former_ones(
    library: Library, episode_id: str
) -> None:
    one, two = cover(episode_id, "a"), cover(episode_id, "b")
    assert library.cover(episode_id) is None
    assert not library.is_cover_known(one.name)
    library.keep_cover(episode_id, one, NOW)
    library.keep_cover(episode_id, two, NOW + DAY)
    assert library.cover(episode_id) == two
    assert library.is_cover_known(one.name)
    assert library.is_cover_known(two.name)
    assert not library.is_cover_current(one.name)
    assert library.superseded_covers(NOW + DAY) == ()
    assert library.superseded_covers(NOW + 2 * DAY) == (one.name,)


def test_a_retired_cover_stays_known_and_one_that_comes_back_does_not_wait(
    library: Library, episode_id: str
) -> None:
    one, two = cover(episode_id, "a"), cover(episode_id, "b")
    for number, each in enumerate((one, two, one)):
        library.keep_cover(episode_id, each, NOW + number * DAY)
    assert library.cover(episode_id) == one
    assert library.superseded_covers(NOW + 9 * DAY) == (two.name,)
    library.note_cover_retired(two.name)
    assert library.superseded_covers(NOW + 9 * DAY) == ()
    assert library.is_cover_known(two.name)


def test_an_episode_may_lose_its_cover_and_files_of_before_are_taken_over(
    library: Library, episode_id: str
) -> None:
    former = [cover(episode_id, letter).name for letter in "xy"]
    library.keep_cover(episode_id, cover(episode_id, "a"), NOW, former)
    assert all(map(library.is_cover_known, former))
    library.keep_cover(episode_id, None, NOW)
    assert library.cover(episode_id) is None
    assert set(former) < set(library.superseded_covers(NOW + DAY))


def test_a_new_cover_is_a_change_of_the_feed_and_of_its_item(
    library: Library, episode_id: str
) -> None:
    before = library.changes()
    library.keep_cover(episode_id, cover(episode_id, "a"), NOW)
    assert library.changes() > before
    assert library.item_sizes([episode_id]) == {}


def test_it_is_told_which_of_the_newest_episodes_lack_one(library: Library) -> None:
    first, second, third = (add_episode(library, f"bai-{day}", day) for day in (1, 2, 3))
    assert library.uncovered_episodes(9) == (third, second, first)
    library.keep_cover(second, cover(second, "a"), NOW)
    assert library.uncovered_episodes(9) == (third, first)
    assert library.uncovered_episodes(2) == (third,)
    library.keep_cover(first, cover(first, "b"), NOW)
    told = library.covers_after("", 9)
    drawn = {cover(second, "a").name: second, cover(first, "b").name: first}
    assert dict(told) == drawn
    assert library.covers_after(told[0][0], 9) == told[1:]
    assert library.covers_after("", 1) == told[:1]


def test_nobody_knows_the_cover_of_what_was_withdrawn_and_no_row_stays_of_what_was_deleted(
    library: Library, episode_id: str
) -> None:
    kept = cover(episode_id, "a")
    library.keep_cover(episode_id, kept, NOW)
    library.withdraw_episode(Withdrawal(episode_id, NOW, "An"))
    assert not library.is_cover_known(kept.name)
    library.delete_article(Withdrawal(episode_id, NOW, "An", is_deleted=True))
    assert library.cover(episode_id) is None
    assert library.covers_after("", 9) == ()

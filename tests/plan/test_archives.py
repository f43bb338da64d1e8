"""Which episodes a feed's head has, and where pages of its archive end."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model.channel import NO_RANGE, ArchiveRange
from service.plan.archives import FRAME_BYTES, PAGE_LIMITS, PageLimits, full_pages, head_of

SMALL = PageLimits(3, 100, 5, FRAME_BYTES + 200)
LENGTHS = st.lists(st.integers(1, 120), max_size=30)


@dataclass(frozen=True)
class Listed:
    episode_id: str
    sequence: int


def listed(count: int, *, after: int = 0) -> list[Listed]:
    return [Listed(str(number), number) for number in range(after + 1, after + count + 1)]


@pytest.mark.parametrize(
    ("count", "length", "ends"),
    [
        (99, 1, []),
        (100, 1, [100]),
        (250, 0, [100, 200]),
        (4, 125_000, [4]),
        (5, 124_999, [5]),
        (3, 700_000, [1, 2, 3]),
    ],
)
def test_a_page_ends_with_its_hundredth_episode_or_half_a_megabyte(
    count: int, length: int, ends: list[int]
) -> None:
    lengths = {str(number): length for number in range(1, count + 1)}
    pages = list(full_pages(NO_RANGE, listed(count), lengths, PAGE_LIMITS))
    assert [each.last for each in pages] == ends


@given(LENGTHS, st.integers(0, 9), st.integers(0, 9))
def test_pages_follow_each_other_without_gap_and_none_is_too_large(
    sizes: list[int], number: int, end: int
) -> None:
    released = listed(len(sizes), after=end)
    lengths = {each.episode_id: size for each, size in zip(released, sizes, strict=True)}
    pages = [ArchiveRange(number, 1, end)]
    pages += full_pages(pages[0], released, lengths, SMALL)
    for before, page in pairwise(pages):
        assert (page.number, page.first) == (before.number + 1, before.last + 1)
        within = [sizes[each - end - 1] for each in range(page.first, page.last + 1)]
        assert 1 <= len(within) <= SMALL.page_episodes
        assert sum(within[:-1]) < SMALL.page_bytes
        assert len(within) == SMALL.page_episodes or sum(within) >= SMALL.page_bytes
    left = [sizes[each - end - 1] for each in range(pages[-1].last + 1, end + len(sizes) + 1)]
    assert len(left) < SMALL.page_episodes
    assert sum(left) < SMALL.page_bytes


@given(LENGTHS, st.sets(st.integers(1, 30), max_size=2))
def test_the_head_has_the_open_page_and_the_newest_that_fit(
    sizes: list[int], chosen: set[int]
) -> None:
    candidates = listed(len(sizes))
    lengths = {each.episode_id: size for each, size in zip(candidates, sizes, strict=True)}
    open_ids = {str(each) for each in chosen if each <= len(sizes) and sizes[each - 1] < 50}
    head = head_of(open_ids, candidates, lengths, SMALL)
    assert open_ids <= set(head)
    assert list(head) == [each.episode_id for each in candidates if each.episode_id in head]
    assert len(head) <= SMALL.head_episodes
    assert sum(lengths[each] for each in head) <= 200
    others = [each.episode_id for each in candidates if each.episode_id not in open_ids]
    newest = [each for each in others if each in head]
    assert newest == others[: len(newest)], "none is passed over for an older one"
    if len(newest) < len(others) and len(head) < SMALL.head_episodes:
        following = others[len(newest)]
        assert sum(lengths[each] for each in head) + lengths[following] > 200


def test_an_episode_without_an_item_is_not_offered() -> None:
    assert head_of({"1"}, listed(3), {"2": 1, "3": 1}, SMALL) == ("2", "3")

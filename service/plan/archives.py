"""What a feed's head has, and where its archive's pages end (RFC 5005)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from service.model.channel import ArchiveRange

FRAME_BYTES = 40_000
"""Of the head, kept for what stands around the items: a description of 4,000 bytes is escaped."""


@dataclass(frozen=True, slots=True)
class PageLimits:
    """How large the pages of feeds may be.

    A page of the archive ends with the episode that makes it as large as that. The head is what
    a client should have to fetch, at most, to learn of one new episode.
    """

    page_episodes: int = 100
    page_bytes: int = 500_000
    head_episodes: int = 300
    head_bytes: int = 1_000_000


PAGE_LIMITS = PageLimits()


class Offered(Protocol):
    """An episode of the channel, as far as pages are asked about."""

    @property
    def episode_id(self) -> str:
        """Its id."""

    @property
    def sequence(self) -> int:
        """Its place among all that were ever released."""


def full_pages(
    last: ArchiveRange, released: Sequence[Offered], lengths: Mapping[str, int], limits: PageLimits
) -> Iterator[ArchiveRange]:
    """The pages that are full by now, after the ``last`` one.

    ``released`` is what follows it, in the order of releases; ``lengths`` are those of items, in
    bytes, as far as they are known: where not, the number of episodes decides.
    """
    count = size = 0
    for each in released:
        count, size = count + 1, size + lengths.get(each.episode_id, 0)
        if count == limits.page_episodes or size >= limits.page_bytes:
            last = ArchiveRange(last.number + 1, last.last + 1, each.sequence)
            yield last
            count = size = 0


def head_of(
    open_ids: Collection[str],
    candidates: Sequence[Offered],
    lengths: Mapping[str, int],
    limits: PageLimits,
) -> tuple[str, ...]:
    """The episodes in a feed's head, the newest published first, whole with their articles.

    All of the open page (``open_ids``), whatever its dates; and of the ``candidates``, which
    come newest first and have those too, the newest that fit.
    """
    room = limits.head_bytes - FRAME_BYTES
    known = [each.episode_id for each in candidates if each.episode_id in lengths]
    taken = {each for each in known if each in open_ids}
    room -= sum(lengths[each] for each in taken)
    for each in known:
        if each in taken:
            continue
        room -= lengths[each]
        if room < 0 or len(taken) == limits.head_episodes:
            break
        taken.add(each)
    return tuple(each for each in known if each in taken)

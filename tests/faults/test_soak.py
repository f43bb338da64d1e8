"""Articles without end hold no more than a few: the short form of ``python -m bench.soak``."""

import pytest

from bench.soak import Holdings, growths, measure_soak
from tests.faults.newsroom import Newsroom

FLAT = Holdings(articles=100, memory_mb=130.0, descriptors=25, threads=30, leftovers=0)


@pytest.mark.faults
def test_nothing_grows_with_the_articles_that_went_through(newsroom: Newsroom) -> None:
    assert not growths(measure_soak(newsroom, articles=40))


def test_what_grows_is_named() -> None:
    grown = Holdings(articles=200, memory_mb=190.0, descriptors=225, threads=31, leftovers=100)

    assert [line.split(":")[0] for line in growths([FLAT, grown])] == [
        "memory_mb",
        "descriptors",
        "leftovers",
    ]


def test_what_articles_leave_in_memory_is_no_growth() -> None:
    later = Holdings(articles=500, memory_mb=144.0, descriptors=26, threads=33, leftovers=0)

    assert not growths([FLAT, later])

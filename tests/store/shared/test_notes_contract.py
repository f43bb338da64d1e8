"""What small facts that an installation's programs share promise, whatever their kind."""

import time
from collections.abc import Iterator

import pytest

from service.store.shared.base import Json, Notes
from tests.store.processes import WORKERS, run_at_once
from tests.store.shared.kinds import SharedKind

FACTS: list[Json] = [
    {"tokens": 1.5, "at": 1_800_000_000.123456, "trying": False},
    {"giọng": {"cao": -1.25, "thấp": 0}, "rỗng": None},
    {str(number): number / 7 for number in range(400)},
    [1, 1.0, "x"],
    "một lời",
    0,
]


def count_up(kind: SharedKind) -> None:
    counted = 0
    with kind.open() as mine:
        while counted < 20:
            old = mine.notes.read("count")
            new = {"count": 1 + (old["count"] if old else 0)}
            counted += mine.notes.swap("count", old, new)


@pytest.fixture
def notes(shared: SharedKind) -> Iterator[Notes]:
    with shared.open() as mine:
        yield mine.notes


@pytest.mark.parametrize("fact", FACTS, ids=range(len(FACTS)))
def test_what_was_written_last_is_read_by_all(notes: Notes, shared: SharedKind, fact: Json) -> None:
    notes.write("a", ["something", "longer" * 200])
    notes.write("a", fact)
    with shared.open() as theirs:
        assert theirs.notes.read("a") == fact
        assert theirs.notes.read("b") is None


@pytest.mark.parametrize("fact", FACTS, ids=range(len(FACTS)))
def test_a_fact_is_changed_by_who_knows_what_it_was(notes: Notes, fact: Json) -> None:
    assert not notes.swap("a", fact, "other")
    assert notes.swap("a", None, fact)
    assert not notes.swap("a", None, "other")
    assert not notes.swap("a", "another", "other")
    assert notes.read("a") == fact
    assert notes.swap("a", notes.read("a"), "other")
    assert notes.read("a") == "other"


def test_of_many_who_change_a_fact_none_is_lost(notes: Notes, shared: SharedKind) -> None:
    run_at_once(count_up, shared)
    assert notes.read("count") == {"count": 20 * WORKERS}


def test_a_fact_that_was_harmed_is_not_there_and_can_be_written_anew(
    notes: Notes, shared: SharedKind
) -> None:
    notes.write("a", {"one": 1})
    shared.harm("a")
    assert notes.read("a") is None
    assert notes.swap("a", None, {"two": 2})
    assert notes.read("a") == {"two": 2}


def test_the_clock_of_all_tells_the_time(notes: Notes) -> None:
    assert abs(notes.now() - time.time()) < 3600
    first, second = notes.now(), notes.now()
    assert first <= second

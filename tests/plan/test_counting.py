"""What is counted of an edition, and what is told of delays that were counted in steps."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.model import Article, TextWarning
from service.plan.counting import count_edition, delay_step, quantile, step_length
from tests.store.shelf import NOW, make_edition, make_revision


def test_an_edition_counts_its_sentences_warnings_and_the_way_to_its_first_sound() -> None:
    revision = replace(make_revision(), published=NOW - timedelta(hours=9))
    article = Article("a1", "bai-1", revision, NOW - timedelta(minutes=10), NOW)
    edition = make_edition("a1", revision)
    (passage,) = edition.passages
    doubts = (TextWarning("ambiguous-unit", "5m", 0, 2, "Mét hay phút."),) * 2
    warned = replace(passage, utterance=replace(passage.utterance, warnings=doubts))
    counts = count_edition(replace(edition, passages=(warned, passage)), article, 1)
    step = delay_step(NOW - timedelta(minutes=10), NOW)
    assert counts == {
        "made": 1,
        "spoken": 1,
        "reused": 1,
        "warned:ambiguous-unit": 2,
        f"heard-after:{step}": 1,
    }


def test_only_the_first_edition_is_waited_for() -> None:
    revision = make_revision()
    article = Article("a1", "bai-1", revision, NOW, NOW)
    counts = count_edition(make_edition("a1", revision, 2), article, 0)
    assert not [name for name in counts if name.startswith("heard-after")]


@pytest.mark.parametrize("seconds", [1, 2, 37, 600, 86_400, 10_000_000])
def test_a_delay_is_told_less_than_an_eighth_off(seconds: int) -> None:
    told = step_length(delay_step(NOW, NOW + timedelta(seconds=seconds)))
    assert abs(told.total_seconds() / seconds - 1) < 0.13


def test_what_is_dated_into_the_future_waited_for_nothing() -> None:
    assert delay_step(NOW + timedelta(days=9), NOW) == 0


def test_shares_of_delays_are_found_in_their_counts() -> None:
    assert quantile({}, 0.5) is None
    steps = {10: 5, 20: 4, 30: 1}
    assert quantile(steps, 0.5) == step_length(10)
    assert quantile(steps, 0.9) == step_length(20)
    assert quantile(steps, 0.91) == step_length(30)

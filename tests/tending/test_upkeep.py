"""What is due from time to time."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.engines.policy import VoicePreference, VoicePreferences
from service.errors import SynthesisError
from service.model import EditionWish
from service.store.library import Library
from service.tending.upkeep import IN_USE, REMADE_AT_ONCE, recoverable_ids, shrink_cache
from service.tending.verification import verify_episode
from tests.stage import NOW, TEXT, CountingEngine, Stage, make, publish

DOWN = SynthesisError("không trả lời", "no answer", transient=True)


@pytest.fixture
def google() -> CountingEngine:
    return CountingEngine("google")


@pytest.fixture
def auto(stage: Stage, google: CountingEngine) -> Stage:
    engines = {"google": google, "espeak": CountingEngine("espeak")}
    return replace(stage, engines=engines, preferred=VoicePreferences())


def test_editions_that_a_fallback_spoke_are_found_once_the_wished_voice_is_back(
    auto: Stage, google: CountingEngine
) -> None:
    google.outage = DOWN
    article_id = publish(auto)
    assert recoverable_ids(auto.library, auto.voices) == ()
    google.outage = None
    publish(auto, source_id="phuong/2")
    assert recoverable_ids(auto.library, auto.voices) == (article_id,)


def test_an_edition_waits_for_all_of_its_voices(auto: Stage, google: CountingEngine) -> None:
    other = CountingEngine("other")
    both = replace(
        auto,
        engines={**auto.engines, "other": other},
        preferred=VoicePreferences(headings=VoicePreference("other")),
    )
    google.outage = other.outage = DOWN
    article_id = publish(both)
    google.outage = None
    assert recoverable_ids(both.library, both.voices) == ()
    other.outage = None
    assert recoverable_ids(both.library, both.voices) == (article_id,)


def test_only_a_few_are_made_again_in_one_go(auto: Stage, google: CountingEngine) -> None:
    google.outage = DOWN
    for number in range(REMADE_AT_ONCE + 1):
        publish(auto, source_id=f"phuong/{number}")
    google.outage = None
    assert len(recoverable_ids(auto.library, auto.voices)) == REMADE_AT_ONCE


class WishesCounted(Library):
    """The library, counting how often it is asked for wishes."""

    asked = 0

    def wish(self, article_id: str) -> EditionWish | None:
        self.asked += 1
        return super().wish(article_id)

    def wishes_of(self, article_ids: Iterable[str]) -> dict[str, EditionWish]:
        self.asked += 1
        return super().wishes_of(article_ids)


def test_the_wishes_of_many_fallbacks_are_one_question(auto: Stage, google: CountingEngine) -> None:
    google.outage = DOWN
    ids = [publish(auto, source_id=f"phuong/{number}") for number in range(4)]
    google.outage = None
    for article_id in ids[1:]:
        auto.library.wish_edition(article_id, NOW)
    counted = WishesCounted(auto.library._database)
    assert recoverable_ids(counted, auto.voices) == (ids[0],)
    assert counted.asked == 1


def test_those_that_fail_again_and_again_do_not_hold_up_the_others(
    auto: Stage, google: CountingEngine
) -> None:
    google.outage = DOWN
    ids = {publish(auto, source_id=f"phuong/{number}") for number in range(2 * REMADE_AT_ONCE + 1)}
    google.outage = None
    found: set[str] = set()
    for _ in range(3):
        found |= set(recoverable_ids(auto.library, auto.voices))
    assert found == ids


def test_a_fallback_that_is_wished_for_by_now_is_so_no_longer(
    auto: Stage, google: CountingEngine
) -> None:
    google.outage = DOWN
    article_id = publish(auto)
    content = replace(auto, preferred=VoicePreferences(VoicePreference("espeak")))
    assert recoverable_ids(content.library, content.voices) == (article_id,)
    make(article_id, content)
    assert recoverable_ids(content.library, content.voices) == ()
    episode = auto.library.episode(article_id)
    assert episode is not None
    assert episode.edition.fallback_reason is None
    assert episode.edition.number == 2


def test_a_cache_within_its_limit_is_left_alone(stage: Stage) -> None:
    publish(stage)
    assert shrink_cache(stage.library, stage.cache, stage.now(), 10**9).clips == 0


def test_a_cache_over_its_limit_loses_what_no_live_edition_needs(stage: Stage) -> None:
    article_id = publish(stage)
    publish(stage, TEXT.replace("một chút nữa", "rất nhiều"))
    later = replace(stage, now=lambda: NOW + timedelta(days=36_500))
    assert shrink_cache(later.library, later.cache, later.now(), 0).clips == 1
    assert verify_episode(article_id, stage.library, stage.assembler).is_reproduced


def test_a_clip_that_was_just_made_stays_since_it_may_be_published_in_a_moment(
    stage: Stage,
) -> None:
    publish(stage)
    publish(stage, TEXT.replace("một chút nữa", "rất nhiều"))
    used = datetime.now(UTC)
    assert shrink_cache(stage.library, stage.cache, used, 0).clips == 0
    assert shrink_cache(stage.library, stage.cache, used + 2 * IN_USE, 0).clips == 1

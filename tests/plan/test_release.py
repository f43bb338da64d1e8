"""Whether an edition goes: every rule by an example, and what no rule may ever let through."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model.release import ArticleState, PendingRelease, Policy
from service.model.release_reason import ReleaseReason
from service.plan.release import (
    ArticleFacts,
    ReleaseFacts,
    ReleaseRules,
    decide_release,
    eyes_lacking,
    state_of,
)

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
RULES = ReleaseRules()
PATIENT = ReleaseRules(patience=timedelta(hours=2))


def reasons(rules: ReleaseRules = RULES, **facts: object) -> tuple[ReleaseReason, ...]:
    told = {"policy": Policy.AUTOMATIC, "now": NOW} | facts
    return decide_release(ReleaseFacts(**told), rules).reasons  # type: ignore[arg-type]


def pending(*why: ReleaseReason, **facts: object) -> PendingRelease:
    return PendingRelease("a1", 1, why, NOW, **facts)  # type: ignore[arg-type]


def test_without_anything_against_it_an_edition_goes_at_once() -> None:
    assert reasons() == ()
    assert reasons(policy=Policy.UNLESS_WARNED) == ()
    assert pending().goes_at == NOW


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"policy": Policy.UNLESS_WARNED, "warnings": 1}, ReleaseReason.WARNINGS),
        ({"policy": Policy.PUBLISHER}, ReleaseReason.POLICY),
        ({"policy": Policy.FOUR_EYES}, ReleaseReason.FOUR_EYES),
        ({"holds": True}, ReleaseReason.ASKED),
    ],
)
def test_what_a_rule_or_a_person_asks_to_wait_waits_until_somebody_asks_for_its_release(
    facts: dict[str, Any], reason: ReleaseReason
) -> None:
    assert reasons(**facts) == (reason,)
    assert reasons(**facts, releaser="Bình") == ()


def test_one_who_edited_it_cannot_ask_for_the_release_of_what_wants_four_eyes() -> None:
    told: dict[str, Any] = {"policy": Policy.FOUR_EYES, "editors": frozenset({"An"})}
    assert reasons(**told, releaser="An") == (ReleaseReason.FOUR_EYES,)
    assert reasons(**told, releaser="Bình") == ()


def test_a_figure_said_otherwise_holds_also_what_somebody_asks_to_release() -> None:
    assert reasons(differences=1, releaser="Bình") == (ReleaseReason.FIGURES,)


def test_what_says_the_same_as_the_public_edition_needs_no_new_yes_but_keeps_its_hold() -> None:
    for policy in Policy:
        assert reasons(policy=policy, warnings=3, differences=1, says_the_same=True) == ()
    assert reasons(says_the_same=True, holds=True) == (ReleaseReason.ASKED,)


def test_a_moment_that_has_not_come_is_waited_for_whoever_asks() -> None:
    found = decide_release(
        ReleaseFacts(Policy.AUTOMATIC, NOW, releaser="Bình", goes_at=LATER), RULES
    )
    assert (found.reasons, found.release_at) == ((ReleaseReason.SCHEDULED,), LATER)
    assert reasons(goes_at=NOW) == ()


def test_another_voice_than_was_wished_is_waited_with_for_a_while_and_then_goes() -> None:
    facts = ReleaseFacts(Policy.AUTOMATIC, NOW, fell_back=NOW)
    found = decide_release(facts, PATIENT)
    assert found.reasons == (ReleaseReason.VOICE,)
    assert found.release_at == NOW + timedelta(hours=2)
    assert reasons(PATIENT, fell_back=NOW - timedelta(hours=2)) == ()
    assert reasons(PATIENT, fell_back=NOW, releaser="Bình") == ()


def test_a_voice_that_has_never_spoken_here_is_not_waited_for_but_may_be_held_for() -> None:
    assert reasons(PATIENT, fell_back=NOW, was_heard=False) == ()
    rules = ReleaseRules(patience=timedelta(hours=2), holds_fallbacks=True)
    assert reasons(rules, fell_back=NOW, was_heard=False) == (ReleaseReason.FALLBACK,)


def test_a_station_may_hold_every_fallback_for_somebodys_yes() -> None:
    rules = ReleaseRules(patience=timedelta(0), holds_fallbacks=True)
    assert reasons(rules, fell_back=NOW - timedelta(days=9)) == (ReleaseReason.FALLBACK,)


def test_the_strictest_rule_that_fits_counts_and_the_default_where_none_does() -> None:
    rules = ReleaseRules(
        Policy.UNLESS_WARNED,
        sections={"phap luat": Policy.PUBLISHER},
        senders={"api": Policy.AUTOMATIC, "api:cũ": Policy.FOUR_EYES},
    )
    assert rules.policy_of(None, "") is Policy.UNLESS_WARNED
    assert rules.policy_of(None, "api:cms") is Policy.AUTOMATIC
    assert rules.policy_of(None, "api:cũ") is Policy.FOUR_EYES


facts_of = st.builds(
    ReleaseFacts,
    policy=st.sampled_from(Policy),
    now=st.just(NOW),
    holds=st.booleans(),
    releaser=st.sampled_from([None, "An", "Bình"]),
    editors=st.sampled_from([frozenset(), frozenset({"An"})]),
    warnings=st.integers(0, 2),
    differences=st.integers(0, 2),
    says_the_same=st.booleans(),
    is_withdrawn=st.booleans(),
    goes_at=st.sampled_from([None, NOW - timedelta(days=1), LATER]),
    fell_back=st.sampled_from([None, NOW]),
)


@given(facts_of, st.sampled_from([RULES, PATIENT]))
def test_nothing_withdrawn_or_before_its_time_ever_goes_at_once(
    facts: ReleaseFacts, rules: ReleaseRules
) -> None:
    found = decide_release(facts, rules)
    waits = PendingRelease("a1", 1, found.reasons, NOW, found.release_at)
    if facts.is_withdrawn:
        assert waits.goes_at is None
    if facts.goes_at is not None and facts.goes_at > NOW:
        assert waits.goes_at is None or waits.goes_at >= facts.goes_at
    if facts.holds and facts.releaser is None:
        assert waits.goes_at is None


def test_an_approval_lifts_what_people_decide_and_nothing_else() -> None:
    waits = pending(ReleaseReason.POLICY, ReleaseReason.WARNINGS, approved_by="Bình")
    assert waits.standing_reasons == ()
    assert waits.goes_at is None, "approved, and waits for its release"
    timed = pending(ReleaseReason.POLICY, approved_by="Bình", release_at=LATER)
    assert timed.goes_at == LATER
    for reason in (ReleaseReason.FIGURES, ReleaseReason.WITHDRAWN):
        assert pending(reason, approved_by="Bình", release_at=LATER).goes_at is None


def test_four_eyes_are_there_when_one_of_two_has_not_edited() -> None:
    editors = frozenset({"An"})
    assert eyes_lacking(Policy.FOUR_EYES, "An", None, editors)
    assert eyes_lacking(Policy.FOUR_EYES, "An", "An", editors)
    assert not eyes_lacking(Policy.FOUR_EYES, "An", "Bình", editors)
    assert not eyes_lacking(Policy.FOUR_EYES, "Bình", None, editors)
    assert not eyes_lacking(Policy.PUBLISHER, "An", None, editors)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (ArticleFacts(), ArticleState.DRAFT),
        (ArticleFacts(is_recording=True), ArticleState.RECORDING),
        (ArticleFacts(is_held=True), ArticleState.NEEDS_REVIEW),
        (ArticleFacts(pending=pending(ReleaseReason.WARNINGS)), ArticleState.NEEDS_REVIEW),
        (ArticleFacts(pending=pending(ReleaseReason.ASKED)), ArticleState.READY),
        (
            ArticleFacts(pending=pending(ReleaseReason.ASKED, approved_by="Bình")),
            ArticleState.APPROVED,
        ),
        (
            ArticleFacts(pending=pending(ReleaseReason.SCHEDULED, release_at=LATER)),
            ArticleState.SCHEDULED,
        ),
        (ArticleFacts(is_public=True), ArticleState.PUBLIC),
        (ArticleFacts(is_public=True, is_withdrawn=True), ArticleState.WITHDRAWN),
        (ArticleFacts(is_public=True, has_failed=True), ArticleState.FAILED),
    ],
)
def test_an_article_stands_in_one_state(facts: ArticleFacts, state: ArticleState) -> None:
    assert state_of(facts) is state

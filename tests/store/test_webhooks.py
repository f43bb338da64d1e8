"""Events enter the outbox with what happened, and leave it when they were told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from service.errors import AccessError, NotFoundError, StoreError, SynthesisError
from service.model import (
    MOST_WEBHOOKS,
    SUBSCRIBED,
    Attempt,
    DeliveryState,
    Event,
    EventKind,
    HoldReason,
    Webhook,
)
from service.model.release import PendingRelease, Withdrawal
from service.model.release_reason import ReleaseReason
from service.store.deliveries import LONGEST_PAUSE
from service.store.library import Library
from tests.store.shelf import NOW, make_edition, make_revision

DOUBTS = (HoldReason("shrunk", "Chỉ còn một câu.", "One sentence is left."),)
MINUTE = timedelta(minutes=1)
LATER = NOW + MINUTE


def subscribed(library: Library, *kinds: EventKind) -> Webhook:
    return library.add_webhook("https://toa.example/nhan", kinds or SUBSCRIBED, "s1", "An", NOW)


def told(library: Library, webhook: Webhook) -> list[Event]:
    return [each.event for each in reversed(library.deliveries(webhook.id, 100))]


def published(library: Library, number: int = 1) -> str:
    article, _ = library.take_in(make_revision(), b"1", NOW)
    library.publish_edition(make_edition(article.id, article.revision, number), LATER, ())
    return article.id


def test_the_first_edition_is_told_as_ready_and_released_and_the_next_as_a_correction(
    library: Library,
) -> None:
    webhook = subscribed(library)
    article_id = published(library)
    published(library, 2)
    events = told(library, webhook)
    assert [each.kind for each in events] == [
        EventKind.EDITION_READY,
        EventKind.EPISODE_RELEASED,
        EventKind.EDITION_READY,
        EventKind.EPISODE_CORRECTED,
    ]
    assert [each.edition for each in events] == [1, 1, 2, 2]
    assert {each.article_id for each in events} == {article_id}
    assert (events[1].source_id, events[1].at) == (make_revision().source_id, LATER)
    assert events[1].file is not None
    assert len({each.id for each in events}) == 4


def test_each_step_from_made_to_public_and_back_is_told(library: Library) -> None:
    webhook = subscribed(library)
    article, _ = library.take_in(make_revision(), b"1", NOW)
    pending = PendingRelease(article.id, 1, (ReleaseReason.WARNINGS,), NOW)
    library.keep_edition(make_edition(article.id, article.revision, 1), pending, ())
    assert library.release_edition(pending, LATER, ())
    assert library.withdraw_episode(Withdrawal(article.id, LATER, "An", "Nhầm tên người."))
    assert library.restore_withdrawn(article.id, LATER)
    events = told(library, webhook)
    assert [each.kind for each in events] == [
        EventKind.EDITION_READY,
        EventKind.REVIEW_NEEDED,
        EventKind.EPISODE_RELEASED,
        EventKind.EPISODE_WITHDRAWN,
        EventKind.EPISODE_RELEASED,
    ]
    assert [each.code for each in events[1].reasons] == ["warnings"]
    assert events[3].note == "Nhầm tên người."
    assert (events[3].file, events[4].file) == (None, events[2].file)


def test_the_tag_of_an_article_changes_with_each_step(library: Library) -> None:
    article, _ = library.take_in(make_revision(), b"1", NOW)
    pending = PendingRelease(article.id, 1, (ReleaseReason.WARNINGS,), NOW)
    approved = replace(pending, approved_by="An")
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: library.keep_edition(make_edition(article.id, article.revision, 1), pending, ()),
        lambda: library.change_pending(pending, approved),
        lambda: library.release_edition(approved, LATER, ()),
        lambda: library.withdraw_episode(Withdrawal(article.id, LATER, "An")),
    ]
    tags = []
    for step in steps:
        step()
        standing = library.standing(article.id)
        assert standing is not None
        tags.append(standing.tag)
    assert len(set(tags)) == len(steps)
    library.restore_withdrawn(article.id, LATER)
    again = library.standing(article.id)
    assert again is not None
    assert again.tag == tags[3]


def test_of_what_was_undone_nothing_is_told(library: Library) -> None:
    webhook = subscribed(library)
    article, _ = library.take_in(make_revision(), b"1", NOW)
    with pytest.raises(StoreError):
        library.publish_edition(make_edition(article.id, article.revision, 7), NOW, ())
    assert told(library, webhook) == []


def test_what_waits_for_a_yes_is_told_once_with_its_reasons(library: Library) -> None:
    webhook = subscribed(library, EventKind.REVIEW_NEEDED)
    for _ in range(2):
        library.take_in(make_revision("Câu một."), b"1", NOW, DOUBTS)
    (event,) = told(library, webhook)
    assert (event.kind, event.reasons) == (EventKind.REVIEW_NEEDED, DOUBTS)


def test_a_failure_is_told_at_first_and_when_it_is_given_up_and_not_at_each_try(
    library: Library,
) -> None:
    webhook = subscribed(library, EventKind.EPISODE_FAILED)
    article, _ = library.take_in(make_revision(), b"1", NOW)
    away = SynthesisError("Giọng đọc không trả lời.", "The voice is away.", transient=True)
    for next_try in (LATER, LATER, None):
        wish = library.wish(article.id)
        assert wish is not None
        library.defer_wish(wish, away, next_try, NOW)
    first, last = told(library, webhook)
    assert first.reasons == last.reasons
    assert first.reasons[0].code == "SynthesisError"


def test_only_who_subscribes_and_is_not_disabled_is_told(library: Library) -> None:
    other = subscribed(library, EventKind.EPISODE_WITHDRAWN)
    disabled = subscribed(library)
    library.disable_webhook(disabled.id, NOW, "Toà soạn tắt.")
    listening = subscribed(library, EventKind.EPISODE_RELEASED)
    published(library)
    lengths = [library.count_deliveries(each.id) for each in (other, disabled, listening)]
    assert lengths == [0, 0, 1]


def test_what_is_claimed_is_nobody_elses_until_the_claim_ends(library: Library) -> None:
    webhook = subscribed(library, EventKind.EPISODE_RELEASED)
    published(library)
    assert library.due_webhooks(NOW) == ()
    assert library.due_webhooks(LATER) == (webhook.id,)
    claimed = library.claim_delivery(webhook.id, LATER, LATER + MINUTE)
    assert claimed is not None
    assert library.claim_delivery(webhook.id, LATER, LATER + MINUTE) is None
    assert library.due_webhooks(LATER) == ()
    again = library.claim_delivery(webhook.id, LATER + MINUTE, LATER + 2 * MINUTE)
    assert again is not None
    assert again.event == claimed.event


def test_tries_are_kept_and_what_arrived_is_due_no_more(library: Library) -> None:
    webhook = subscribed(library, EventKind.EPISODE_RELEASED)
    published(library)
    claimed = library.claim_delivery(webhook.id, LATER, LATER + MINUTE)
    assert claimed is not None
    failed = Attempt(LATER, 503, "Trang trả lời 503.", "The site answered 503.")
    library.note_attempt(claimed, failed, DeliveryState.PENDING, LATER + 5 * MINUTE)
    library.note_attempt(claimed, Attempt(LATER, 204), DeliveryState.DELIVERED, None)
    (delivery,) = library.deliveries(webhook.id, 10)
    assert delivery.attempts == (failed, Attempt(LATER, 204))
    assert delivery.state is DeliveryState.DELIVERED
    assert library.due_webhooks(LATER + timedelta(days=1)) == ()
    library.send_again(delivery.id, LATER)
    assert library.due_webhooks(LATER) == (webhook.id,)


def test_what_is_asked_for_again_while_it_is_sent_is_sent_again(library: Library) -> None:
    webhook = subscribed(library, EventKind.EPISODE_RELEASED)
    published(library)
    claimed = library.claim_delivery(webhook.id, LATER, LATER + MINUTE)
    assert claimed is not None
    library.send_again(claimed.id, LATER)
    library.note_attempt(claimed, Attempt(LATER, 204), DeliveryState.DELIVERED, None)
    again = library.claim_delivery(webhook.id, LATER, LATER + MINUTE)
    assert again is not None
    assert again.attempts == (Attempt(LATER, 204),)


def test_a_next_try_that_a_wrong_clock_set_is_due(library: Library) -> None:
    webhook = subscribed(library, EventKind.EPISODE_RELEASED)
    published(library)
    claimed = library.claim_delivery(webhook.id, LATER, LATER + LONGEST_PAUSE + 2 * MINUTE)
    assert claimed is not None
    assert library.due_webhooks(LATER) == (webhook.id,)


def test_what_is_disabled_is_sent_nothing_and_goes_on_where_it_was(library: Library) -> None:
    webhook = subscribed(library, EventKind.EPISODE_RELEASED)
    published(library)
    library.disable_webhook(webhook.id, NOW, "Máy nhận báo 410.")
    assert library.webhook(webhook.id).disabled_reason == "Máy nhận báo 410."
    assert library.due_webhooks(LATER) == ()
    assert library.claim_delivery(webhook.id, LATER, LATER + MINUTE) is None
    library.enable_webhook(webhook.id)
    assert library.due_webhooks(LATER) == (webhook.id,)


def test_a_new_secret_signs_beside_the_earlier_one_for_a_while(library: Library) -> None:
    webhook = subscribed(library)
    library.change_secret(webhook.id, "s2", LATER)
    assert library.webhook_secrets(webhook.id, NOW) == ("s2", "s1")
    assert library.webhook_secrets(webhook.id, LATER) == ("s2",)


def test_one_that_is_removed_takes_its_log_along_and_no_other(library: Library) -> None:
    gone, stays = subscribed(library), subscribed(library, EventKind.EDITION_READY)
    published(library)
    library.remove_webhook(gone.id)
    assert library.webhooks() == (stays,)
    assert [each.kind for each in told(library, stays)] == [EventKind.EDITION_READY]
    with pytest.raises(NotFoundError):
        library.remove_webhook(gone.id)


def test_the_log_forgets_what_is_old_a_part_at_once(library: Library) -> None:
    webhook = subscribed(library)
    published(library)
    published(library, 2)
    assert library.forget_deliveries(LATER, 3) == 0
    assert library.forget_deliveries(LATER + MINUTE, 3) == 3
    assert library.forget_deliveries(LATER + MINUTE, 3) == 1
    assert library.count_deliveries(webhook.id) == 0


def test_there_are_only_so_many(library: Library) -> None:
    for _ in range(MOST_WEBHOOKS):
        subscribed(library)
    with pytest.raises(AccessError, match=str(MOST_WEBHOOKS)):
        subscribed(library)

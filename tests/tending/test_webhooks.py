"""What happened reaches whoever subscribes, whatever becomes of the receiver or of Loa."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from service.model import (
    SUBSCRIBED,
    Delivery,
    DeliveryState,
    EventKind,
    Webhook,
)
from service.sources.fetch import Fetcher
from service.store.library import Library, open_library
from service.tending.webhook_inspection import inspect_webhooks
from service.tending.webhooks import CLAIM, Courier, forget_old
from tests.sources.fetch.conftest import Names
from tests.standins.receiver import Receiver, open_receiver
from tests.store.processes import run_until_killed
from tests.store.shelf import NOW, make_edition, make_revision

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NEWER = "whsec_plJ3nmyCDGBKInavdOK15jsl"
SECOND = timedelta(seconds=1)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with open_receiver() as opened:
        yield opened


class Clock:
    """The time that the courier is told."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def courier(library: Library, receiver: Receiver, clock: Clock) -> Courier:
    return courier_of(library, receiver, clock)


def courier_of(library: Library, receiver: Receiver, clock: Clock) -> Courier:
    names = Names({"toa.example": [["127.0.0.1"]]})
    fetcher = Fetcher("Loa/test", resolver=names, permitted={receiver.place})
    return Courier(library, fetcher, "https://loa.example", clock)


def subscribed(library: Library, url: str, *kinds: EventKind) -> Webhook:
    return library.add_webhook(url, kinds or SUBSCRIBED, SECRET, "An", NOW)


def published(library: Library, number: int = 1) -> str:
    article, _ = library.take_in(make_revision(), b"1", NOW)
    library.publish_edition(make_edition(article.id, article.revision, number), NOW, ())
    return article.id


def newest(library: Library, webhook: Webhook) -> Delivery:
    return library.deliveries(webhook.id, 1)[0]


def test_a_release_reaches_the_receiver_signed(
    library: Library, receiver: Receiver, courier: Courier
) -> None:
    webhook = subscribed(library, receiver.url, EventKind.EPISODE_RELEASED)
    article_id = published(library)
    assert courier.due() == (webhook.id,)
    assert courier.send_next(webhook.id)
    assert not courier.send_next(webhook.id)
    (message,) = receiver.received
    assert message.signed_by(SECRET)
    assert not message.signed_by(NEWER)
    assert message.json["type"] == "episode.released"
    assert message.json["data"]["article"]["id"] == article_id
    assert message.json["data"]["episode"]["page"].endswith(article_id)
    assert message.headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    delivery = newest(library, webhook)
    assert delivery.state is DeliveryState.DELIVERED
    assert [each.status for each in delivery.attempts] == [204]


def test_a_receiver_that_fails_gets_the_same_message_later_stamped_anew(
    library: Library, receiver: Receiver, courier: Courier, clock: Clock
) -> None:
    webhook = subscribed(library, receiver.url, EventKind.EPISODE_RELEASED)
    published(library)
    receiver.answers(500, 204)
    assert not courier.send_next(webhook.id)
    assert courier.due() == ()
    clock.moment += 5 * SECOND
    assert courier.send_next(webhook.id)
    first, second = receiver.received
    assert first.content == second.content
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]
    assert second.signed_by(SECRET)
    assert [each.status for each in newest(library, webhook).attempts] == [500, 204]


def test_a_receiver_that_nobody_reaches_is_tried_until_it_is_given_up(
    library: Library, receiver: Receiver, courier: Courier, clock: Clock
) -> None:
    nobody = replace(courier, fetcher=replace(courier.fetcher, resolver=Names()))
    webhook = subscribed(library, receiver.url, EventKind.EPISODE_RELEASED)
    published(library)
    while (delivery := newest(library, webhook)).next_try is not None:
        clock.moment = max(clock.moment, delivery.next_try)
        nobody.send_next(webhook.id)
    assert delivery.state is DeliveryState.FAILED
    assert {each.status for each in delivery.attempts} == {None}
    assert "không tìm thấy máy chủ" in delivery.attempts[0].vi
    assert timedelta(days=1) < clock.moment - NOW < timedelta(days=3)


def test_one_that_asks_for_patience_is_left_alone_with_all_that_waits(
    library: Library, receiver: Receiver, courier: Courier, clock: Clock
) -> None:
    webhook = subscribed(library, receiver.url, EventKind.EPISODE_RELEASED)
    other = subscribed(library, receiver.url, EventKind.EPISODE_CORRECTED)
    published(library)
    published(library, 2)
    library.change_kinds(webhook.id, [EventKind.EDITION_READY])
    published(library, 3)
    receiver.answers(429, Retry_After="600")
    courier.send_next(webhook.id)
    assert courier.due() == (other.id,)
    clock.moment += 599 * SECOND
    assert webhook.id not in courier.due()
    clock.moment += SECOND
    assert webhook.id in courier.due()


def test_one_that_is_gone_is_told_nothing_more_until_somebody_says_so(
    library: Library, receiver: Receiver, courier: Courier
) -> None:
    webhook = subscribed(library, receiver.url)
    published(library)
    receiver.answers(410)
    courier.send_next(webhook.id)
    assert library.webhook(webhook.id).disabled == NOW
    assert "410" in library.webhook(webhook.id).disabled_reason
    assert courier.due() == ()
    assert not courier.send_next(webhook.id)
    assert len(receiver.received) == 1


def test_one_that_sends_elsewhere_is_not_followed_to_the_inside(
    library: Library, receiver: Receiver, courier: Courier
) -> None:
    webhook = subscribed(library, receiver.url, EventKind.EPISODE_RELEASED)
    published(library)
    receiver.answers(307, Location="http://169.254.169.254/latest/meta-data/")
    courier.send_next(webhook.id)
    delivery = newest(library, webhook)
    assert (delivery.state, delivery.attempts[0].status) == (DeliveryState.PENDING, 307)


def test_an_address_of_the_inside_is_never_told(
    library: Library, receiver: Receiver, courier: Courier
) -> None:
    walled = replace(courier.fetcher, permitted=(), ports=frozenset({receiver.port}))
    webhook = subscribed(library, receiver.url, EventKind.EPISODE_RELEASED)
    published(library)
    replace(courier, fetcher=walled).send_next(webhook.id)
    delivery = newest(library, webhook)
    assert delivery.state is DeliveryState.FAILED
    assert "nội bộ" in delivery.attempts[0].vi
    assert receiver.received == []


def test_while_a_secret_is_changed_both_sign(
    library: Library, receiver: Receiver, courier: Courier, clock: Clock
) -> None:
    webhook = subscribed(library, receiver.url)
    published(library)
    library.change_secret(webhook.id, NEWER, NOW + SECOND)
    courier.send_next(webhook.id)
    clock.moment += SECOND
    courier.send_next(webhook.id)
    both, newer = receiver.received
    assert (both.signed_by(SECRET), both.signed_by(NEWER)) == (True, True)
    assert (newer.signed_by(SECRET), newer.signed_by(NEWER)) == (False, True)


def publish_and_die(folder: Path) -> None:
    library = open_library(folder / "loa.db")
    published(library)
    os.kill(os.getpid(), signal.SIGKILL)


def claim_and_die(folder: Path, webhook_id: int) -> None:
    library = open_library(folder / "loa.db")
    assert library.claim_delivery(webhook_id, NOW, NOW + CLAIM) is not None
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_crash_after_the_event_and_one_while_it_is_sent_lose_nothing(
    tmp_path: Path, receiver: Receiver, clock: Clock
) -> None:
    with closing(open_library(tmp_path / "loa.db")) as library:
        webhook = subscribed(library, receiver.url, EventKind.EPISODE_RELEASED)
    run_until_killed(publish_and_die, tmp_path)
    run_until_killed(claim_and_die, tmp_path, webhook.id)
    with closing(open_library(tmp_path / "loa.db")) as library:
        courier = courier_of(library, receiver, clock)
        assert courier.due() == (), "whoever claimed it may still be sending"
        clock.moment += CLAIM
        assert courier.send_next(webhook.id)
    assert receiver.received[0].json["type"] == "episode.released"


def test_a_receiver_that_breaks_off_is_told_again(
    library: Library, receiver: Receiver, courier: Courier
) -> None:
    webhook = subscribed(library, receiver.url)
    published(library)
    receiver.answer = lambda: None
    courier.send_next(webhook.id)
    (delivery,) = (each for each in library.deliveries(webhook.id, 9) if each.attempts)
    assert (delivery.state, delivery.attempts[0].status) == (DeliveryState.PENDING, None)


def test_the_log_keeps_a_month(library: Library, receiver: Receiver, courier: Courier) -> None:
    webhook = subscribed(library, receiver.url)
    published(library)
    forget_old(library, NOW + timedelta(days=30))
    assert library.count_deliveries(webhook.id) == 2
    forget_old(library, NOW + timedelta(days=30) + SECOND)
    assert library.count_deliveries(webhook.id) == 0


def test_the_doctor_tells_of_a_receiver_that_hears_nothing_and_of_one_that_ended_it(
    library: Library, receiver: Receiver, courier: Courier, clock: Clock
) -> None:
    webhook = subscribed(library, receiver.url, EventKind.EPISODE_RELEASED)
    published(library)
    receiver.answers(500, 500, 500, 410)
    found = []
    for _ in range(4):
        courier.send_next(webhook.id)
        found.append([each.vi for each in inspect_webhooks(library)])
        clock.moment += timedelta(hours=12)
    assert found[:2] == [[], []]
    assert "không nhận được tin: trang trả lời 500" in found[2][0]
    assert "đã tắt" in found[3][0]
    library.disable_webhook(webhook.id, clock.moment, "An đã tắt.")
    assert list(inspect_webhooks(library)) == [], "somebody knows"

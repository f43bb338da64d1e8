"""An admin adds a webhook at the desk, tries it, and sees in its log what arrived."""

import re

import pytest

from service.model import EventKind, Role, Webhook
from tests.standins.receiver import Received, Receiver
from tests.web.newsroom import SHORT, Editor, Newsroom

SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{40,}")
RELEASED, READY = EventKind.EPISODE_RELEASED.value, EventKind.EDITION_READY.value
WITHDRAWN = EventKind.EPISODE_WITHDRAWN.value
"""What no other test does meanwhile; what others left to be recorded is released at any time."""
TRIAL = "webhook.test"


@pytest.fixture
def told(receiver: Receiver) -> Receiver:
    """The receiver, with nothing of other tests."""
    receiver.received.clear()
    receiver.answers(204)
    return receiver


def added(
    newsroom: Newsroom, editor: Editor, url: str, kinds: str = WITHDRAWN
) -> tuple[Webhook, str]:
    page = editor.post("/desk/webhooks", address=url, kinds=kinds)
    assert page.status == 200, page.text
    found = SECRET.search(page.text)
    assert found is not None
    return newsroom.service.library.webhooks()[-1], found[0]


def about(message: Received) -> str:
    return str(message.json["data"]["article"]["id"])


def removed(newsroom: Newsroom, webhook: Webhook) -> None:
    newsroom.service.library.remove_webhook(webhook.id)


def test_what_is_released_reaches_a_webhook_that_was_added_at_the_desk(
    newsroom: Newsroom, editor: Editor, told: Receiver
) -> None:
    webhook, secret = added(newsroom, editor, told.url, RELEASED)
    episode = newsroom.record("webhook/phat-hanh")
    messages: list[Received] = []
    while not (own := [each for each in messages if about(each) == episode.id]):
        messages = told.wait_for(len(messages) + 1, RELEASED)  # others may be released too
    message = own[0]
    assert message.signed_by(secret)
    audio = message.json["data"]["episode"]["audio"].removeprefix(newsroom.base_url)
    assert newsroom.ask(audio).status == 200
    page = message.json["data"]["episode"]["page"].removeprefix(newsroom.base_url)
    assert newsroom.ask(page).status == 200
    removed(newsroom, webhook)


def test_the_secret_is_shown_once_and_written_nowhere_else(
    newsroom: Newsroom, editor: Editor, told: Receiver
) -> None:
    webhook, secret = added(newsroom, editor, told.url)
    pages = [editor.get(path) for path in ("/desk/webhooks", f"/desk/webhooks/{webhook.id}")]
    assert all(page.status == 200 and secret not in page.text for page in pages)
    newest = newsroom.service.library.audit(limit=1)[0]
    assert (newest.action, newest.subject) == ("webhook", f"webhook {webhook.id}")
    assert secret not in newest.detail
    assert "/nhan" not in newest.detail, "what follows the host may be a secret of theirs"
    removed(newsroom, webhook)


def test_a_trial_arrives_and_the_log_says_so(
    newsroom: Newsroom, editor: Editor, told: Receiver
) -> None:
    webhook, secret = added(newsroom, editor, told.url)
    page = f"/desk/webhooks/{webhook.id}"
    assert editor.post(f"{page}/test").status == 303
    (message,) = told.wait_for(1, TRIAL)
    assert message.signed_by(secret)
    (delivery,) = newsroom.service.library.deliveries(webhook.id, 10)
    again = f"{page}/deliveries/{delivery.id}"
    assert message.headers["webhook-id"] in editor.get(page).text
    assert editor.post(again).status == 303
    first, second = told.wait_for(2, TRIAL)
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    removed(newsroom, webhook)


def test_while_it_is_disabled_nothing_is_sent_and_a_trial_is_refused(
    newsroom: Newsroom, editor: Editor, told: Receiver
) -> None:
    webhook, _ = added(newsroom, editor, told.url, RELEASED)
    page = f"/desk/webhooks/{webhook.id}"
    editor.post(f"{page}/disable")
    assert "đã tắt" in editor.get(page).text
    assert editor.post(f"{page}/test").status == 422
    # What others released before it was disabled may stand there.
    before = newsroom.service.library.count_deliveries(webhook.id)
    newsroom.record("webhook/tat")
    assert newsroom.service.library.count_deliveries(webhook.id) == before
    editor.post(f"{page}/enable")
    editor.post(f"{page}/test")
    assert len(told.wait_for(1, TRIAL)) == 1
    removed(newsroom, webhook)


def test_a_changed_secret_is_shown_and_both_sign(
    newsroom: Newsroom, editor: Editor, told: Receiver
) -> None:
    webhook, earlier = added(newsroom, editor, told.url)
    shown = SECRET.search(editor.post(f"/desk/webhooks/{webhook.id}/secret").text)
    assert shown is not None
    assert shown[0] != earlier
    editor.post(f"/desk/webhooks/{webhook.id}/test")
    (message,) = told.wait_for(1, TRIAL)
    assert (message.signed_by(earlier), message.signed_by(shown[0])) == (True, True)
    removed(newsroom, webhook)


def test_its_events_can_be_changed_and_it_can_be_removed(
    newsroom: Newsroom, editor: Editor, told: Receiver
) -> None:
    webhook, _ = added(newsroom, editor, told.url)
    page = f"/desk/webhooks/{webhook.id}"
    assert editor.post(f"{page}/events", kinds=READY).status == 303
    assert newsroom.service.library.webhook(webhook.id).kinds == (EventKind.EDITION_READY,)
    assert editor.post(f"{page}/events").status == 422
    refused = editor.post(f"{page}/remove")
    assert refused.status == 422
    assert "sẽ không gửi gì nữa" in refused.text
    assert "Loa không gửi gì nữa tới địa chỉ này" in editor.get(page).text
    assert editor.post(f"{page}/remove", sure="yes").status == 303
    assert editor.get(page).status == 404


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1:54321/", "cổng"),
        ("https://toa.example:5432/", "cổng"),
        ("ftp://toa.example/", "http và https"),
        ("https://an:mat-khau@toa.example/", "tên đăng nhập"),
        ("https://0x7f.1/", "khác thường"),
        ("http://169.254.169.254/latest/", "địa chỉ nội bộ"),
        ("https://10.0.0.1/", "địa chỉ nội bộ"),
        ("http://[::1]:8080/", "địa chỉ nội bộ"),
        ("http://localhost/", "địa chỉ nội bộ"),
        ("javascript:alert(1)", "http và https"),
        ("", "từ 1 đến"),
        ("https://toa.example/" + "a" * 2000, "từ 1 đến"),
    ],
)
def test_an_address_that_is_never_asked_is_refused_and_the_form_keeps_what_was_typed(
    newsroom: Newsroom, editor: Editor, address: str, why: str
) -> None:
    before = newsroom.service.library.webhooks()
    answer = editor.post("/desk/webhooks", address=address, kinds=RELEASED)
    assert answer.status == 422
    assert why in answer.text
    assert f'value="{address}"' in answer.text
    assert newsroom.service.library.webhooks() == before


@pytest.mark.parametrize("kinds", ["", "webhook.test", "episode.gone"])
def test_without_an_event_that_there_is_nothing_is_added(editor: Editor, kinds: str) -> None:
    answer = editor.post("/desk/webhooks", address="https://toa.example/", kinds=kinds)
    assert answer.status == 422
    assert "sự kiện" in answer.text


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR, Role.PUBLISHER])
def test_only_an_admin_sees_or_changes_webhooks(newsroom: Newsroom, role: Role) -> None:
    somebody = Editor(newsroom, newsroom.person(role))
    assert somebody.get("/desk/webhooks").status == 403
    answer = somebody.post("/desk/webhooks", address="https://toa.example/", kinds=RELEASED)
    assert answer.status == 403
    assert "/desk/webhooks" not in somebody.get("/desk/").text


def test_what_waits_for_a_yes_is_told_with_its_reasons(
    newsroom: Newsroom, editor: Editor, told: Receiver
) -> None:
    newsroom.take_in("webhook/duyet", SHORT)
    webhook, _ = added(newsroom, editor, told.url, EventKind.REVIEW_NEEDED.value)
    newsroom.take_in("webhook/duyet", "Chuyện khác hẳn\n\nMột câu về chợ quê ở xã bên.")
    (message,) = told.wait_for(1, EventKind.REVIEW_NEEDED.value)
    assert message.json["data"]["reasons"]
    assert message.json["data"]["episode"] is None
    removed(newsroom, webhook)

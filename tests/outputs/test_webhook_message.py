"""A message says what happened, and its signature is the specification's own."""

import json
from datetime import UTC, datetime

import pytest

from service.model import Event, EventKind, HoldReason
from service.outputs.webhook_message import message_headers, render_message, sign_message

BASE = "https://loa.example"
AT = datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("secret", "event_id", "timestamp", "content", "signature"),
    [  # examples that services of this standard print in their manuals
        (
            "whsec_plJ3nmyCDGBKInavdOK15jsl",
            "msg_loFOjxBNrRLzqYUf",
            "1731705121",
            b'{"event_type":"ping","data":{"success":true}}',
            "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
        ),
        (
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "1614265330",
            b'{"test": 2432232314}',
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ),
    ],
)
def test_a_signature_is_that_of_the_standard(
    secret: str, event_id: str, timestamp: str, content: bytes, signature: str
) -> None:
    assert sign_message(event_id, timestamp, content, secret) == signature


def test_each_secret_that_is_good_now_signs() -> None:
    secrets = ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_plJ3nmyCDGBKInavdOK15jsl")
    headers = message_headers("msg_1", b"{}", secrets, AT)
    assert headers["webhook-timestamp"] == "1767323045"
    signatures = headers["webhook-signature"].split(" ")
    stamp = headers["webhook-timestamp"]
    assert signatures == [sign_message("msg_1", stamp, b"{}", each) for each in secrets]


def test_a_secret_that_is_none_signs_nothing() -> None:
    with pytest.raises(ValueError, match="base64"):
        sign_message("msg_1", "1", b"{}", "whsec_không")


def test_a_release_tells_where_the_public_has_it() -> None:
    event = Event(
        id="msg_1",
        kind=EventKind.EPISODE_RELEASED,
        at=AT,
        article_id="a1",
        source_id="2021/07/cầu mới",
        title="Cầu mới",
        edition=3,
        file="a1/0123.mp3",
        note="Sửa một con số.",
    )
    message = json.loads(render_message(event, BASE))
    assert message == {
        "type": "episode.released",
        "timestamp": "2026-01-02T03:04:05.678Z",
        "data": {
            "article": {
                "id": "a1",
                "source_id": "2021/07/cầu mới",
                "title": "Cầu mới",
                "url": f"{BASE}/api/v1/articles/2021/07/c%E1%BA%A7u%20m%E1%BB%9Bi",
            },
            "edition": 3,
            "episode": {
                "id": "a1",
                "page": f"{BASE}/episodes/a1",
                "audio": f"{BASE}/audio/a1/0123.mp3",
            },
            "reasons": [],
            "note": "Sửa một con số.",
        },
    }


def test_what_waits_tells_its_reasons_and_no_address_that_nobody_may_open() -> None:
    reason = HoldReason("shrunk", "Chỉ còn một câu.", "One sentence is left.")
    event = Event("m", EventKind.REVIEW_NEEDED, AT, "a1", "bai", "Bài", reasons=(reason,))
    told = json.loads(render_message(event, BASE))["data"]
    assert told["episode"] is None
    assert told["reasons"] == [
        {"code": "shrunk", "message": reason.vi, "message_en": reason.en},
    ]


def test_a_trial_tells_of_no_article() -> None:
    event = Event("m", EventKind.TEST, AT, None, None, None)
    assert json.loads(render_message(event, BASE))["data"]["article"] is None

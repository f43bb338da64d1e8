"""An event as other systems get it: the message and its signatures (Standard Webhooks).

https://www.standardwebhooks.com/ — what is signed is «id.timestamp.content» by HMAC-SHA256.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from service.fingerprint import Plain
from service.model import Event
from service.outputs.addresses import PAGE, article_in_api, recording_path

SECRET_PREFIX = "whsec_"  # noqa: S105 - it marks a secret in a log, it is none
_VERSION = "v1"


def render_message(event: Event, base_url: str) -> bytes:
    """The message's content, the same at each try: JSON with ``type``, ``timestamp``, ``data``."""
    body = {
        "type": event.kind.value,
        "timestamp": _moment(event.at),
        "data": {
            "article": _article(event, base_url),
            "edition": event.edition,
            "episode": _episode(event, base_url),
            "reasons": [
                {"code": each.code, "message": each.vi, "message_en": each.en}
                for each in event.reasons
            ],
            "note": event.note,
        },
    }
    return json.dumps(body, ensure_ascii=False).encode()


def message_headers(
    event_id: str, content: bytes, secrets: Sequence[str], now: datetime
) -> dict[str, str]:
    """The headers that go with ``content`` when it is sent ``now``: a signature a secret."""
    timestamp = str(int(now.timestamp()))
    signatures = (sign_message(event_id, timestamp, content, secret) for secret in secrets)
    return {
        "Content-Type": "application/json",
        "webhook-id": event_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(signatures),
    }


def sign_message(event_id: str, timestamp: str, content: bytes, secret: str) -> str:
    """The signature of ``content`` by ``secret``. Raises ValueError for what is no secret."""
    try:
        key = base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except ValueError as e:
        raise ValueError("a secret is base64") from e
    signed = b".".join((event_id.encode(), timestamp.encode(), content))
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return f"{_VERSION},{base64.b64encode(digest).decode()}"


def _article(event: Event, base_url: str) -> Plain:
    if event.article_id is None or event.source_id is None:
        return None
    return {
        "id": event.article_id,
        "source_id": event.source_id,
        "title": event.title,
        "url": base_url + article_in_api(event.source_id),
    }


def _episode(event: Event, base_url: str) -> Plain:
    """Where the public has it; None of what it has not."""
    if event.article_id is None or event.file is None:
        return None
    return {
        "id": event.article_id,
        "page": base_url + PAGE.path(episode_id=event.article_id),
        "audio": base_url + recording_path(event.file),
    }


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

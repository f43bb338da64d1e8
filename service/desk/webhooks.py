"""Webhooks as admins look after them: who is told of what, and whether it arrives."""

import base64
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from urllib.parse import urlsplit

from service.desk.desk import Desk
from service.errors import AccessError, FetchError
from service.model import SUBSCRIBED, Act, Event, EventKind, Webhook
from service.outputs.webhook_message import SECRET_PREFIX
from service.sources.fetch import Fetcher
from service.store.webhook_rows import new_event_id

EARLIER_SECRET_STANDS = timedelta(hours=24)
"""After a change both secrets sign for so long: time enough to put the new one in."""

LONGEST_ADDRESS = 2000
_SECRET_BYTES = 32
"""As many as the digest has; the standard asks for 24 to 64."""

EVENT_WORDS: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.EDITION_READY: "Bản thu đã xong, nghe được ở bàn biên tập",
        EventKind.REVIEW_NEEDED: "Có việc đợi người duyệt",
        EventKind.EPISODE_RELEASED: "Tập mới đã phát hành",
        EventKind.EPISODE_CORRECTED: "Tập đã phát có bản mới",
        EventKind.EPISODE_WITHDRAWN: "Tập đã gỡ",
        EventKind.EPISODE_FAILED: "Không thu hoặc không phát hành được",
        EventKind.ALERT_BEGAN: "Có sự cố cần xem",
        EventKind.ALERT_ENDED: "Sự cố đã hết",
        EventKind.TEST: "Thử",
    }
)
"""The kinds of events, for people."""


def add_webhook(
    address: str, kinds: Sequence[EventKind], desk: Desk, fetcher: Fetcher
) -> tuple[Webhook, str]:
    """The new webhook and its secret, told this once.

    Raises AccessError for an address that is never asked, and without an event.
    """
    address = address.strip()
    _require_usable(address, kinds, fetcher)
    secret = _new_secret()
    with desk.acting(Act.WEBHOOK, "webhook", _detail("added", address, kinds)) as deed:
        webhook = desk.library.add_webhook(address, kinds, secret, desk.actor.name, desk.now)
        deed.subject = subject_of(webhook.id)
    return webhook, secret


def change_kinds(webhook_id: int, kinds: Sequence[EventKind], desk: Desk) -> None:
    """It is told of ``kinds`` from now on. Raises AccessError without one, NotFoundError."""
    _require_kinds(kinds)
    detail = " ".join(("events", *kinds))
    with desk.acting(Act.WEBHOOK, subject_of(webhook_id), detail):
        desk.library.change_kinds(webhook_id, kinds)


def change_secret(webhook_id: int, desk: Desk) -> str:
    """The new secret, told this once; the earlier one signs beside it for a day. NotFoundError."""
    secret = _new_secret()
    with desk.acting(Act.WEBHOOK, subject_of(webhook_id), "secret"):
        desk.library.change_secret(webhook_id, secret, desk.now + EARLIER_SECRET_STANDS)
    return secret


def disable_webhook(webhook_id: int, desk: Desk) -> None:
    """Nothing is sent to it until it is enabled again. Raises NotFoundError."""
    with desk.acting(Act.WEBHOOK, subject_of(webhook_id), "disabled"):
        reason = f"{desk.actor.name} đã tắt."
        desk.library.disable_webhook(webhook_id, desk.now, reason)


def enable_webhook(webhook_id: int, desk: Desk) -> None:
    """It is told again, first of what waits since before. Raises NotFoundError."""
    with desk.acting(Act.WEBHOOK, subject_of(webhook_id), "enabled"):
        desk.library.enable_webhook(webhook_id)


def remove_webhook(webhook_id: int, desk: Desk) -> None:
    """It is gone, with its log. Raises NotFoundError."""
    with desk.acting(Act.WEBHOOK_REMOVED, subject_of(webhook_id)) as deed:
        webhook = desk.library.webhook(webhook_id)
        deed.detail = _detail("removed", webhook.address, webhook.kinds)
        desk.library.remove_webhook(webhook_id)


def send_trial(webhook_id: int, desk: Desk) -> None:
    """A message that tells of nothing is on its way. Raises AccessError while it is disabled."""
    with desk.acting(Act.WEBHOOK_TESTED, subject_of(webhook_id)):
        if desk.library.webhook(webhook_id).disabled is not None:
            raise AccessError(
                "Webhook này đang tắt. Hãy bật lại rồi thử.",
                "This webhook is disabled. Enable it, then try.",
            )
        trial = Event(new_event_id(), EventKind.TEST, desk.now, None, None, None)
        desk.library.send_to(webhook_id, trial)


def send_again(delivery_id: int, desk: Desk) -> None:
    """A message of the log is on its way once more. Raises NotFoundError."""
    with desk.acting(Act.WEBHOOK_TESTED, f"delivery {delivery_id}", "again"):
        desk.library.send_again(delivery_id, desk.now)


def read_kinds(names: Iterable[str]) -> tuple[EventKind, ...]:
    """The kinds of these names, each once, in their own order. Raises AccessError."""
    asked = {name.strip() for name in names if name.strip()}
    unknown = asked - {kind.value for kind in SUBSCRIBED}
    if unknown:
        known = ", ".join(SUBSCRIBED)
        raise AccessError(
            f"Không có sự kiện “{min(unknown)}”. Các sự kiện: {known}.",
            f"There is no event “{min(unknown)}”. The events: {known}.",
        )
    return tuple(kind for kind in SUBSCRIBED if kind.value in asked)


def subject_of(webhook_id: int) -> str:
    """What the audit calls the webhook."""
    return f"webhook {webhook_id}"


def _new_secret() -> str:
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def _require_usable(address: str, kinds: Sequence[EventKind], fetcher: Fetcher) -> None:
    if not 0 < len(address) <= LONGEST_ADDRESS:
        raise AccessError(
            f"Địa chỉ phải có từ 1 đến {LONGEST_ADDRESS} ký tự.",
            f"The address has 1 to {LONGEST_ADDRESS} characters.",
        )
    try:
        fetcher.require_outside(address)
    except FetchError as e:
        vi, en = e.reason
        raise AccessError(
            f"Không gửi được tới địa chỉ này: {vi}.", f"Nothing can be sent there: {en}."
        ) from e
    _require_kinds(kinds)


def _require_kinds(kinds: Sequence[EventKind]) -> None:
    if not kinds:
        raise AccessError("Hãy chọn ít nhất một sự kiện.", "Choose at least one event.")


def _detail(what: str, address: str, kinds: Sequence[EventKind]) -> str:
    """What the audit tells: the host alone, since what follows it may be a secret of theirs."""
    return " ".join((what, urlsplit(address).hostname or "?", *kinds))

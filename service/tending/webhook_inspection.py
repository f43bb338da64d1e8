"""Whether other systems still hear what they are told."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from service.model import Attempt, Webhook
from service.store.library import Library
from service.tending.inspection import Finding

_WORTH_TELLING = 3
"""A receiver that misses one or two messages is restarting."""


def inspect_webhooks(library: Library) -> Iterator[Finding]:
    """Webhooks whose newest message does not arrive, and those that a receiver ended."""
    for webhook in library.webhooks():
        attempts = _newest_attempts(webhook, library)
        last = attempts[-1] if attempts else None
        if webhook.disabled is not None:
            if last is not None and last.at == webhook.disabled:
                yield _ended(webhook)
        elif last is not None and last.vi and len(attempts) >= _WORTH_TELLING:
            yield _unheard(webhook, last)


def _newest_attempts(webhook: Webhook, library: Library) -> tuple[Attempt, ...]:
    """The tries for what was last told; those under way have none yet."""
    told = library.deliveries(webhook.id, 5)
    return next((each.attempts for each in told if each.attempts), ())


def _ended(webhook: Webhook) -> Finding:
    return Finding(
        f"Webhook {webhook.id} ({_host(webhook)}) đã tắt: {webhook.disabled_reason}",
        f"Webhook {webhook.id} ({_host(webhook)}) is disabled: its receiver answered 410.",
        "Hỏi bên nhận, rồi bật lại hoặc bỏ webhook ở bàn biên tập.",
        "Ask the receiver, then enable or remove it at the desk.",
    )


def _unheard(webhook: Webhook, last: Attempt) -> Finding:
    return Finding(
        f"Webhook {webhook.id} ({_host(webhook)}) không nhận được tin: {last.vi}.",
        f"Webhook {webhook.id} ({_host(webhook)}) does not get its messages: {last.en}.",
        f"Xem `loa webhook log {webhook.id}`, sửa bên nhận rồi `loa webhook test {webhook.id}`.",
        f"See `loa webhook log {webhook.id}`, mend the receiver, `loa webhook test {webhook.id}`.",
    )


def _host(webhook: Webhook) -> str:
    return urlsplit(webhook.address).hostname or "?"

"""Webhooks, as other systems look after them: the same acts that the desk has."""

from collections.abc import Mapping

from flask import Response, url_for

from service.desk import webhooks as acts
from service.errors import NotFoundError
from service.fingerprint import Plain
from service.model import Delivery, EventKind, Webhook
from service.model.webhook import SUBSCRIBED
from service.web.api.paging import asked_limit, asked_place, cursor_at
from service.web.api.routes import api, json_answer, the_desk
from service.web.api.sent import sent_field, sent_names, sent_object
from service.web.numbers import row_number
from service.web.site import site

_DELIVERIES = "deliveries"
_FIELDS = ("address", "events", "enabled")


@api.get("/webhooks")
def webhooks() -> Response:
    """All webhooks, without their secrets."""
    found = site().service.library.webhooks()
    return json_answer({"webhooks": [_told(each) for each in found]}, 200)


@api.post("/webhooks")
def new_webhook() -> Response:
    """A new webhook with its secret, told this once: 201."""
    sent = sent_object("address", "events")
    address = sent_field(sent, "address", str) or ""
    kinds = SUBSCRIBED if sent.get("events") is None else _kinds(sent)
    webhook, secret = acts.add_webhook(address, kinds, the_desk(), site().service.courier.fetcher)
    response = json_answer({"webhook": _told(webhook), "secret": secret}, 201)
    response.headers["Location"] = url_for("api.webhook", webhook_id=webhook.id)
    return response


@api.get("/webhooks/<webhook_id>")
def webhook(webhook_id: str) -> Response:
    """One webhook."""
    return json_answer({"webhook": _told(_found(webhook_id))}, 200)


@api.patch("/webhooks/<webhook_id>")
def change_webhook(webhook_id: str) -> Response:
    """The webhook, told of other events, or disabled, or enabled again."""
    found, sent = _found(webhook_id), sent_object("events", "enabled")
    kinds = None if sent.get("events") is None else _kinds(sent)
    enabled = sent_field(sent, "enabled", bool)
    with site().service.library.together():
        if kinds is not None and kinds != found.kinds:
            acts.change_kinds(found.id, kinds, the_desk())
        if enabled is True and found.disabled is not None:
            acts.enable_webhook(found.id, the_desk())
        if enabled is False and found.disabled is None:
            acts.disable_webhook(found.id, the_desk())
    return json_answer({"webhook": _told(_found(webhook_id))}, 200)


@api.delete("/webhooks/<webhook_id>")
def remove_webhook(webhook_id: str) -> Response:
    """The webhook is gone with its log, and nothing more is sent to it: 204."""
    acts.remove_webhook(_found(webhook_id).id, the_desk())
    return Response(status=204)


@api.post("/webhooks/<webhook_id>/secret")
def change_webhook_secret(webhook_id: str) -> Response:
    """Another secret, told this once; the earlier one signs beside it for a day."""
    found = _found(webhook_id)
    secret = acts.change_secret(found.id, the_desk())
    return json_answer({"webhook": _told(found), "secret": secret}, 200)


@api.post("/webhooks/<webhook_id>/test")
def test_webhook(webhook_id: str) -> Response:
    """A message on trial is on its way: 202; the deliveries tell how it went."""
    found = _found(webhook_id)
    acts.send_trial(found.id, the_desk())
    newest = site().service.library.deliveries(found.id, 1)
    return json_answer({"delivery": _delivery(newest[0]) if newest else None}, 202)


@api.get("/webhooks/<webhook_id>/deliveries")
def deliveries(webhook_id: str) -> Response:
    """A part of the webhook's log, the newest first, and where the next part begins."""
    found, limit = _found(webhook_id), asked_limit()
    log = site().service.library.deliveries(found.id, limit + 1, before=asked_place(_DELIVERIES))
    shown = log[:limit]
    more = cursor_at(_DELIVERIES, shown[-1].id) if len(log) > limit else None
    return json_answer({"deliveries": [_delivery(each) for each in shown], "next": more}, 200)


@api.post("/webhooks/<webhook_id>/deliveries/<delivery_id>/resend")
def resend(webhook_id: str, delivery_id: str) -> Response:
    """A message of the log is on its way once more: 202."""
    found, number = _found(webhook_id), row_number(delivery_id)
    library = site().service.library
    if number is None or not library.has_delivery(found.id, number):
        raise NotFoundError("Không có tin này.", "There is no such message.")
    acts.send_again(number, the_desk())
    (now,) = library.deliveries(found.id, 1, before=number + 1)
    return json_answer({"delivery": _delivery(now)}, 202)


def _found(webhook_id: str) -> Webhook:
    number = row_number(webhook_id)
    if number is None:
        raise NotFoundError("Không có webhook này.", "There is no such webhook.")
    return site().service.library.webhook(number)


def _kinds(sent: Mapping[str, object]) -> tuple[EventKind, ...]:
    return acts.read_kinds(sent_names(sent, "events") or ())


def _told(webhook: Webhook) -> Plain:
    return {
        "id": webhook.id,
        "address": webhook.address,
        "events": [each.value for each in webhook.kinds],
        "author": webhook.author,
        "created": webhook.created.isoformat(),
        "enabled": webhook.disabled is None,
        "disabled": webhook.disabled.isoformat() if webhook.disabled else None,
        "disabled_reason": webhook.disabled_reason or None,
    }


def _delivery(delivery: Delivery) -> Plain:
    event = delivery.event
    return {
        "id": delivery.id,
        "message": event.id,
        "event": event.kind.value,
        "at": event.at.isoformat(),
        "article": event.source_id,
        "state": delivery.state.value,
        "next_try": delivery.next_try.isoformat() if delivery.next_try else None,
        "attempts": [
            {
                "at": each.at.isoformat(),
                "status": each.status,
                "message": each.vi or None,
                "message_en": each.en or None,
            }
            for each in delivery.attempts
        ],
    }

"""Webhooks, as they are asked for and answered."""

from typing import Any

from service.model.webhook import SUBSCRIBED, DeliveryState, EventKind
from service.web.api.openapi.acts import admin_act, asked_for, in_path
from service.web.api.openapi.words import (
    Schema,
    address,
    listing,
    moment,
    or_null,
    record,
    ref,
    text,
    truth,
    whole,
    words,
)

_EVENTS = listing(words("", *SUBSCRIBED), "What it is told of; docs/webhooks.md tells each.")
_WEBHOOK = record(
    "An address that is told what happens.",
    {
        "id": whole(minimum=1),
        "address": address(),
        "events": _EVENTS,
        "author": text("Who added it."),
        "created": moment(),
        "enabled": truth("Whether anything is sent to it."),
        "disabled": or_null(moment("Since when nothing is.")),
        "disabled_reason": or_null(text("Why, in Vietnamese.")),
    },
)
_ATTEMPT = record(
    "One try.",
    {
        "at": moment(),
        "status": or_null(whole("What was answered.")),
        "message": or_null(text("Why it failed, in Vietnamese.")),
        "message_en": or_null(text()),
    },
)
_DELIVERY = record(
    "One message on its way.",
    {
        "id": whole(minimum=1),
        "message": text("The message's own id (`webhook-id`)."),
        "event": words("", *EventKind),
        "at": moment("When it happened."),
        "article": or_null(text("The newsroom's id.")),
        "state": words("", *DeliveryState),
        "next_try": or_null(moment()),
        "attempts": listing(ref("WebhookAttempt")),
    },
)
_SECRET = text("Signs the messages; told this once.", examples=["whsec_…"])

SCHEMAS: dict[str, Schema] = {
    "Webhook": _WEBHOOK,
    "WebhookAttempt": _ATTEMPT,
    "WebhookDelivery": _DELIVERY,
}


def webhook_operations(paged: list[Schema]) -> dict[str, dict[str, Any]]:
    """The operations by address and method; a log is asked for by what is ``paged``."""
    one = {"parameters": [in_path("webhook_id")]}
    told = record("", {"webhook": ref("Webhook")})
    known = record("", {"webhook": ref("Webhook"), "secret": _SECRET})
    new = record("A webhook; without `events` it is told of all.", {"address": address()}, _SENT)
    changed = record("What is to change.", {}, {**_SENT, "enabled": or_null(truth())})
    everything = record("", {"webhooks": listing(ref("Webhook"))})
    return {
        "/webhooks": {
            "get": asked_for("webhooks", "The webhooks", everything),
            "post": admin_act("new_webhook", "Add a webhook", 201, known, new, 422),
        },
        "/webhooks/{webhook_id}": {
            **one,
            "get": asked_for("webhook", "A webhook", told, 404),
            "patch": admin_act("change_webhook", "Change a webhook", 200, told, changed, 404, 422),
            "delete": admin_act("remove_webhook", "Remove a webhook", 204, None, None, 404, 422),
        },
        "/webhooks/{webhook_id}/secret": {
            **one,
            "post": admin_act(
                "change_webhook_secret", "Another secret", 200, known, None, 404, 422
            ),
        },
        **_log_operations(one, paged),
    }


def _log_operations(one: Schema, paged: list[Schema]) -> dict[str, dict[str, Any]]:
    """What was sent to a webhook, and sending it."""
    delivery = record("", {"delivery": or_null(ref("WebhookDelivery"))})
    log = {
        "deliveries": listing(ref("WebhookDelivery")),
        "next": or_null(text("The `cursor` of the older ones.")),
    }
    asked = asked_for("deliveries", "What was sent", record("", log), 404)
    return {
        "/webhooks/{webhook_id}/test": {
            **one,
            "post": admin_act(
                "test_webhook", "Send a message on trial", 202, delivery, None, 404, 422
            ),
        },
        "/webhooks/{webhook_id}/deliveries": {**one, "get": {**asked, "parameters": paged}},
        "/webhooks/{webhook_id}/deliveries/{delivery_id}/resend": {
            "parameters": [*one["parameters"], in_path("delivery_id")],
            "post": admin_act("resend", "Send a message again", 202, delivery, None, 404, 422),
        },
    }


_SENT: dict[str, Schema] = {"events": or_null(_EVENTS)}

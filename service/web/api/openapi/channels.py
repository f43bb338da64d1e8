"""Channels and private feeds, as they are asked for and answered."""

from typing import Any

from service.model.subchannel import ChannelKind
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

_NAMES = listing(text())
_CHANNEL = record(
    "A channel with a part of the episodes.",
    {
        "slug": text("Its name in addresses, for ever."),
        "kind": words("How it came to be.", *ChannelKind),
        "name": text("The section or author as it is printed, or what a selection is called."),
        "title": text(),
        "description": text(),
        "category": text("Of Apple's list."),
        "sections": listing(text(), "Folded: without case and marks."),
        "authors": _NAMES,
        "tags": _NAMES,
        "private": truth("Whether it is heard by private feeds alone."),
        "created": moment(),
        "removed": or_null(moment("Since when its feed answers 410.")),
        "feed": or_null(address("Its RSS; null where nobody gets it without a private feed.")),
        "json_feed": or_null(address()),
    },
)
_PRIVATE = record(
    "A secret address of a channel's feed.",
    {
        "id": whole(minimum=1),
        "channel": text("A slug, or `main`."),
        "name": text("Whom it was given to."),
        "author": text("Who made it."),
        "created": moment(),
        "last_used": or_null(text("The last day.", format="date")),
        "revoked": or_null(moment()),
    },
)
_WORDS: dict[str, Schema] = {
    "description": or_null(text(maxLength=4000)),
    "category": or_null(text("Apple's own name or a Vietnamese one.", maxLength=200)),
    "sections": or_null(_NAMES),
    "authors": or_null(_NAMES),
    "tags": or_null(_NAMES),
    "private": or_null(truth()),
}
_TITLE: Schema = text(minLength=1, maxLength=200)

SCHEMAS: dict[str, Schema] = {"Channel": _CHANNEL, "PrivateFeed": _PRIVATE}


def channel_operations() -> dict[str, dict[str, Any]]:
    """The operations by address and method."""
    one = {"parameters": [in_path("slug")]}
    told = record("", {"channel": ref("Channel")})
    new = record("A selection; it names something.", {"title": _TITLE}, _WORDS)
    changed = record("What is to change.", {}, {"title": or_null(text(maxLength=200)), **_WORDS})
    everything = record("", {"channels": listing(ref("Channel"))})
    return {
        "/channels": {
            "get": asked_for("channels", "The channels", everything),
            "post": admin_act("new_channel", "Make a selection", 201, told, new, 422),
        },
        "/channels/{slug}": {
            **one,
            "get": asked_for("channel", "A channel", told, 404),
            "patch": admin_act("change_channel", "Change a channel", 200, told, changed, 404, 422),
            "delete": admin_act("remove_channel", "Remove a channel", 204, None, None, 404, 422),
        },
        "/channels/{slug}/restore": {
            **one,
            "post": admin_act("restore_channel", "Restore a channel", 200, told, None, 404, 422),
        },
        **_private_operations(),
    }


def _private_operations() -> dict[str, dict[str, Any]]:
    everything = record("", {"private_feeds": listing(ref("PrivateFeed"))})
    made = record("", {"private_feed": ref("PrivateFeed"), "address": address("Told this once.")})
    new = record(
        "Whom it is for.",
        {"channel": text("A slug, or `main`."), "name": text(minLength=1, maxLength=200)},
    )
    revoke = admin_act("revoke_private_feed", "Revoke a private feed", 204, None, None, 404, 422)
    return {
        "/private-feeds": {
            "get": asked_for("private_feeds", "The private feeds", everything),
            "post": admin_act("new_private_feed", "Make one", 201, made, new, 404, 422),
        },
        "/private-feeds/{feed_id}": {"parameters": [in_path("feed_id")], "delete": revoke},
    }

"""Releasing, as it is asked for and answered."""

from service.web.api.openapi.headers import ACTING
from service.web.api.openapi.problems import problems
from service.web.api.openapi.words import (
    Schema,
    listing,
    moment,
    or_null,
    record,
    ref,
    text,
    truth,
    whole,
)

_PENDING = record(
    "An edition that is made and waits; the public does not have it yet.",
    {
        "edition": whole(minimum=1),
        "reasons": listing(ref("Reason"), "Why it waits; docs/releasing.md tells each code."),
        "since": moment(),
        "release_at": or_null(moment("When it may go.")),
        "approved_by": or_null(text()),
        "by_itself": truth("Whether it goes without a person at its time."),
    },
)
_WITHDRAWAL = record(
    "That the episode was taken back.",
    {"at": moment(), "who": text(), "notice": or_null(text("What stands in its place."))},
)
_CORRECTION = record(
    "That an edition took the place of one that the public had.",
    {
        "edition": whole(minimum=1),
        "note": text("What the public is told."),
        "at": moment(),
        "told": truth("Whether the public is told."),
    },
)
_CORRECTIONS = record("The newest first.", {"corrections": listing(ref("Correction"))})
_HEARD: dict[str, Schema] = {
    "edition": or_null(whole("The edition that was heard; another is not decided on."))
}

_WAITING: dict[str, Schema] = {
    "edition": or_null(whole("What waits and is to be had from now on; without it, as it was."))
}

SCHEMAS: dict[str, Schema] = {
    "Pending": _PENDING,
    "Withdrawal": _WITHDRAWAL,
    "Correction": _CORRECTION,
}


def release_operations(told: Schema) -> dict[str, Schema]:
    """The acts below an article, by the last step of their addresses; ``told`` answers them."""
    note = {"note": or_null(text("Told to the public as a correction.", maxLength=2000))}
    notice = {"notice": or_null(text("Stands in its place.", maxLength=2000))}
    at = {"at": moment("When it goes.")}
    number = {"edition": whole("The one to go back to.", minimum=1)}
    acts: tuple[tuple[str, str, str, Schema, Schema], ...] = (
        ("hold", "hold", "Let what waits wait for a person", {}, _HEARD),
        ("accept", "accept", "Say that what waits may go", {}, _HEARD),
        ("release", "release", "Release what waits", {}, {**_HEARD, **note}),
        ("schedule", "schedule", "Release what waits at a moment", at, _HEARD),
        ("withdraw", "withdraw_article", "Take the episode back", {}, notice),
        ("restore", "restore_article", "Bring a withdrawn episode back", {}, {**_WAITING, **note}),
        ("roll-back", "roll_back_article", "Make an earlier edition the newest", number, {}),
    )
    return {
        step: {"post": _act(name, summary, told, needed, perhaps)}
        for step, name, summary, needed, perhaps in acts
    } | {"corrections": {"get": _corrections()}}


def delete_operation() -> Schema:
    """An article goes for good."""
    body = record("Its title, written again.", {"title": text(minLength=1)})
    return {
        "operationId": "delete_article",
        "summary": "Delete an article for good",
        "parameters": ACTING,
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {"204": {"description": "It is gone."}, **problems(404, 409, 410, 412, 422)},
    }


def _act(name: str, summary: str, told: Schema, needed: Schema, perhaps: Schema) -> Schema:
    body = record("What is meant.", needed, perhaps)
    answers = {"200": told, **({"202": told} if name == "roll_back_article" else {})}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": ACTING,
        "requestBody": {
            "required": bool(needed),
            "content": {"application/json": {"schema": body}},
        },
        "responses": {**answers, **problems(404, 409, 410, 412, 422)},
    }


def _corrections() -> Schema:
    content = {"application/json": {"schema": _CORRECTIONS}}
    return {
        "operationId": "corrections",
        "summary": "The corrections of an article",
        "responses": {
            "200": {"description": "All of them.", "content": content},
            **problems(404, 410),
        },
    }

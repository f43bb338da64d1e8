"""Headers by which a caller says what it has seen, and that it asks once more."""

from service.web.api.openapi.words import Schema, text

_TAG = text(examples=['"5f0c7d3c1f1e.c9a1b2d3e4f5.2-8d969eef6eca"', "*"])

IF_MATCH: Schema = {
    "name": "If-Match",
    "in": "header",
    "description": "Only where the article is what was seen: a tag that was told, or *.",
    "schema": _TAG,
}
ONLY_NEW: Schema = {
    "name": "If-None-Match",
    "in": "header",
    "description": "`*`: only where there is no such article.",
    "schema": _TAG,
}
IF_CHANGED: Schema = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The tag that was told: 304 where the answer would be the same.",
    "schema": _TAG,
}
IDEMPOTENCY_KEY: Schema = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "Another one for each request, the same when it is sent again: it is done once.",
    "schema": text(minLength=1, maxLength=255, examples=['"8e03978e-40d5-43dd-bc93-6894a57f9324"']),
}

ACTING = [IF_MATCH, IDEMPOTENCY_KEY]
"""What an act on an article may carry."""

ETAG: Schema = {"ETag": {"description": "What was told.", "schema": _TAG}}
REPLAYED: Schema = {
    "Idempotency-Replayed": {
        "description": "There where the answer was given before.",
        "schema": text(enum=["true"]),
    }
}

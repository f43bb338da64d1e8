"""The audit: what may be asked of it, and what is answered."""

from service.model import Act, ActorKind
from service.web.api.openapi.problems import problems
from service.web.api.openapi.words import (
    Schema,
    listing,
    moment,
    or_null,
    record,
    ref,
    text,
    whole,
    words,
)

_ACT = record(
    "Something that somebody did.",
    {
        "id": whole("Rows stand in this order."),
        "at": moment(),
        "act": text("A word that never changes.", examples=["take-in", "override"]),
        "subject": text("The article's id, or what else was acted on."),
        "detail": text(),
        "who": text("The name of then."),
        "kind": or_null(words("Who that is.", *ActorKind)),
        "person": or_null(whole("The person's number, whatever the name is by now.")),
    },
)
SCHEMAS: dict[str, Schema] = {
    "Act": _ACT,
    "AuditAnswer": record(
        "Acts, the newest first.",
        {
            "acts": listing(ref("Act")),
            "next": or_null(text("The `cursor` of the acts before these.")),
        },
    ),
}


def audit_operation() -> Schema:
    """The operation that tells what was done."""
    asked = {
        "article": text("The newsroom's id or ours, or what else was acted on.", maxLength=200),
        "who": text("A person's name, a token's or the shell's user.", maxLength=200),
        "act": words("", *Act),
        "since": text("A day, or a moment with a zone.", examples=["2026-11-28"]),
        "until": text("A day with all of it, or a moment.", examples=["2026-11-28"]),
        "cursor": text("`next` of the answer before."),
        "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100},
    }
    answer = {"application/json": {"schema": ref("AuditAnswer")}}
    return {
        "operationId": "audit",
        "summary": "What was done",
        "description": "Acts on persons, sessions and tokens are told to the scope `admin` alone.",
        "parameters": [
            {"name": name, "in": "query", "schema": schema} for name, schema in asked.items()
        ],
        "responses": {"200": {"description": "A page.", "content": answer}, **problems(422)},
    }

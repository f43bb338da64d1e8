"""Operations of what admins look after: what is asked for, and acts with what they answer."""

from service.web.api.openapi.headers import IDEMPOTENCY_KEY
from service.web.api.openapi.problems import problems
from service.web.api.openapi.words import Schema, text


def in_path(name: str) -> Schema:
    """A part of the address, never empty."""
    return {"name": name, "in": "path", "required": True, "schema": text(minLength=1)}


def asked_for(name: str, summary: str, schema: Schema, *wrong: int) -> Schema:
    """The operation ``name`` that tells what there is."""
    content = {"application/json": {"schema": schema}}
    told = {"200": {"description": "What there is.", "content": content}}
    return {"operationId": name, "summary": summary, "responses": {**told, **problems(*wrong)}}


def admin_act(
    name: str, summary: str, status: int, answer: Schema | None, body: Schema | None, *wrong: int
) -> Schema:
    """The operation ``name``, an act of admins: its answer, what is sent, what may be wrong."""
    told: Schema = {"description": "It is done."}
    if answer is not None:
        told["content"] = {"application/json": {"schema": answer}}
    sent: Schema = {}
    if body is not None:
        is_needed = bool(body["required"])
        content = {"application/json": {"schema": body}}
        sent = {"requestBody": {"required": is_needed, "content": content}}
    return {
        "operationId": name,
        "summary": summary,
        "description": "Wants the scope `admin`.",
        "parameters": [IDEMPOTENCY_KEY],
        **sent,
        "responses": {str(status): told, **problems(409, *wrong)},
    }

"""What is answered where something is wrong: problem details (RFC 9457), bilingual."""

from typing import Any

from service.web.api.openapi.words import Schema, moment, or_null, ref, text, truth, whole

_PROBLEM: Schema = {
    "description": "Problem details (RFC 9457). Some kinds tell more in further fields.",
    "type": "object",
    "required": ["type", "title", "title_en", "status", "detail", "detail_en"],
    "properties": {
        "type": text(examples=["about:blank"]),
        "title": text("Vietnamese, for the person who reads it."),
        "title_en": text(),
        "status": whole(),
        "detail": text("Vietnamese, for the person who reads it."),
        "detail_en": text(),
        "seen": text("Of 412: the condition that was sent."),
        "current": {
            "description": "Of 412: what there is, null for nothing.",
            "type": ["object", "null"],
            "properties": {
                "etag": text(),
                "revision": text(),
                "edition": or_null(whole("That the public had last.")),
                "withdrawn": truth("Whether it has it no more."),
                "waiting": or_null(whole("The edition that is not released.")),
                "held": or_null(text()),
                "updated": moment(),
            },
        },
    },
}

_WHEN: dict[int, str] = {
    400: "The request cannot be read.",
    401: "No token, or one that is not known, was revoked or has ended.",
    403: "The token's scopes or its person's role do not let it; `detail` says what is needed.",
    404: "There is no such article, job or webhook.",
    408: "The request took too long to arrive.",
    409: "Something else was done meanwhile, or the request of this key is being done.",
    410: "The article was deleted for good.",
    412: "The article is not what `If-Match` says was seen, or exists against `If-None-Match`.",
    413: "The body is larger than this address takes.",
    415: "Another content type.",
    421: "A name that is not the site's.",
    422: "What was sent cannot be used, or its key came with another request; `detail` says it.",
    429: "More requests within a minute than are allowed; `Retry-After` says when to try again.",
    431: "The headers are too long.",
    500: "A defect; it has been logged.",
    503: "The database or the disk cannot do its work now; `Retry-After` says when to try again.",
}
_ALWAYS = (400, 408, 413, 421, 431, 500, 503)
_HEADERS: dict[int, tuple[str, Schema]] = {
    401: ("WWW-Authenticate", text("RFC 6750.", examples=['Bearer realm="loa"'])),
    429: ("Retry-After", whole("Seconds.")),
    503: ("Retry-After", whole("Seconds.")),
}

SCHEMAS: dict[str, Schema] = {"Problem": _PROBLEM}


def problem_responses() -> dict[str, Any]:
    """What the document keeps of each status, under its number."""
    return {f"Problem{status}": _response(status) for status in _WHEN}


def problems(*statuses: int, public: bool = False) -> dict[str, Any]:
    """What an operation answers where something is wrong: ``statuses``, and what any may."""
    told = {*statuses, *_ALWAYS, *(() if public else (401, 403, 429))}
    return {
        str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in sorted(told)
    }


def _response(status: int) -> Schema:
    response: Schema = {
        "description": _WHEN[status],
        "content": {"application/problem+json": {"schema": ref("Problem")}},
    }
    if status in _HEADERS:
        name, schema = _HEADERS[status]
        response["headers"] = {name: {"schema": schema, "required": status == 401}}
    return response

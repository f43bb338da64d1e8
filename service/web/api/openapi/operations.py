"""What may be asked at which address, and what is answered."""

from typing import Any

from service.web.api.openapi.articles import EXAMPLE
from service.web.api.openapi.audit import audit_operation
from service.web.api.openapi.channels import channel_operations
from service.web.api.openapi.headers import (
    ACTING,
    ETAG,
    IDEMPOTENCY_KEY,
    IF_CHANGED,
    ONLY_NEW,
    REPLAYED,
)
from service.web.api.openapi.jobs import job_operations
from service.web.api.openapi.problems import problems
from service.web.api.openapi.releases import delete_operation, release_operations
from service.web.api.openapi.webhooks import webhook_operations
from service.web.api.openapi.words import Schema, address, ref, text

_SOURCE_ID: Schema = {
    "name": "source_id",
    "in": "path",
    "required": True,
    "description": "The newsroom's own id; its slashes may be written as they are or as %2F.",
    "schema": text(minLength=1, maxLength=200, examples=["2026/07/02/khoi-cong-cau"]),
}
_HELD: Schema = {
    "name": "hold",
    "in": "query",
    "description": "`true`: the edition waits for somebody to release it, whatever the policy.",
    "schema": text(enum=["true", "false"]),
}
_SEEN: Schema = {
    "name": "revision",
    "in": "query",
    "description": "The revision that was seen (`hold.article.revision`).",
    "schema": text(),
}
PAGED: list[Schema] = [
    {
        "name": "limit",
        "in": "query",
        "description": "How many at once.",
        "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
    },
    {
        "name": "cursor",
        "in": "query",
        "description": "`next` of the part before.",
        "schema": text(),
    },
]
_LOCATION: Schema = {"Location": {"schema": address("Where the article is told of.")}}
_TOLD: Schema = {**ETAG, **REPLAYED}

_DOCUMENTS = (
    *("text/html", "application/xhtml+xml", "text/plain", "text/markdown"),
    *("application/rss+xml", "application/atom+xml", "application/feed+json"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "message/rfc822",
)


def operations() -> dict[str, dict[str, Any]]:
    """The operations by address and method; an address is told below ``/api/v1``."""
    article = {"parameters": [_SOURCE_ID]}
    return {
        "/openapi.json": {"get": _document()},
        "/articles": {"get": _list()},
        "/articles/{source_id}": {
            **article,
            "put": _put(),
            "get": _get(),
            "delete": delete_operation(),
        },
        **{
            f"/articles/{{source_id}}/{step}": {**article, **each}
            for step, each in release_operations(answered("The article now.")).items()
        },
        "/articles/{source_id}/preview": {**article, "post": _preview()},
        "/articles/{source_id}/approve": {**article, "post": _approve()},
        "/articles/{source_id}/reject": {**article, "post": _reject()},
        "/articles/{source_id}/regenerate": {**article, "post": _regenerate()},
        "/audit": {"get": audit_operation()},
        "/articles/{source_id}/editions": {**article, "get": _editions()},
        **webhook_operations(PAGED),
        **channel_operations(),
        **job_operations(PAGED[0]),
    }


def _document() -> Schema:
    told = {"200": answered("This document.", {"type": "object"})}
    responses = {**told, **problems(public=True)}
    return {
        "operationId": "openapi",
        "summary": "This document",
        "security": [],
        "responses": responses,
    }


def _list() -> Schema:
    told = {"200": answered("A part of them, the last changed first.", ref("Articles"))}
    narrowing = [
        _narrowed("q", "Words of title, newsroom's id, author or text, with marks or without."),
        _narrowed("state", "Where they stand."),
        _narrowed("section", "Of one section."),
        _narrowed("source", "From pages of this host."),
        _narrowed("voice", "Whose newest edition this voice speaks."),
    ]
    return operation("articles", "Articles", told, problems(), parameters=[*narrowing, *PAGED])


def _narrowed(name: str, about: str) -> Schema:
    return {"name": name, "in": "query", "description": about, "schema": text()}


def _put() -> Schema:
    headers = {**_LOCATION, **_TOLD}
    return operation(
        "put_article",
        "Take an article in",
        {
            "200": answered("Nothing to record: the episode is up to date.", headers=headers),
            "201": answered("A new article; its recording is queued.", headers=headers),
            "202": answered("A known article whose recording is queued.", headers=headers),
        },
        problems(409, 410, 412, 415, 422),
        parameters=[_HELD, *ACTING, ONLY_NEW],
        requestBody=_sent(),
    )


def _get() -> Schema:
    told = {
        "200": answered("The article, its episode and its newest job.", headers=ETAG),
        "304": {"description": "The answer would be the one that was told.", "headers": ETAG},
    }
    wrong = problems(404, 410)
    return operation("get_article", "An article", told, wrong, parameters=[IF_CHANGED])


def _preview() -> Schema:
    told = {"200": answered("What would be taken, left out and read.", ref("Preview"))}
    return operation(
        "preview",
        "What an article would become; nothing is kept",
        told,
        problems(409, 415, 422),
        parameters=[IDEMPOTENCY_KEY],
        requestBody=_sent(),
    )


def _approve() -> Schema:
    about = "What waited is the article, and its recording is queued."
    told = {"202": answered(about, headers=_TOLD)}
    return operation(
        "approve",
        "Say yes to what waits",
        told,
        problems(404, 410, 409, 412, 422),
        parameters=[_SEEN, *ACTING],
    )


def _reject() -> Schema:
    told = {"200": answered("The article stays what it was.", headers=_TOLD)}
    return operation(
        "reject",
        "Say no to what waits",
        told,
        problems(404, 410, 409, 412, 422),
        parameters=[_SEEN, *ACTING],
    )


def _regenerate() -> Schema:
    told = {
        "200": answered("Already up to date.", headers=_TOLD),
        "202": answered("Queued, or already under way.", headers=_TOLD),
    }
    return operation(
        "regenerate",
        "Record an article again",
        told,
        problems(404, 410, 409, 412, 422),
        parameters=ACTING,
    )


def _editions() -> Schema:
    told = {"200": answered("A part of them, the newest first.", ref("Editions"))}
    wrong = problems(404, 410)
    return operation("editions", "An article's editions", told, wrong, parameters=PAGED)


def answered(about: str, schema: Schema | None = None, *, headers: Schema | None = None) -> Schema:
    """An answer in JSON: the article's, where no other ``schema`` is given."""
    content = {"application/json": {"schema": schema or ref("ArticleAnswer")}}
    told: Schema = {"description": about, "content": content}
    return {**told, "headers": headers} if headers else told


def operation(name: str, summary: str, told: Schema, wrong: Schema, **more: Any) -> Schema:
    """An operation of the endpoint ``name``: what it tells, and what may be wrong."""
    return {"operationId": name, "summary": summary, **more, "responses": {**told, **wrong}}


def _sent() -> Schema:
    """An article as it is sent, in any of its forms."""
    content: Schema = {
        "application/json": {"schema": ref("ArticleSent"), "example": EXAMPLE},
        "multipart/form-data": {"schema": ref("ArticleForm")},
    }
    content.update({kind: {"schema": {}} for kind in _DOCUMENTS})
    return {"required": True, "content": content}

"""The whole document."""

from typing import Any

from service.web.api.openapi import (
    articles,
    audit,
    channels,
    content,
    episodes,
    jobs,
    problems,
    releases,
    webhooks,
)
from service.web.api.openapi.operations import operations

_ABOUT = """Bài báo đi vào, tập podcast đi ra. Mọi câu trả lời lỗi có hai thứ tiếng.

Articles in, podcast episodes out. Every request but the one for this document carries a
token (`loa token new`). The same in prose: docs/api.md.
"""


def openapi_document(base_url: str, version: str) -> dict[str, Any]:
    """The document of the API that is served below ``base_url`` by Loa ``version``."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Loa",
            "version": version,
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": f"{base_url}/api/v1"}],
        "security": [{"token": []}],
        "paths": operations(),
        "components": {
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token that `loa token new` made (RFC 6750).",
                }
            },
            "schemas": {
                **content.SCHEMAS,
                **articles.SCHEMAS,
                **episodes.SCHEMAS,
                **jobs.SCHEMAS,
                **audit.SCHEMAS,
                **problems.SCHEMAS,
                **releases.SCHEMAS,
                **webhooks.SCHEMAS,
                **channels.SCHEMAS,
            },
            "responses": problems.problem_responses(),
        },
    }

"""The audit for programs, a page at a time."""

import json

from flask import Response, g

from service.desk.auditing import plain_entry
from service.web.api.routes import api
from service.web.asked_audit import asked_number, asked_query
from service.web.site import site

MOST, USUAL = 1000, 100


@api.get("/audit")
def audit() -> Response:
    """What was done, the newest first; ``next`` is the cursor of what stands before it, or null."""
    limit = asked_number("limit", USUAL, MOST) or USUAL
    query, before = asked_query(g.actor), asked_number("cursor", None)
    found = site().service.library.audit(limit + 1, query, before=before)
    told = {
        "acts": [plain_entry(each) for each in found[:limit]],
        "next": str(found[limit - 1].number) if len(found) > limit else None,
    }
    response = Response(
        json.dumps(told, ensure_ascii=False, indent=1) + "\n", content_type="application/json"
    )
    response.headers["Cache-Control"] = "no-store"
    return response

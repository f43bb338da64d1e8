"""Whether this installation can do its work: for monitors, not for people."""

import json

from flask import Blueprint, Response

from service.web.site import site

health = Blueprint("health", __name__)

_TOLD_ONLY = "worker"
"""No living worker is told but is no failure by itself: jobs wait for one to start."""


@health.get("/healthz")
def healthz() -> Response:
    """Yes or no to all that pages, feed and recordings need; 503 when something is missing.

    It tells the world no sizes and no names.
    """
    vitals = site().vitals.of(site().service, site().now())
    well = all(holds for name, holds in vitals.items() if name != _TOLD_ONLY)
    body = json.dumps({"ok": well, **vitals}) + "\n"
    response = Response(body, 200 if well else 503, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response

"""Whether this installation can do its work: for monitors, not for people."""

import json

from flask import Blueprint, Response

from service.fingerprint import Plain
from service.web.site import site

health = Blueprint("health", __name__)

_TOLD_ONLY = "worker"
"""No living worker is told but is no failure by itself: jobs wait for one to start."""


@health.get("/healthz")
def healthz() -> Response:
    """Yes or no to all that pages, feed and recordings need; 503 when something is missing.

    It tells the world no sizes and no names.
    """
    troubles = site().service.told_troubles
    vitals = site().vitals.of(site().service, site().now())
    well = not troubles and all(holds for name, holds in vitals.items() if name != _TOLD_ONLY)
    told: dict[str, Plain] = {"ok": well, **vitals}
    if troubles:
        told["troubles"] = [each.vi for each in troubles]
        told["troubles_en"] = [each.en for each in troubles]
    body = json.dumps(told, ensure_ascii=False) + "\n"
    response = Response(body, 200 if well else 503, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response

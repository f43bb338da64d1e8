"""Whether this installation can do its work: for monitors, not for people."""

import json

from flask import Blueprint, Response

from service.fingerprint import Plain
from service.web.site import site

health = Blueprint("health", __name__)

_NEEDED = ("media", "database")
"""What listeners cannot be answered without; full disks and idle queues are for monitors."""

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


@health.get("/readyz")
def readyz() -> Response:
    """Whether this program can answer listeners: 503 sends them to another.

    One that lives on reading can: what is published is served as it lies.
    """
    around = site()
    vitals = around.vitals.of(around.service, around.now())
    needed = _NEEDED[:1] if around.service.troubles else _NEEDED
    ready = all(vitals[name] for name in needed)
    body = json.dumps({"ready": ready, **{name: vitals[name] for name in needed}}) + "\n"
    response = Response(body, 200 if ready else 503, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response

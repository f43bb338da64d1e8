"""Whether this installation can do its work: for monitors, not for people."""

import json
import shutil

from flask import Blueprint, Response

from service.errors import LoaError
from service.fingerprint import Plain
from service.web.site import site

health = Blueprint("health", __name__)


@health.get("/healthz")
def healthz() -> Response:
    """Database, workers and disk; 503 when pages or recordings cannot be made.

    No living worker is told but is no failure: jobs wait for one to start.
    """
    service = site().service
    count = _living_workers()
    free_mb = shutil.disk_usage(service.settings.data).free // 2**20
    facts: dict[str, Plain] = {
        "database": count is not None,
        "workers": count or 0,
        "disk_free_mb": free_mb,
        "disk": free_mb >= service.settings.free_space_mb,
    }
    well = bool(facts["database"]) and bool(facts["disk"])
    body = json.dumps({"ok": well, **facts}) + "\n"
    response = Response(body, 200 if well else 503, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _living_workers() -> int | None:
    """How many workers live; None when one of the databases does not answer."""
    service = site().service
    try:
        service.library.count_episodes()
        return service.jobs.living_workers()
    except LoaError:
        return None

"""The API for newsrooms' systems: articles in, episodes and jobs out (docs/api.md)."""

from service.web.api import (
    audit,
    channels,
    described,
    editions,
    idempotency,
    jobs,
    listing,
    releases,
    webhooks,
)
from service.web.api.routes import api

__all__ = [
    "api",
    "audit",
    "channels",
    "described",
    "editions",
    "idempotency",
    "jobs",
    "listing",
    "releases",
    "webhooks",
]

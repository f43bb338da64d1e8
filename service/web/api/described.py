"""What the API takes and answers, told to programs."""

import json
from functools import cache
from importlib.metadata import version

from flask import Response, request

from service.web.api.openapi import openapi_document
from service.web.api.routes import api
from service.web.site import site


@api.get("/openapi.json")
def openapi() -> Response:
    """The API as OpenAPI 3.1; for everybody, also without a token."""
    response = Response(_written(site().service.settings.base_url), content_type="application/json")
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


@cache
def _written(base_url: str) -> bytes:
    return json.dumps(openapi_document(base_url, version("loa")), ensure_ascii=False).encode()

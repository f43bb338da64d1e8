"""Redirects that the router makes, kept within this site."""

from urllib.parse import urlsplit

from flask import redirect, request
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response


def stay_within() -> Response | None:
    """The answer to an address that is written otherwise, such as /desk; None for others.

    werkzeug's own names the scheme and host that the request claimed: behind a web
    server the wrong ones, and from a stranger any. A path that began with two slashes
    would be read as another host.
    """
    elsewhere = request.routing_exception
    if not isinstance(elsewhere, RequestRedirect):
        return None
    parts = urlsplit(elsewhere.new_url)
    path = "/" + parts.path.lstrip("/\\")
    return redirect(f"{path}?{parts.query}" if parts.query else path, elsewhere.code)

"""How the bytes of a published file get to a listener who may have them.

Whether he may is asked before, at each request; where somebody else sends the bytes, he is
shown the way each time anew.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Request, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from service.errors import StoreError
from service.settings import Settings
from service.settings.delivery import NGINX, OWN, SIGNED
from service.store.media import Facts, Media
from service.web.files import answer_lasting
from service.web.listening import watched
from service.web.site import site

_NGINX = "/_media/"
"""What ``deploy/nginx`` calls the folder of published files, for itself alone."""

_SIGNED_FOR = timedelta(hours=1)
"""A player that pauses longer asks Loa again, as it does after a lost connection."""


def deliver(
    name: str, facts: Facts, request: Request, *, tag: str, cache: str, kind: str = "audio/mpeg"
) -> Response:
    """The file ``name``, whose bytes ``tag`` names for ever, or the part asked for, or 304.

    Raises FileNotFoundError where it was taken away since ``facts`` told of it, and StoreError.
    """
    media = site().service.media
    return answer_lasting(
        facts.size, lambda: media.open(name, facts), tag, request, cache=cache, kind=kind
    )


def deliver_recording(
    name: str, facts: Facts, request: Request, *, tag: str, cache: str, kind: str = "audio/mpeg"
) -> AnyResponse:
    """A released recording, sent as the newsroom wants it sent. Raises as :func:`deliver`."""
    service = site().service
    how = service.settings.media_delivery
    if how == OWN:
        return answer_lasting(
            facts.size,
            lambda: watched(service.media.open(name, facts), name, facts.size, request),
            tag,
            request,
            cache=cache,
            kind=kind,
        )
    if how == NGINX:
        # Ranges, dates and tags are then nginx's.
        told = Response(content_type=kind)
        told.headers["Cache-Control"] = cache
        told.headers["X-Accel-Redirect"] = _NGINX + name
        return told
    shown = redirect(_elsewhere(name, how, service.media), 302)
    shown.headers["Cache-Control"] = "no-store"
    return shown


def delivering_origin(settings: Settings, media: Media) -> str | None:
    """The origin of the addresses that listeners are sent to, where that is not Loa's own."""
    if settings.media_delivery in (OWN, NGINX):
        return None
    try:
        parts = urlsplit(_elsewhere("x", settings.media_delivery, media))
    except StoreError:  # told by everything else
        return None
    return f"{parts.scheme}://{parts.netloc}"


def _elsewhere(name: str, how: str, media: Media) -> str:
    if how == SIGNED:
        return media.signed(name, _SIGNED_FOR)
    return f"{how.rstrip('/')}/{name}"

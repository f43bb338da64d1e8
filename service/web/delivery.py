"""How the bytes of a published file get to a listener who may have them."""

from flask import Request, Response

from service.store.media import Facts
from service.web.files import answer_lasting
from service.web.site import site


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

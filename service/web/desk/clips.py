"""The sound of one sentence, straight from the cache."""

import re

from flask import Response, request

from service.errors import NotFoundError
from service.web.desk.entrance import desk
from service.web.ranges import keep_single_range
from service.web.site import site

_KEY = re.compile(r"[0-9a-f]{32}")


@desk.get("/clips/<key>.mp3")
def clip(key: str) -> Response:
    """The clip's frames: complete MPEG audio, as short as its sentence."""
    cache = site().service.cache
    if not _KEY.fullmatch(key) or cache.find(key) is None:
        raise NotFoundError(
            "Không còn âm thanh của câu này; hãy thu lại.", "This clip is no longer there."
        )
    frames = cache.frames(key)
    response = Response(frames, content_type="audio/mpeg")
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.set_etag(key)
    keep_single_range(request, len(frames))
    response.make_conditional(request.environ, accept_ranges=True, complete_length=len(frames))
    return response

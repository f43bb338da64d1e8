"""What podcast clients and browsers fetch: recordings, the feed, the cover, pictures."""

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from service.errors import NotFoundError, StoreError
from service.model.pictures import PICTURE_TYPES
from service.model.published_names import (
    FEED_FILE,
    PICTURES,
    is_alternate,
    is_cover,
    is_episode_cover,
    is_picture,
    is_recording,
    recording_of,
)
from service.outputs.addresses import (
    COVER,
    EPISODE_COVER,
    FEED,
    PICTURE,
    RECORDING,
    ascii_url,
    episode_cover_path,
    recording_path,
)
from service.store.media import Facts
from service.web.delivery import deliver, deliver_recording
from service.web.files import answer_file
from service.web.headers import IMMUTABLE
from service.web.problems import RecordingLostError
from service.web.publicity import (
    require_public_cover,
    require_public_file,
    require_public_picture,
)
from service.web.ready import Form, ReadyFile
from service.web.saving import saved_as
from service.web.site import site

media = Blueprint("media", __name__)

_KINDS = {"mp3": "audio/mpeg", "opus": "audio/ogg"}

RSS_TYPE = "application/rss+xml; charset=utf-8"
FEED_CACHE = "public, max-age=60"
"""How long nobody needs to ask again whether there is something new."""


@media.get(RECORDING.rule)
def audio(episode_id: str, file: str) -> AnyResponse:
    """A recording, or another form of one: these bytes for ever under this address (rules 2, 3)."""
    name = f"{episode_id}/{file}"
    ending = file.rpartition(".")[2]
    if not is_recording(episode_id, file) and not is_alternate(name):
        raise _no_recording()
    told = require_public_file(recording_of(name))
    facts = _facts(name)
    if facts is None or not site().recordings.is_whole(name, facts):
        return _current_recording(episode_id, name)
    try:
        tag = file.partition(".")[0]
        kind = _KINDS[ending]
        answer = deliver_recording(name, facts, request, tag=tag, cache=IMMUTABLE, kind=kind)
    except FileNotFoundError:  # cleared away in between
        return _current_recording(episode_id, name)
    if told is not None and told.published is not None:
        saved = (told.title, told.published, episode_id, ending, told.number)
        answer.headers["Content-Disposition"] = saved_as(*saved)
    return answer


def _current_recording(episode_id: str, name: str) -> AnyResponse:
    """A redirect from a recording that was cleared away to the episode's current one.

    From another form that is lost, to the recording that it is a form of, for as long as that
    is the current one. Raises RecordingLostError for a current one that is lost or cut: it is
    being mended.
    """
    # Of columns, which stand where an edition's content is damaged.
    library = site().service.library
    card = library.card(episode_id)
    is_current = card is not None and card.enclosure.name == recording_of(name)
    if not is_current and library.file(recording_of(name)) is None:
        raise _no_recording()
    if card is None:
        raise RecordingLostError()
    if is_current and is_alternate(name):
        return redirect(recording_path(card.enclosure.name), 302)
    if is_current:
        site().recordings.ask_mending(episode_id, site().now())
        raise RecordingLostError()
    return redirect(recording_path(card.enclosure.name), 301)


def _no_recording() -> NotFoundError:
    return NotFoundError("Không có bản ghi âm này.", "There is no such recording.")


@media.get(FEED.rule)
def feed() -> Response:
    """The feed as it was published."""
    file = published_file(FEED_FILE)
    return announced(answer_file(file, RSS_TYPE, request, site().now(), cache=FEED_CACHE))


def announced(response: Response) -> Response:
    """``response``, a feed, with the hubs that tell of it and its own address (WebSub, section 4).

    Nothing where there are no hubs: then nobody is to subscribe.
    """
    settings = site().service.settings
    for hub in settings.hub_addresses:
        response.headers.add("Link", f'<{ascii_url(hub)}>; rel="hub"')
    if settings.hub_addresses:
        response.headers.add("Link", f'<{ascii_url(settings.base_url + request.path)}>; rel="self"')
    return response


@media.get(COVER.rule)
def cover(digest: str, suffix: str) -> Response:
    """The podcast's cover; another picture has another address."""
    name = COVER.path(digest=digest, suffix=suffix).removeprefix("/")
    current = site().service.production.studio.cover.name
    if name != current and (not is_cover(name) or _facts(name) is None):
        # What never was, as anybody may ask for it, is not being restored.
        raise NotFoundError("Chưa có tệp này.", "There is no such file yet.")
    file = published_file(name)
    kind = "image/png" if suffix == "png" else "image/jpeg"
    return answer_file(file, kind, request, site().now(), packed=False, cache=IMMUTABLE)


@media.get(PICTURE.rule)
def picture(file: str) -> Response:
    """A picture of an article: these bytes for ever under this address."""
    if not is_picture(file):
        raise _no_picture()
    require_public_picture(file)
    name = f"{PICTURES}/{file}"
    facts = _facts(name)
    if facts is None:
        raise _no_picture()
    digest, _, suffix = file.partition(".")
    kind = PICTURE_TYPES[suffix]
    try:
        return deliver(name, facts, request, tag=digest, cache=IMMUTABLE, kind=kind)
    except FileNotFoundError as e:  # cleared away in between
        raise _no_picture() from e


@media.get(EPISODE_COVER.rule)
def episode_cover(episode_id: str, file: str) -> AnyResponse:
    """An episode's cover: these bytes for ever; a former one leads to today's."""
    name = f"{episode_id}/{file}"
    if not is_episode_cover(episode_id, file):
        raise _no_picture()
    require_public_cover(name)
    try:
        if facts := _facts(name):
            digest = file.removesuffix(".jpg")
            return deliver(name, facts, request, tag=digest, cache=IMMUTABLE, kind="image/jpeg")
    except FileNotFoundError:  # cleared away in between
        pass
    current = site().service.library.cover(episode_id)
    if current is None or current.name == name:
        raise _in_restoration(name)
    return redirect(episode_cover_path(current.name), 301)


def _no_picture() -> NotFoundError:
    return NotFoundError("Không có ảnh này.", "There is no such picture.")


def published_file(name: str, form: Form | None = None) -> ReadyFile:
    """The file of this name as it was published, or told in another ``form``.

    Raises StoreError while it is being restored, NotFoundError where nothing was published yet.
    """
    facts = _facts(name)
    if facts is None:
        # A client takes 404 for the end of a podcast: what was there comes back.
        if site().service.library.has_episodes():
            raise _in_restoration(name)
        raise NotFoundError("Chưa có tệp này.", "There is no such file yet.")
    return site().ready.read(name, facts, site().service.media, form)


def _in_restoration(name: str) -> StoreError:
    return StoreError(
        f"Tệp {name} đang được khôi phục. Xin thử lại sau ít phút.",
        f"The file {name} is being restored. Try again in a few minutes.",
    )


def _facts(name: str) -> Facts | None:
    return site().glances.facts(name, site().service.media)

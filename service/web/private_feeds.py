"""Feeds at secret addresses: for who has one, and kept by no cache, log or search engine."""

from contextlib import suppress
from functools import partial

from flask import Blueprint, Response, request

from service.errors import NotFoundError, StoreError
from service.model.channel import MAIN_CHANNEL, FeedPlace
from service.model.published_names import FEED_FILE, channel_feed_name
from service.model.subchannel import PrivateFeed
from service.outputs.addresses import PRIVATE_ARCHIVE, PRIVATE_FEED
from service.outputs.private_feed import make_private
from service.releasing.archives import archive_page
from service.releasing.outlet import Outlet
from service.releasing.subchannels import place_of
from service.store.access import digest_of
from service.web.files import answer_file
from service.web.media import RSS_TYPE, published_file
from service.web.ready import Form, ReadyFile
from service.web.site import site

private = Blueprint("private", __name__)

_KEPT = "private, no-cache"
"""A client may keep it and asks each time; nobody between may."""


@private.get(PRIVATE_FEED.rule)
def private_feed(token: str, slug: str) -> Response:
    """The feed of a channel, for who was given the address."""
    found = _opened(token, slug)
    # Named after its number: what is remembered of files does not hold the token.
    form = Form(f"private {found.id}", partial(make_private, feed_url=_address(token, slug)))
    name = FEED_FILE if slug == MAIN_CHANNEL else channel_feed_name(slug)
    return _answered(published_file(name, form))


@private.get(PRIVATE_ARCHIVE.rule)
def private_archive(token: str, slug: str, number: int) -> Response:
    """A page of the feed's archive."""
    _opened(token, slug)
    outlet = site().service.production.outlet
    page = archive_page(_place(slug, outlet), number, outlet)
    if page is None:
        raise _nothing_there()
    return _answered(ReadyFile(make_private(page, _address(token, slug))))


def _address(token: str, slug: str) -> str:
    return site().service.settings.base_url + PRIVATE_FEED.path(token=token, slug=slug)


def _place(slug: str, outlet: Outlet) -> FeedPlace:
    channel = None if slug == MAIN_CHANNEL else outlet.library.subchannel(slug)
    if channel is None:
        return outlet.main
    return place_of(channel, outlet)


def _answered(file: ReadyFile) -> Response:
    response = answer_file(file, RSS_TYPE, request, site().now(), cache=_KEPT)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _opened(token: str, slug: str) -> PrivateFeed:
    """What the token opens. Raises NotFoundError, which does not tell what was wrong."""
    library = site().service.library
    found = library.private_feed_of(digest_of(token))
    if found is None or found.channel != slug:
        raise _nothing_there()
    if slug != MAIN_CHANNEL:
        channel = library.subchannel(slug)
        if channel is None or channel.removed is not None:
            raise _nothing_there()
    today = site().now().astimezone(site().service.settings.zone).date()
    if found.last_used != today:
        # While nothing can be written the feed is read all the same.
        with suppress(StoreError):
            library.note_private_use(found.id, today)
    return found


def _nothing_there() -> NotFoundError:
    return NotFoundError(
        "Địa chỉ nghe riêng này không còn dùng được. Hãy hỏi toà soạn.",
        "This private feed opens nothing any more. Ask the newsroom.",
    )

"""Pages of feeds' archives, for clients that want what the head has no more."""

from flask import Blueprint, Response, request

from service.errors import NotFoundError
from service.model.channel import FeedPlace
from service.outputs.addresses import CHANNEL_FEED_ARCHIVE, FEED_ARCHIVE
from service.releasing.archives import archive_page
from service.releasing.subchannels import place_of
from service.web.channels import public_channel
from service.web.files import answer_file
from service.web.media import FEED_CACHE, RSS_TYPE
from service.web.ready import ReadyFile
from service.web.site import site

archives = Blueprint("archives", __name__)


@archives.get(FEED_ARCHIVE.rule)
def feed_archive(number: int) -> Response:
    """A page of the main channel's archive."""
    return _answer_archive(site().service.production.outlet.main, number)


@archives.get(CHANNEL_FEED_ARCHIVE.rule)
def channel_feed_archive(slug: str, number: int) -> Response:
    """A page of the archive of a section, an author or a selection."""
    outlet, channel = site().service.production.outlet, public_channel(slug)
    return _answer_archive(place_of(channel, outlet), number)


def _answer_archive(place: FeedPlace, number: int) -> Response:
    """The page of this number of a channel's archive. Raises NotFoundError where there is none."""
    page = archive_page(place, number, site().service.production.outlet)
    if page is None:
        raise NotFoundError("Không có trang lưu trữ này.", "There is no such page of the archive.")
    return answer_file(ReadyFile(page), RSS_TYPE, request, site().now(), cache=FEED_CACHE)

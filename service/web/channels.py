"""How listeners subscribe: the channels on one page, as one list, and their feeds as JSON."""

from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, render_template, request

from service.model.published_names import FEED_FILE
from service.outputs.addresses import ALL_FEEDS, FEED, FEED_AS_JSON, SUBSCRIBE
from service.outputs.app_links import AppLink, app_links
from service.outputs.json_feed import JSON_FEED_TYPE, render_json_feed
from service.outputs.opml import ListedFeed, render_opml
from service.web.files import answer_file
from service.web.headers import revalidated
from service.web.language import _
from service.web.media import FEED_CACHE, announced, published_file
from service.web.ready import Form, ReadyFile
from service.web.site import site
from service.web.squares import squares

channels = Blueprint("channels", __name__)


@dataclass(frozen=True, slots=True)
class ShownChannel:
    """A channel as the page shows it; the feeds' addresses are absolute."""

    slug: str
    title: str
    description: str
    cover_path: str
    feed_url: str
    json_url: str
    squares: str
    apps: tuple[AppLink, ...]


@channels.get(SUBSCRIBE.rule)
def subscribe() -> Response:
    """Each channel: its address to copy, its code of squares, and apps that open it."""
    return revalidated(Response(render_template("subscribe.html", channels=_shown())), request)


@channels.get(ALL_FEEDS.rule)
def all_feeds() -> Response:
    """All channels' feeds as OPML."""
    service = site().service
    feeds = [ListedFeed(each.title, each.feed_url) for each in _shown()]
    content = render_opml(service.settings.title, feeds)
    kind = "text/x-opml; charset=utf-8"
    return answer_file(ReadyFile(content), kind, request, site().now(), cache=FEED_CACHE)


@channels.get(FEED_AS_JSON.rule)
def feed_as_json() -> Response:
    """The podcast feed as JSON Feed 1.1."""
    url = site().service.settings.base_url + FEED_AS_JSON.path()
    form = Form(JSON_FEED_TYPE, partial(render_json_feed, feed_url=url))
    file = published_file(FEED_FILE, form)
    return announced(answer_file(file, JSON_FEED_TYPE, request, site().now(), cache=FEED_CACHE))


def _shown() -> tuple[ShownChannel, ...]:
    service = site().service
    settings = service.settings
    feed_url = settings.base_url + FEED.path()
    return (
        ShownChannel(
            slug="podcast",
            title=settings.title,
            description=settings.description,
            cover_path=f"/{service.production.studio.cover.name}",
            feed_url=feed_url,
            json_url=settings.base_url + FEED_AS_JSON.path(),
            squares=squares(feed_url, _("Mã QR của địa chỉ %(address)s", address=feed_url)),
            apps=app_links(feed_url),
        ),
    )

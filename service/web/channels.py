"""How listeners subscribe: the channels on one page, as one list, and the feeds of each."""

from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, render_template, request

from service.errors import GoneError
from service.model.published_names import FEED_FILE, channel_feed_name
from service.model.subchannel import ChannelKind, Subchannel, is_slug
from service.outputs.addresses import (
    ALL_FEEDS,
    CHANNEL_FEED,
    CHANNEL_FEED_AS_JSON,
    FEED,
    FEED_AS_JSON,
    SUBSCRIBE,
)
from service.outputs.app_links import AppLink, app_links
from service.outputs.json_feed import JSON_FEED_TYPE, render_json_feed
from service.outputs.opml import ListedFeed, render_opml
from service.releasing.channel_covers import drawn_covers
from service.store.subchannels import no_channel
from service.web.files import answer_file
from service.web.headers import revalidated
from service.web.language import _
from service.web.media import FEED_CACHE, RSS_TYPE, announced, published_file
from service.web.ready import Form, ReadyFile
from service.web.site import site
from service.web.squares import squares

channels = Blueprint("channels", __name__)


_MOST_AT_A_GLANCE = 4
"""Of more channels the page begins with a list that leads to each."""


@dataclass(frozen=True, slots=True)
class ShownChannel:
    """A channel as the page shows it; the feeds' addresses are absolute. The main one is of no
    ``kind``.
    """

    slug: str
    kind: ChannelKind | None
    title: str
    description: str
    cover_path: str
    feed_url: str
    json_url: str

    @property
    def squares(self) -> str:
        """The feed's address as a code of squares."""
        return squares(self.feed_url, _("Mã QR của địa chỉ %(address)s", address=self.feed_url))

    @property
    def apps(self) -> tuple[AppLink, ...]:
        """What opens the feed."""
        return app_links(self.feed_url)


@dataclass(frozen=True, slots=True)
class ChannelGroup:
    """Channels of one kind below one heading."""

    id: str
    title: str
    channels: tuple[ShownChannel, ...]


@channels.get(SUBSCRIBE.rule)
def subscribe() -> Response:
    """Each channel: its address to copy, its code of squares, and apps that open it."""
    found = shown()
    html = render_template(
        "subscribe.html", groups=_groups(found), has_jumps=len(found) > _MOST_AT_A_GLANCE
    )
    return revalidated(Response(html), request)


@channels.get(ALL_FEEDS.rule)
def all_feeds() -> Response:
    """All channels' feeds as OPML."""
    feeds = [ListedFeed(each.title, each.feed_url) for each in shown()]
    content = render_opml(site().service.settings.title, feeds)
    kind = "text/x-opml; charset=utf-8"
    return answer_file(ReadyFile(content), kind, request, site().now(), cache=FEED_CACHE)


@channels.get(FEED_AS_JSON.rule)
def feed_as_json() -> Response:
    """The podcast feed as JSON Feed 1.1."""
    return _as_json(FEED_FILE, FEED_AS_JSON.path())


@channels.get(CHANNEL_FEED.rule)
def channel_feed(slug: str) -> Response:
    """The feed of a section, an author or a selection, as it was published."""
    file = published_file(channel_feed_name(public_channel(slug).slug))
    return announced(answer_file(file, RSS_TYPE, request, site().now(), cache=FEED_CACHE))


@channels.get(CHANNEL_FEED_AS_JSON.rule)
def channel_feed_as_json(slug: str) -> Response:
    """The same as JSON Feed 1.1."""
    name = channel_feed_name(public_channel(slug).slug)
    return _as_json(name, CHANNEL_FEED_AS_JSON.path(slug=slug))


def _groups(found: tuple[ShownChannel, ...]) -> list[ChannelGroup]:
    titles = {
        None: ("main-channel", _("Podcast chính")),
        ChannelKind.SECTION: ("sections", _("Theo chuyên mục")),
        ChannelKind.SELECTION: ("selections", _("Kênh tuyển chọn")),
        ChannelKind.AUTHOR: ("authors", _("Theo tác giả")),
    }
    told = [
        ChannelGroup(*named, tuple(each for each in found if each.kind is kind))
        for kind, named in titles.items()
    ]
    return [group for group in told if group.channels]


def shown() -> tuple[ShownChannel, ...]:
    """The channels that everybody may subscribe to, the main one first."""
    service = site().service
    settings, library = service.settings, service.library
    drawn, cover = drawn_covers(library), service.production.channel_covers.main_name(library)
    main = ShownChannel(
        slug="podcast",
        kind=None,
        title=settings.title,
        description=settings.description,
        cover_path=f"/{cover}",
        feed_url=settings.base_url + FEED.path(),
        json_url=settings.base_url + FEED_AS_JSON.path(),
    )
    others = library.listed_subchannels()
    return (main, *(_shown(each, drawn.get(each.slug, cover)) for each in others))


def _shown(channel: Subchannel, cover: str) -> ShownChannel:
    settings = site().service.settings
    return ShownChannel(
        slug=f"kenh-{channel.slug}",
        kind=channel.kind,
        title=channel.shown_title(settings.title),
        description=channel.shown_description(settings.title),
        cover_path=f"/{channel.cover or cover}",
        feed_url=settings.base_url + CHANNEL_FEED.path(slug=channel.slug),
        json_url=settings.base_url + CHANNEL_FEED_AS_JSON.path(slug=channel.slug),
    )


def public_channel(slug: str) -> Subchannel:
    """The channel of this slug. NotFoundError where there is none for everybody, or GoneError."""
    found = site().service.library.subchannel(slug) if is_slug(slug) else None
    if found is None or found.is_private:
        raise no_channel(slug)
    if found.removed is not None:
        raise GoneError(
            "Toà soạn đã bỏ kênh này. Các kênh còn lại có ở trang “Đăng ký nghe”.",
            "The newsroom has removed this channel. The others are on the page to subscribe.",
        )
    return found


def _as_json(name: str, path: str) -> Response:
    url = site().service.settings.base_url + path
    file = published_file(name, Form(JSON_FEED_TYPE, partial(render_json_feed, feed_url=url)))
    return announced(answer_file(file, JSON_FEED_TYPE, request, site().now(), cache=FEED_CACHE))

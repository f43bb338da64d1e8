"""Channels and private feeds, as other systems look after them: the acts that the desk has."""

from collections.abc import Mapping

from flask import Response, url_for

from service.desk import channels as acts
from service.errors import NotFoundError
from service.fingerprint import Plain
from service.model.subchannel import PrivateFeed, Subchannel
from service.outputs.addresses import CHANNEL_FEED, CHANNEL_FEED_AS_JSON, PRIVATE_FEED
from service.releasing.subchannels import settle_channel
from service.web.api.routes import api, json_answer, the_desk
from service.web.api.sent import sent_field, sent_names, sent_object
from service.web.numbers import row_number
from service.web.site import site

_WORDS = ("title", "description", "category", "private", "sections", "authors", "tags")


@api.get("/channels")
def channels() -> Response:
    """All channels beside the podcast itself, also removed ones."""
    found = site().service.library.subchannels(removed=True)
    return json_answer({"channels": [_told(each) for each in found]}, 200)


@api.post("/channels")
def new_channel() -> Response:
    """A new selection: 201."""
    made = acts.add_selection(_words(sent_object(*_WORDS)), the_desk())
    response = _settled(made, 201)
    response.headers["Location"] = url_for("api.channel", slug=made.slug)
    return response


@api.get("/channels/<slug>")
def channel(slug: str) -> Response:
    """One channel."""
    return json_answer({"channel": _told(_found(slug))}, 200)


@api.patch("/channels/<slug>")
def change_channel(slug: str) -> Response:
    """The channel, called otherwise or with other articles."""
    return _settled(acts.change_channel(slug, _words(sent_object(*_WORDS)), the_desk()), 200)


@api.delete("/channels/<slug>")
def remove_channel(slug: str) -> Response:
    """Nobody gets the channel any more: 204."""
    _settled(acts.remove_channel(slug, the_desk()), 200)
    return Response(status=204)


@api.post("/channels/<slug>/restore")
def restore_channel(slug: str) -> Response:
    """A removed channel as it was."""
    return _settled(acts.restore_channel(slug, the_desk()), 200)


@api.get("/private-feeds")
def private_feeds() -> Response:
    """All private feeds, without their tokens."""
    found = site().service.library.private_feeds()
    return json_answer({"private_feeds": [_bearer(each) for each in found]}, 200)


@api.post("/private-feeds")
def new_private_feed() -> Response:
    """A new private feed with its address, told this once: 201."""
    sent = sent_object("channel", "name")
    channel, name = sent_field(sent, "channel", str), sent_field(sent, "name", str)
    made, token = acts.add_private_feed(channel or "", name or "", the_desk())
    base_url = site().service.settings.base_url
    address = base_url + PRIVATE_FEED.path(token=token, slug=made.channel)
    return json_answer({"private_feed": _bearer(made), "address": address}, 201)


@api.delete("/private-feeds/<feed_id>")
def revoke_private_feed(feed_id: str) -> Response:
    """It opens nothing any more: 204."""
    number = row_number(feed_id)
    if number is None:
        raise NotFoundError("Không có địa chỉ riêng này.", "There is no such private feed.")
    acts.revoke_private_feed(number, the_desk())
    return Response(status=204)


def _found(slug: str) -> Subchannel:
    return acts.require_channel(slug, site().service.library)


def _words(sent: Mapping[str, object]) -> acts.ChannelWords:
    return acts.ChannelWords(
        title=sent_field(sent, "title", str),
        description=sent_field(sent, "description", str),
        category=sent_field(sent, "category", str),
        sections=sent_names(sent, "sections"),
        authors=sent_names(sent, "authors"),
        tags=sent_names(sent, "tags"),
        is_private=sent_field(sent, "private", bool),
    )


def _settled(changed: Subchannel, status: int) -> Response:
    settle_channel(changed.slug, site().service.production.outlet)
    return json_answer({"channel": _told(changed)}, status)


def _told(channel: Subchannel) -> Plain:
    settings = site().service.settings
    is_open = not channel.is_private and channel.removed is None
    slug, belongs = channel.slug, channel.membership
    return {
        "slug": slug,
        "kind": channel.kind.value,
        "name": channel.name,
        "title": channel.shown_title(settings.title),
        "description": channel.shown_description(settings.title),
        "category": channel.category or settings.category,
        "sections": sorted(belongs.sections),
        "authors": sorted(belongs.authors),
        "tags": sorted(belongs.tags),
        "private": channel.is_private,
        "created": channel.created.isoformat(),
        "removed": channel.removed.isoformat() if channel.removed else None,
        "feed": settings.base_url + CHANNEL_FEED.path(slug=slug) if is_open else None,
        "json_feed": settings.base_url + CHANNEL_FEED_AS_JSON.path(slug=slug) if is_open else None,
    }


def _bearer(feed: PrivateFeed) -> Plain:
    return {
        "id": feed.id,
        "channel": feed.channel,
        "name": feed.name,
        "author": feed.author,
        "created": feed.created.isoformat(),
        "last_used": feed.last_used.isoformat() if feed.last_used else None,
        "revoked": feed.revoked.isoformat() if feed.revoked else None,
    }

"""Channels as admins look after them: words, covers, selections, and secret addresses of feeds."""

from flask import render_template, request
from werkzeug.wrappers import Response

from service.compose import Service
from service.covers import NotSquareError, take_cover
from service.desk import channels as acts
from service.errors import AccessError, OutputError
from service.model import Act
from service.model.channel import MAIN_CHANNEL, Membership
from service.model.subchannel import ChannelKind, Subchannel
from service.outputs.addresses import CHANNEL_FEED, PRIVATE_FEED
from service.releasing.channel_covers import drawn_covers
from service.releasing.subchannels import settle_channel
from service.web.desk.entrance import desk, the_desk, told
from service.web.language import _
from service.web.site import site
from service.web.squares import squares


@desk.get("/channels")
def channels() -> str:
    """All channels, also removed ones, the secret addresses, and the forms for new ones."""
    the_desk().require(Act.CHANNEL, None)
    return _list()


@desk.post("/channels")
def new_channel() -> Response | tuple[str, int]:
    """A new selection."""
    try:
        made = acts.add_selection(_words(Membership()), the_desk())
    except AccessError as e:
        return _list(refused=e), 422
    return _settled(made, _("Đã lập kênh."))


@desk.get("/channels/<slug>")
def channel(slug: str) -> str:
    """One channel, with the form for its words."""
    the_desk().require(Act.CHANNEL, None)
    return _page(acts.require_channel(slug, site().service.library))


@desk.post("/channels/<slug>")
def change_channel_words(slug: str) -> Response | tuple[str, int]:
    """The channel is called and holds what was typed."""
    found = acts.require_channel(slug, site().service.library)
    words = _words(found.membership if found.kind is ChannelKind.SELECTION else None)
    try:
        changed = acts.change_channel(slug, words, the_desk())
    except AccessError as e:
        return _page(found, refused=e), 422
    return _settled(changed, _("Đã lưu kênh."))


@desk.post("/channels/<slug>/cover")
def change_channel_cover(slug: str) -> Response | tuple[str, int]:
    """The picture that was sent is the cover, cut to a square where that is wished.

    Without one, the channel's title is drawn.
    """
    found = acts.require_channel(slug, site().service.library)
    upload = request.files.get("cover")
    content, name = (upload.read(), upload.filename or "") if upload is not None else (b"", "")
    drop = request.form.get("drop") == "yes"
    try:
        if not content and not drop:
            raise OutputError("Chưa chọn ảnh nào.", "No picture was chosen.")
        crop = request.form.get("crop") == "yes"
        cover = None if drop else take_cover(content, name=name, crop=crop)
        changed = acts.change_cover(slug, cover, the_desk(), site().service.media)
    except OutputError as e:
        return _page(found, refused=e, may_crop=isinstance(e, NotSquareError)), 422
    return _settled(changed, _("Đã đổi ảnh bìa."))


@desk.post("/channels/<slug>/remove")
def remove_channel(slug: str) -> Response:
    """Nobody gets it any more, once it was said that this is meant."""
    if request.form.get("sure") != "yes":
        raise AccessError(
            "Chưa bỏ: hãy đánh dấu rằng người đang nghe kênh này sẽ không nhận bài mới nữa.",
            "Not removed: tick that who listens to this channel gets nothing new any more.",
        )
    return _settled(acts.remove_channel(slug, the_desk()), _("Đã bỏ kênh. Có thể khôi phục ở đây."))


@desk.post("/channels/<slug>/restore")
def restore_channel(slug: str) -> Response:
    """It is there again as it was."""
    return _settled(acts.restore_channel(slug, the_desk()), _("Đã khôi phục kênh."))


@desk.post("/private-feeds")
def new_private_feed() -> str | tuple[str, int]:
    """A new secret address, shown this once."""
    asked, name = request.form.get("channel", ""), request.form.get("name", "")
    try:
        made, token = acts.add_private_feed(asked, name, the_desk())
    except AccessError as e:
        return _list(refused=e), 422
    base_url = site().service.settings.base_url
    address = base_url + PRIVATE_FEED.path(token=token, slug=made.channel)
    return render_template(
        "desk/private_feed.html",
        feed=made,
        address=address,
        squares=squares(address, _("Mã QR của địa chỉ riêng")),
    )


@desk.post("/private-feeds/<int:feed_id>/revoke")
def revoke_private_feed(feed_id: int) -> Response:
    """It opens nothing any more."""
    acts.revoke_private_feed(feed_id, the_desk())
    return told(_("Đã thu hồi địa chỉ riêng."), "desk.channels")


def _words(before: Membership | None) -> acts.ChannelWords:
    """What was typed; ``before`` is what has belonged to the channel, None where nobody types it.

    Names that were left as they were shown stay: one with a comma would be two.
    """
    form = request.form

    def names(field: str) -> tuple[str, ...] | None:
        written = form.get(field, "")
        if before is None or written == acts.write_names(getattr(before, field)):
            return None
        return acts.read_names(written)

    return acts.ChannelWords(
        title=form.get("title", ""),
        description=form.get("description", ""),
        category=form.get("category", ""),
        sections=names("sections"),
        authors=names("authors"),
        tags=names("tags"),
        is_private=form.get("private") == "yes",
    )


def _settled(changed: Subchannel, message: str) -> Response:
    settle_channel(changed.slug, site().service.production.outlet)
    return told(message, "desk.channel", slug=changed.slug)


def _page(
    found: Subchannel,
    refused: AccessError | OutputError | None = None,
    *,
    may_crop: bool = False,
) -> str:
    service = site().service
    settings = service.settings
    return render_template(
        "desk/channel.html",
        channel=found,
        cover=_cover(found, service),
        may_crop=may_crop,
        refused=refused,
        title=found.shown_title(settings.title),
        about=found.shown_description(settings.title),
        feed_url=settings.base_url + CHANNEL_FEED.path(slug=found.slug),
        own_category=settings.category,
        is_selection=found.kind is ChannelKind.SELECTION,
        belonging={
            field: acts.write_names(getattr(found.membership, field))
            for field in ("sections", "authors", "tags")
        },
    )


def _cover(found: Subchannel, service: Service) -> str:
    """The file that is shown of the channel: sent, drawn, or the podcast's own meanwhile."""
    drawn = drawn_covers(service.library).get(found.slug)
    return found.cover or drawn or service.production.channel_covers.main_name(service.library)


def _list(refused: AccessError | None = None) -> str:
    service = site().service
    found = service.library.subchannels(removed=True)
    station = service.settings.title
    return render_template(
        "desk/channels.html",
        channels=found,
        titles={MAIN_CHANNEL: station, **{each.slug: each.shown_title(station) for each in found}},
        main=MAIN_CHANNEL,
        private_feeds=service.library.private_feeds(),
        typed=request.form,
        refused=refused,
    )

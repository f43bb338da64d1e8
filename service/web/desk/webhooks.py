"""Webhooks: who is told of what, whether it arrives, and the buttons for both."""

from flask import render_template, request
from werkzeug.wrappers import Response

from service.desk.webhooks import (
    EVENT_WORDS,
    add_webhook,
    change_kinds,
    change_secret,
    disable_webhook,
    enable_webhook,
    read_kinds,
    remove_webhook,
    send_again,
    send_trial,
)
from service.errors import AccessError, LoaError
from service.model import SUBSCRIBED, Act
from service.web.desk.entrance import desk, the_desk, told
from service.web.language import _
from service.web.paging import PER_PAGE, asked_page
from service.web.site import site


@desk.get("/webhooks")
def webhooks() -> str:
    """All webhooks, and the form for a new one; for admins."""
    the_desk().require(Act.WEBHOOK, None)
    return _list()


@desk.post("/webhooks")
def new_webhook() -> str | tuple[str, int]:
    """A new webhook; its secret is shown this once."""
    address, names = request.form.get("address", ""), request.form.getlist("kinds")
    try:
        kinds = read_kinds(names)
        webhook, secret = add_webhook(address, kinds, the_desk(), site().service.courier.fetcher)
    except AccessError as e:
        return _list(address=address, chosen=names, refused=e), 422
    return render_template(
        "desk/webhook_secret.html", webhook=webhook, secret=secret, changed=False
    )


@desk.get("/webhooks/<int:webhook_id>")
def webhook(webhook_id: int) -> str:
    """One webhook with its log; for admins."""
    the_desk().require(Act.WEBHOOK, None)
    library = site().service.library
    found = library.webhook(webhook_id)
    pages = asked_page(request, library.count_deliveries(webhook_id))
    return render_template(
        "desk/webhook.html",
        webhook=found,
        pages=pages,
        deliveries=library.deliveries(webhook_id, PER_PAGE, pages.offset),
        **_events(),
    )


@desk.post("/webhooks/<int:webhook_id>/events")
def change_webhook(webhook_id: int) -> Response:
    """It is told of what is ticked now."""
    change_kinds(webhook_id, read_kinds(request.form.getlist("kinds")), the_desk())
    return _told(_("Đã lưu các sự kiện."), webhook_id)


@desk.post("/webhooks/<int:webhook_id>/secret")
def change_webhook_secret(webhook_id: int) -> str:
    """Another secret, shown this once; the earlier one signs beside it for a day."""
    found = site().service.library.webhook(webhook_id)
    secret = change_secret(webhook_id, the_desk())
    return render_template("desk/webhook_secret.html", webhook=found, secret=secret, changed=True)


@desk.post("/webhooks/<int:webhook_id>/test")
def test_webhook(webhook_id: int) -> Response:
    """A message on trial."""
    send_trial(webhook_id, the_desk())
    return _told(_("Đã xếp một tin thử vào hàng gửi. Tải lại trang để xem kết quả."), webhook_id)


@desk.post("/webhooks/<int:webhook_id>/disable")
def disable(webhook_id: int) -> Response:
    """Nothing is sent to it for now."""
    disable_webhook(webhook_id, the_desk())
    return _told(_("Đã tắt webhook."), webhook_id)


@desk.post("/webhooks/<int:webhook_id>/enable")
def enable(webhook_id: int) -> Response:
    """It is told again."""
    enable_webhook(webhook_id, the_desk())
    return _told(_("Đã bật lại webhook."), webhook_id)


@desk.post("/webhooks/<int:webhook_id>/remove")
def remove(webhook_id: int) -> Response:
    """It is gone, with its log, once it was said that this is meant."""
    if request.form.get("sure") != "yes":
        raise AccessError(
            "Chưa bỏ: hãy đánh dấu rằng bạn biết sẽ không gửi gì nữa tới địa chỉ này.",
            "Not removed: tick that you know nothing more will be sent to this address.",
        )
    remove_webhook(webhook_id, the_desk())
    return told(_("Đã bỏ webhook."), "desk.webhooks")


@desk.post("/webhooks/<int:webhook_id>/deliveries/<int:delivery_id>")
def resend(webhook_id: int, delivery_id: int) -> Response:
    """A message of the log is sent once more."""
    send_again(delivery_id, the_desk())
    return _told(_("Đã xếp vào hàng gửi lại."), webhook_id)


def _list(
    *, address: str = "", chosen: list[str] | None = None, refused: LoaError | None = None
) -> str:
    return render_template(
        "desk/webhooks.html",
        webhooks=site().service.library.webhooks(),
        address=address,
        chosen=list(SUBSCRIBED) if chosen is None else chosen,
        refused=refused,
        **_events(),
    )


def _events() -> dict[str, object]:
    return {"subscribed": SUBSCRIBED, "event_words": EVENT_WORDS}


def _told(message: str, webhook_id: int) -> Response:
    return told(message, "desk.webhook", webhook_id=webhook_id)

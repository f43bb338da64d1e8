"""loa webhook: which systems are told of what happens, and whether it arrives."""

import click

from service.cli.opening import desk_of, opened, opened_library
from service.errors import FetchError
from service.model import SUBSCRIBED, Delivery, DeliveryState

# What needs database or network is imported by the command that needs it: help needs neither.


@click.group()
def webhook() -> None:
    """Báo cho hệ thống khác khi có việc xảy ra. (Tells other systems what happens.)"""


@webhook.command("add")
@click.argument("address")
@click.option(
    "--event",
    "names",
    multiple=True,
    metavar="SỰ_KIỆN",
    help="Có thể nêu nhiều lần. [mặc định: mọi sự kiện]",
)
def add(address: str, names: tuple[str, ...]) -> None:
    """Thêm một webhook; khoá ký chỉ hiện một lần này. (Adds one; its secret is shown once.)"""
    from service.compose.wiring import make_fetcher
    from service.desk.webhooks import add_webhook, read_kinds

    with opened_library() as (settings, library):
        kinds = read_kinds(names or SUBSCRIBED)
        found, secret = add_webhook(address, kinds, desk_of(library), make_fetcher(settings))
        click.echo(secret)
        click.echo(f"Đã thêm webhook {found.id}; dòng trên là khoá ký, chỉ hiện lần này.", err=True)


@webhook.command("list")
def list_webhooks() -> None:
    """Liệt kê các webhook. (Lists them.)"""
    with opened_library() as (_, library):
        for each in library.webhooks():
            state = f"tắt: {each.disabled_reason}" if each.disabled else "đang gửi"
            click.echo("  ".join((str(each.id), each.address, state, " ".join(each.kinds))))


@webhook.command("test")
@click.argument("number", type=click.IntRange(1))
def test(number: int) -> None:
    """Gửi một tin thử ngay và nói kết quả. (Sends a message on trial, and says how it went.)"""
    from service.desk.webhooks import send_trial

    with opened("webhook") as service:
        send_trial(number, desk_of(service.library))
        while service.courier.send_next(number):
            pass
        newest = service.library.deliveries(number, 1)[0]
        if newest.state is not DeliveryState.DELIVERED:
            raise _missed(newest)
        click.echo(_line(newest))


@webhook.command("log")
@click.argument("number", type=click.IntRange(1))
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
def log(number: int, limit: int) -> None:
    """Nhật ký gửi, tin mới nhất trước. (What was sent, the newest first.)"""
    with opened_library() as (_, library):
        library.webhook(number)
        for each in library.deliveries(number, limit):
            click.echo(_line(each))


@webhook.command("remove")
@click.argument("number", type=click.IntRange(1))
def remove(number: int) -> None:
    """Bỏ một webhook và nhật ký của nó. (Removes one, with its log.)"""
    from service.desk.webhooks import remove_webhook

    with opened_library() as (_, library):
        remove_webhook(number, desk_of(library))
        click.echo(f"Đã bỏ webhook {number}.")


def _missed(delivery: Delivery) -> FetchError:
    last = delivery.attempts[-1] if delivery.attempts else None
    vi, en = (last.vi, last.en) if last else ("hàng gửi đang bận", "others are being sent")
    return FetchError(f"Tin thử chưa tới nơi: {vi}.", f"The message did not arrive: {en}.")


def _line(delivery: Delivery) -> str:
    event = delivery.event
    last = delivery.attempts[-1] if delivery.attempts else None
    match delivery.state:
        case DeliveryState.DELIVERED:
            state = f"đã nhận ({last.status})" if last else "đã nhận"
        case DeliveryState.FAILED:
            state = "không gửi được"
        case DeliveryState.PENDING:
            state = "sẽ gửi lại" if last else "chờ gửi"
    words = (f"{event.at:%Y-%m-%d %H:%M}", event.kind.value, event.source_id or "", state)
    return "  ".join(filter(None, (*words, last.vi if last else "")))

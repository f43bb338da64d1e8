"""loa token, sign-in, sessions: who may publish and who may edit."""

from datetime import datetime, timedelta, tzinfo

import click

from service.cli.opening import desk_of, now, opened_library
from service.model import UNTIL_NOW, Act, ApiToken, Scope
from service.outputs.browsers import browser_words


@click.group()
def token() -> None:
    """Mã truy cập cho API. (Tokens for the API.)"""


@token.command("new")
@click.option("--label", help="Tên để nhận ra mã này. [mặc định: api, api-2, …]")
@click.option("--days", type=click.IntRange(1, 3650), help="Hết hạn sau số ngày này.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="Được làm gì; có thể lặp lại. [mặc định: read, submit, release]",
)
@click.option("--person", "owner", help="Của ai. [mặc định: của một hệ thống]")
def new_token(
    label: str | None, days: int | None, scopes: tuple[str, ...], owner: str | None
) -> None:
    """Tạo một mã; mã chỉ hiện một lần này. (Makes a token, shown once.)"""
    from service.desk.people import require_person
    from service.desk.tokens import make_token, offered_scopes, read_scopes

    with opened_library() as (_, library):
        person = require_person(owner, library) if owner else None
        offered = offered_scopes(person.role) if person else UNTIL_NOW
        asked = (
            read_scopes(list(scopes))
            if scopes
            else tuple(each for each in UNTIL_NOW if each in offered)
        )
        made, _ = make_token(desk_of(library), label, asked, person=person, days=days)
        click.echo(made)


@token.command("list")
def list_tokens() -> None:
    """Liệt kê các mã: tên, tạo lúc nào, dùng lần cuối lúc nào. (Lists the tokens.)"""
    with opened_library() as (settings, library):
        zone = settings.zone
        for each in library.tokens():
            used = (
                f"dùng lần cuối {_moment(each.last_used, zone)}" if each.last_used else "chưa dùng"
            )
            created = f"tạo {_moment(each.created, zone)}"
            owner = each.person.name if each.person else "hệ thống"
            scopes = " ".join(scope for scope in Scope if scope in each.scopes)
            click.echo("  ".join((each.name, _standing(each, zone), owner, scopes, created, used)))


@token.command("revoke")
@click.argument("name")
def revoke(name: str) -> None:
    """Thu hồi mã mang tên này. (Revokes a token by its name.)"""
    from service.desk.tokens import revoke_token

    with opened_library() as (_, library):
        revoke_token(desk_of(library), name)
        click.echo("Đã thu hồi.")


@click.command()
@click.option("--hours", type=click.IntRange(1, 720), default=24, show_default=True)
@click.option("--person", "name", help="Cho ai. [mặc định: quản trị viên duy nhất]")
def sign_in(hours: int, name: str | None) -> None:
    """Tạo liên kết đăng nhập bàn biên tập, dùng một lần. (Makes a one-time sign-in link.)

    Khi chưa có người nào, liên kết tạo quản trị viên đầu tiên.
    """
    from service.desk.people import link_for

    with opened_library() as (settings, library):
        secret = link_for(desk_of(library), name, timedelta(hours=hours))
        click.echo(f"{settings.base_url}/desk/sign-in?token={secret}")


@click.group()
def sessions() -> None:
    """Phiên đăng nhập ở bàn biên tập. (Sessions at the desk.)"""


@sessions.command("list")
def list_sessions() -> None:
    """Liệt kê các phiên đang mở. (Lists the open sessions.)"""
    with opened_library() as (settings, library):
        zone = settings.zone
        for each in library.desk_sessions(now()):
            since = f"từ {_moment(each.created, zone)}"
            seen = f"dùng lần cuối {_moment(each.last_seen, zone)}"
            words = (str(each.number), each.editor, browser_words(each.agent), since, seen)
            click.echo("  ".join(words))


@sessions.command("end")
@click.argument("numbers", nargs=-1, type=click.IntRange(1, 2**31))
@click.option("--all", "every", is_flag=True, help="Kết thúc mọi phiên.")
def end_sessions(numbers: tuple[int, ...], every: bool) -> None:
    """Kết thúc các phiên mang số này. (Ends sessions: their cookies open nothing any more.)"""
    if every == bool(numbers):
        raise click.UsageError("Hãy nêu số của phiên, hoặc --all. (Name sessions, or --all.)")
    with opened_library() as (_, library):
        desk = desk_of(library)
        if every:
            with desk.acting(Act.OTHERS_SESSION_ENDED, "all") as deed:
                deed.detail = str(library.end_sessions(now()))
            click.echo(f"Đã kết thúc {deed.detail} phiên.")
        for number in numbers:
            with desk.acting(Act.OTHERS_SESSION_ENDED, str(number)):
                library.end_session(number, now())
            click.echo(f"Đã kết thúc phiên {number}.")


def _standing(token: ApiToken, zone: tzinfo) -> str:
    if token.revoked:
        return f"đã thu hồi {_moment(token.revoked, zone)}"
    if token.expires is None:
        return "dùng được"
    word = "dùng được đến" if token.is_open(now()) else "hết hạn từ"
    return f"{word} {_moment(token.expires, zone)}"


def _moment(when: datetime, zone: tzinfo) -> str:
    """``when`` on the newsroom's clock: sorts, and is short enough for a line."""
    return f"{when.astimezone(zone):%Y-%m-%d %H:%M}"

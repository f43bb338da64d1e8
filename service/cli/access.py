"""loa token, sign-in: who may publish and who may edit."""

import click

from service.cli.opening import now, opened


@click.group()
def token() -> None:
    """Mã truy cập cho API. (Tokens for the API.)"""


@token.command("new")
@click.option("--label", default="api", show_default=True, help="Tên để nhận ra mã này.")
def new_token(label: str) -> None:
    """Tạo một mã; mã chỉ hiện một lần này. (Makes a token, shown once.)"""
    with opened("token") as service:
        click.echo(service.library.make_token(label, now()))


@token.command("revoke")
@click.argument("secret")
def revoke_token(secret: str) -> None:
    """Thu hồi một mã. (Revokes a token.)"""
    with opened("token") as service:
        service.library.revoke_token(secret, now())
        click.echo("Đã thu hồi.")


@click.command()
@click.option("--hours", type=click.IntRange(1, 720), default=24, show_default=True)
def sign_in(hours: int) -> None:
    """Tạo liên kết đăng nhập bàn biên tập, dùng một lần. (Makes a one-time sign-in link.)"""
    with opened("sign-in") as service:
        secret = service.new_sign_in(now(), hours=hours)
        click.echo(f"{service.settings.base_url}/desk/sign-in?token={secret}")

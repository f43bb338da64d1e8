"""loa person: who may come in."""

from datetime import timedelta

import click

from service.cli.opening import desk_of, opened_library
from service.model import Role

_ROLE = click.Choice([role.value for role in Role])
_SECTION = click.option(
    "--section", "sections", multiple=True, help="Chỉ làm chuyên mục này; có thể lặp lại."
)


@click.group()
def person() -> None:
    """Người làm ở bàn biên tập. (Persons at the desk.)"""


@person.command("add")
@click.argument("name")
@click.option("--role", type=_ROLE, default=Role.EDITOR.value, show_default=True)
@_SECTION
def add_person(name: str, role: str, sections: tuple[str, ...]) -> None:
    """Thêm một người; in liên kết đăng nhập dùng một lần. (Adds a person, prints a link.)"""
    from service.desk.people import LINK_LIFE, add_person, clean_sections, link_for

    with opened_library() as (settings, library):
        desk = desk_of(library)
        added = add_person(desk, name, Role(role), clean_sections(",".join(sections)))
        secret = link_for(desk, added.name, LINK_LIFE)
        click.echo(f"Đã thêm {added.name}.")
        click.echo(f"{settings.base_url}/desk/sign-in?token={secret}")


@person.command("list")
def list_people() -> None:
    """Liệt kê mọi người: tên, vai trò, chuyên mục, cách đăng nhập. (Lists the persons.)"""
    from service.desk.permissions import ROLE_WORDS

    with opened_library() as (settings, library):
        for each in library.people():
            words = [each.name, ROLE_WORDS[each.role], ", ".join(each.sections) or "mọi chuyên mục"]
            words.append("có mật khẩu" if each.has_password else "chưa đặt mật khẩu")
            if each.has_second_factor:
                words.append("xác thực hai lớp")
            if each.removed:
                words.append(f"đã gỡ {each.removed.astimezone(settings.zone):%Y-%m-%d %H:%M}")
            click.echo("  ".join(words))


@person.command("role")
@click.argument("name")
@click.argument("role", type=_ROLE)
@_SECTION
def change_role(name: str, role: str, sections: tuple[str, ...]) -> None:
    """Đổi vai trò và chuyên mục; không nêu chuyên mục là mọi chuyên mục. (Changes the role.)"""
    from service.desk.people import change_person, clean_sections, require_person

    with opened_library() as (_, library):
        found = require_person(name, library)
        kept = clean_sections(",".join(sections))
        change_person(desk_of(library), found, Role(role), kept)
        click.echo("Đã đổi.")


@person.command("rename")
@click.argument("name")
@click.argument("new_name")
def rename(name: str, new_name: str) -> None:
    """Đổi tên một người. (Renames a person.)"""
    from service.desk.people import rename_person, require_person

    with opened_library() as (_, library):
        renamed = rename_person(desk_of(library), require_person(name, library), new_name)
        click.echo(f"Từ giờ tên là {renamed.name}.")


@person.command("remove")
@click.argument("name")
def remove(name: str) -> None:
    """Gỡ một người: phiên, liên kết và mã truy cập của người ấy hết hiệu lực ngay."""
    from service.desk.people import remove_person, require_person

    with opened_library() as (_, library):
        remove_person(desk_of(library), require_person(name, library))
        click.echo("Đã gỡ.")


@person.command("restore")
@click.argument("name")
def restore(name: str) -> None:
    """Cho một người đã bị gỡ trở lại. (Lets a removed person come back.)"""
    from service.desk.people import require_removed, restore_person

    with opened_library() as (_, library):
        restore_person(desk_of(library), require_removed(name, library))
        click.echo("Đã cho trở lại. Tạo liên kết bằng lệnh “loa person link”.")


@person.command("link")
@click.argument("name")
@click.option("--hours", type=click.IntRange(1, 720), default=24, show_default=True)
@click.option("--reset-password", is_flag=True, help="Xoá mật khẩu cũ để đặt mật khẩu mới.")
def make_link(name: str, hours: int, reset_password: bool) -> None:
    """Tạo liên kết đăng nhập dùng một lần cho một người. (Makes a one-time link.)"""
    from service.desk import people

    with opened_library() as (settings, library):
        desk = desk_of(library)
        found = people.require_person(name, library)
        if reset_password:
            people.reset_password(desk, found)
        secret = people.link_for(desk, found.name, timedelta(hours=hours))
        click.echo(f"{settings.base_url}/desk/sign-in?token={secret}")


@person.command("reset-second-factor")
@click.argument("name")
def reset(name: str) -> None:
    """Tắt xác thực hai lớp của một người mất điện thoại. (Switches the second factor off.)"""
    from service.desk.people import require_person, reset_second_factor

    with opened_library() as (_, library):
        reset_second_factor(desk_of(library), require_person(name, library))
        click.echo("Đã tắt xác thực hai lớp.")

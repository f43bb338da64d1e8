"""loa channel: the channels beside the podcast, and private feeds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from service.cli.opening import desk_of, opened, opened_library

if TYPE_CHECKING:
    from service.compose import Service
    from service.desk.desk import Desk

# What needs database or network is imported by the command that needs it: help needs neither.

_F = TypeVar("_F", bound=Callable[..., None])

_NAMES = (
    click.option("--section", "sections", multiple=True, help="Chuyên mục; nêu được nhiều lần."),
    click.option("--author", "authors", multiple=True, help="Tác giả; nêu được nhiều lần."),
    click.option("--tag", "tags", multiple=True, help="Nhãn; nêu được nhiều lần."),
)


def _naming(command: _F) -> _F:
    """``command`` takes what belongs to a selection."""
    for option in reversed(_NAMES):
        command = option(command)
    return command


@contextmanager
def _changing(slug: str) -> Iterator["tuple[Service, Desk]"]:
    """What an act on a channel takes; once it is done, the channel's feed follows."""
    from service.releasing.subchannels import settle_channel

    with opened("channel") as service:
        yield service, desk_of(service.library)
        settle_channel(slug, service.production.outlet)


@click.group()
def channel() -> None:
    """Các kênh ngoài podcast chính. (The channels beside the podcast.)"""


@channel.command("list")
def list_channels() -> None:
    """Liệt kê các kênh. (Lists them.)"""
    from service.outputs.addresses import CHANNEL_FEED

    with opened_library() as (settings, library):
        empty = library.empty_subchannels()
        for each in library.subchannels(removed=True):
            state = "đã bỏ" if each.removed else "kênh riêng" if each.is_private else ""
            address = settings.base_url + CHANNEL_FEED.path(slug=each.slug)
            words = [each.slug, each.shown_title(settings.title), state or address]
            if each.slug in empty:
                words.append("không có bài nào")
            click.echo("  ".join(words))


@channel.command("add")
@click.argument("title")
@_naming
@click.option("--private", is_flag=True, help="Chỉ nghe được bằng địa chỉ riêng.")
def add(
    title: str,
    sections: tuple[str, ...],
    authors: tuple[str, ...],
    tags: tuple[str, ...],
    private: bool,
) -> None:
    """Lập một kênh tuyển chọn. (Makes a selection.)"""
    from service.desk.channels import ChannelWords, add_selection
    from service.releasing.subchannels import settle_channel

    words = ChannelWords(title, sections=sections, authors=authors, tags=tags, is_private=private)
    with opened("channel") as service:
        made = add_selection(words, desk_of(service.library))
        settle_channel(made.slug, service.production.outlet)
        click.echo(made.slug)


@channel.command("change")
@click.argument("slug")
@click.option("--title", help="Tên mới của kênh.")
@click.option("--description", help="Lời giới thiệu.")
@click.option("--category", help="Chuyên mục của Apple Podcasts.")
@_naming
@click.option(
    "--private/--public", default=None, help="Chỉ nghe được bằng địa chỉ riêng, hay không."
)
def change(
    slug: str,
    title: str | None,
    description: str | None,
    category: str | None,
    sections: tuple[str, ...],
    authors: tuple[str, ...],
    tags: tuple[str, ...],
    private: bool | None,
) -> None:
    """Đổi tên, giới thiệu, chuyên mục hay nội dung của kênh. (Changes a channel.)"""
    from service.desk.channels import ChannelWords, change_channel

    names = (sections or None, authors or None, tags or None)
    words = ChannelWords(title, description, category, *names, private)
    with _changing(slug) as (_, desk):
        change_channel(slug, words, desk)
    click.echo(f"Đã lưu kênh {slug}.")


@channel.command("cover")
@click.argument("slug")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False))
@click.option("--crop", is_flag=True, help="Cắt lấy phần giữa nếu ảnh không vuông.")
def cover(slug: str, file: str | None, crop: bool) -> None:
    """Đặt ảnh bìa của kênh; không nêu ảnh thì dùng ảnh vẽ từ tên kênh.

    (Sets a channel's cover; without a file, the one drawn from its title.)
    """
    from service.covers import take_cover
    from service.desk.channels import change_cover

    content = take_cover(Path(file).read_bytes(), name=file, crop=crop) if file else None
    with _changing(slug) as (service, desk):
        change_cover(slug, content, desk, service.media)
    click.echo(f"Đã đổi ảnh bìa của kênh {slug}.")


@channel.command("remove")
@click.argument("slug")
def remove(slug: str) -> None:
    """Bỏ một kênh; “restore” khôi phục. (Removes one; “restore” brings it back.)"""
    from service.desk.channels import remove_channel

    with _changing(slug) as (_, desk):
        remove_channel(slug, desk)
    click.echo(f"Đã bỏ kênh {slug}.")


@channel.command("restore")
@click.argument("slug")
def restore(slug: str) -> None:
    """Khôi phục một kênh đã bỏ. (Restores a removed one.)"""
    from service.desk.channels import restore_channel

    with _changing(slug) as (_, desk):
        restore_channel(slug, desk)
    click.echo(f"Đã khôi phục kênh {slug}.")


@channel.command("private")
@click.argument("slug")
@click.argument("name")
def private_feed(slug: str, name: str) -> None:
    """Lập địa chỉ nghe riêng của kênh cho một người; “main” là podcast chính.

    (Makes a private feed of the channel for somebody; its address is shown once.)
    """
    from service.desk.channels import add_private_feed
    from service.outputs.addresses import PRIVATE_FEED

    with opened_library() as (settings, library):
        made, token = add_private_feed(slug, name, desk_of(library))
        click.echo(settings.base_url + PRIVATE_FEED.path(token=token, slug=made.channel))
        click.echo(f"Địa chỉ riêng số {made.id}; dòng trên chỉ hiện lần này.", err=True)


@channel.command("private-list")
def list_private() -> None:
    """Ai có địa chỉ nghe riêng. (Who has private feeds.)"""
    with opened_library() as (_, library):
        for each in library.private_feeds():
            used = f"dùng {each.last_used:%d/%m/%Y}" if each.last_used else "chưa dùng"
            state = "đã thu hồi" if each.revoked else used
            click.echo("  ".join((str(each.id), each.channel, each.name, state)))


@channel.command("revoke")
@click.argument("number", type=click.IntRange(1))
def revoke(number: int) -> None:
    """Thu hồi một địa chỉ nghe riêng. (Revokes a private feed.)"""
    from service.desk.channels import revoke_private_feed

    with opened_library() as (_, library):
        revoked = revoke_private_feed(number, desk_of(library))
        click.echo(f"Đã thu hồi địa chỉ riêng {number} ({revoked.name}).")

"""loa newsroom: which newsrooms an operator has."""

import os
import sys

import click


@click.group()
def newsroom() -> None:
    """Các toà soạn mà máy này phục vụ (LOA_NEWSROOMS).

    (The newsrooms that are served here.)
    """


@newsroom.command("list")
@click.option("--names", is_flag=True, help="Chỉ tên, mỗi dòng một tên, để dùng trong kịch bản.")
def list_newsrooms(names: bool) -> None:
    """Kể các toà soạn, địa chỉ và chỗ để; toà nào chưa được phục vụ thì vì sao.

    Mã thoát 1 khi có toà soạn không được phục vụ như tệp của nó nói.

    (Lists the newsrooms, and why others are not served.)
    """
    from service.compose.databases import find_databases
    from service.compose.newsrooms.roster import read_roster

    roster = read_roster(os.environ)
    for each in roster.newsrooms.values():
        settings = each.settings
        place = find_databases(settings, settings.data).library
        click.echo(each.name if names else f"{each.name:<20} {settings.base_url}  {place}")
    for name, error in roster.refused.items():
        click.echo(f"✗ {name}: {error.vi}\n  ({error.en})", err=names)
    if roster.refused:
        sys.exit(1)

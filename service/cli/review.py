"""loa approve, reject: yes or no to what waits before it is released."""

import click

from service.cli.articles import find_article_by_name, follow
from service.cli.opening import desk_of, opened, opened_library
from service.model import Act
from service.model.job import asker_of


@click.command()
@click.argument("article")
@click.option("--no-wait", is_flag=True, help="Xếp việc cho `loa serve` rồi thôi, không chờ.")
def approve(article: str, no_wait: bool) -> None:
    """Duyệt bản đang được giữ lại của một bài: từ giờ bài là bản ấy, và được thu.

    ARTICLE là mã tập hoặc mã bài của toà soạn. (Says yes to what waits.)
    """
    from service.desk.holds import approve_held

    with opened("approve") as service:
        service.watch_clock()
        found = find_article_by_name(service.library, article)
        desk = desk_of(service.library)
        taken = approve_held(found.id, desk)
        click.echo(f"Đã duyệt bài {found.id}: {taken.sent.title}")
        job = service.update(taken, releaser=desk.actor.name, by=asker_of(desk.actor))
        follow(service, found.id, job, wait=not no_wait)


@click.command()
@click.argument("article")
def reject(article: str) -> None:
    """Bỏ bản đang được giữ lại của một bài: bài giữ nguyên bản trước.

    ARTICLE là mã tập hoặc mã bài của toà soạn. (Says no to what waits.)
    """
    from service.desk.holds import reject_held

    with opened_library() as (_, library):
        found = find_article_by_name(library, article)
        with desk_of(library).acting(Act.REJECT, found.id) as deed:
            deed.detail = reject_held(found.id, library).revision_id
    click.echo(f"Đã bỏ bản mới của bài {found.id}; bài giữ nguyên bản trước.")

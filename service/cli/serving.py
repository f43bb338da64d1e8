"""loa serve, worker, demo: the programs that stay."""

import signal
import sys
import threading
from datetime import timedelta
from importlib import resources
from typing import TYPE_CHECKING

import click

from service.cli.articles import follow, report_taken_in
from service.cli.failures import report_trouble
from service.cli.opening import desk_of, now, opened, serves_several
from service.errors import StoreError
from service.model.job import asker_of
from service.outputs.addresses import FEED

if TYPE_CHECKING:
    from service.compose import Service

SAMPLE = "dang-bo-song-cong"
SIGN_IN_HOURS = 24
_IN_THE_OPEN = (
    "Cảnh báo: bàn biên tập và mã truy cập đi qua mạng không mã hoá (http). Hãy đặt nginx hoặc "
    "Caddy có TLS ở phía trước và LOA_BASE_URL=https://…\n"
    "(Desk and tokens travel in plain http. Put TLS in front and set LOA_BASE_URL=https://…)"
)


@click.command()
@click.option("--no-worker", is_flag=True, help="Chỉ phục vụ trang; việc thu để `loa worker` làm.")
def serve(no_worker: bool) -> None:
    """Phục vụ trang, feed, âm thanh và bàn biên tập; làm việc thu ở phía sau.

    (Serves everything and runs jobs in the same process.)
    """
    if serves_several():
        from service.cli.several import serve_newsrooms

        serve_newsrooms(works=not no_worker)
        return
    from service.compose.watching import watching
    from service.jobs import STEADY

    with (
        opened("serve", worker=not no_worker, reads_on=True) as service,
        watching(service, STEADY.alert, stays=no_worker),
    ):
        _serve(service)


@click.command()
@click.option("--leash", is_flag=True, hidden=True, help="Dừng khi đầu vào chuẩn đóng lại.")
def worker(leash: bool) -> None:
    """Chỉ làm việc thu, không phục vụ trang. (Runs jobs only.)"""
    if serves_several():
        from service.cli.several import work_for_newsrooms

        work_for_newsrooms(leash=leash)
        return
    stopped = threading.Event()
    # Before the first job is taken: whoever stops this program then lets its sentence end, too.
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    with opened("worker", worker=True) as service:
        service.publish_channel(now())
        click.echo("Đang chờ việc. Nhấn Ctrl-C để dừng; việc dở dang sẽ được làm tiếp lần sau.")
        while not stopped.wait(1.0):
            pass


@click.command()
@click.option("--no-serve", is_flag=True, help="Làm xong tập rồi thôi, không phục vụ.")
def demo(no_serve: bool) -> None:
    """Đọc bài mẫu, phát hành và phục vụ. (Speaks the sample article and serves it.)"""
    from service.desk.hints import Hints

    sample = resources.files("service") / "samples" / f"{SAMPLE}.txt"
    with opened("demo", worker=True) as service:
        desk = desk_of(service.library)
        taken = service.take_in(sample.read_bytes(), Hints(source_id=SAMPLE), desk)
        report_taken_in(taken, service.settings.zone)
        job = service.update(taken, releaser=desk.actor.name, by=asker_of(desk.actor))
        follow(service, taken.article.id, job, wait=True)
        if not no_serve:
            _serve(service)


def _serve(service: "Service") -> None:
    from service.compose import list_trouble
    from service.web.server import serve_app

    try:
        service.publish_channel(now())
    except StoreError as e:
        service = service.reading_on(list_trouble(e))
    for trouble in service.troubles:
        report_trouble(trouble)
    serve_app(service, now=now, announce=lambda base_url: _announce(service, base_url))
    click.echo("Đã dừng. Việc dở dang sẽ được làm tiếp lần sau. (Stopped.)")


def _announce(service: "Service", base_url: str) -> None:
    from service.web.hosts import travels_in_the_open

    click.echo("")
    click.echo(f"  Trang nghe        {base_url}/")
    click.echo(f"  Podcast (feed)    {base_url}{FEED.path()}")
    secret = _sign_in_secret(service)
    if secret:
        click.echo(f"  Bàn biên tập      {base_url}/desk/sign-in?token={secret}")
        words = f"liên kết đăng nhập dùng một lần, hết hạn sau {SIGN_IN_HOURS} giờ"
    else:
        click.echo(f"  Bàn biên tập      {base_url}/desk/")
        words = "tạo liên kết đăng nhập bằng lệnh “loa sign-in”"
    click.echo(f"                    ({words})")
    click.echo("")
    if travels_in_the_open(service.settings):
        click.echo(_IN_THE_OPEN, err=True)
    for name in service.unheard_engines:
        click.echo(f"  {unheard_words(name)}", err=True)
    click.echo("  Nhấn Ctrl-C để dừng. (Ctrl-C stops.)")


def unheard_words(engine: str) -> str:
    """What follows from an engine that is wished for and has never spoken here."""
    return (
        f"Giọng của {engine} chưa từng đọc ở máy này: khi {engine} không trả lời, bài được phát "
        f"ngay bằng giọng thay thế, không đợi. ({engine} has never spoken here: nothing waits "
        "for it, LOA_VOICE_PATIENCE_HOURS begins with its first sentence.)"
    )


def _sign_in_secret(service: "Service") -> str | None:
    """The secret of a new link, or None where there is another way, or no writing now.

    What goes to a journal is read by others, and for long: a link only where there is
    no other way to learn how the desk is entered. At a terminal it is for the only admin.
    """
    from service.desk.people import link_for, only_admin

    try:
        library = service.library
        if library.is_passing:  # a link of what is gone at the next start opens nothing
            return None
        is_somebodys = library.has_people()
        if not is_somebodys or (sys.stdout.isatty() and only_admin(library)):
            return link_for(desk_of(library), None, timedelta(hours=SIGN_IN_HOURS))
    except StoreError:
        if not service.troubles:
            raise
    return None

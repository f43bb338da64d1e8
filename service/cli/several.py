"""loa serve and loa worker for all newsrooms of one operator."""

import logging
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

import click

from service.cli.opening import now, operator_settings
from service.compose.newsrooms.watched import WatchedRoster
from service.settings import Settings
from service.telemetry.log import LogKind, keeping_log
from service.telemetry.tracing import tracing

_LOG = logging.getLogger(__name__)

_BEGUN_AGAIN_AFTER_S = 5.0
_ENDED_WITHIN_S = 90.0
_NAMED = 20


def serve_newsrooms(*, works: bool) -> None:
    """Serves all newsrooms until it is stopped; what records for them is a program beside it.

    Raises SettingsError.
    """
    from service.web.newsrooms import NewsroomsApp
    from service.web.server import listen_until_stopped

    operator = operator_settings()
    with keeping_log(LogKind(operator.log)), tracing(operator.otlp_url, version("loa")):
        roster = WatchedRoster(os.environ, time.monotonic)
        app = NewsroomsApp(roster, most=operator.newsrooms_awake, now=now)
        with _worker_beside(works=works), app.running():
            listen_until_stopped(
                app, operator, app.body_limit, lambda _: _announce(operator, roster)
            )
    click.echo("Đã dừng. Việc dở dang sẽ được làm tiếp lần sau. (Stopped.)")


def work_for_newsrooms(*, leash: bool) -> None:
    """Records for all newsrooms in turn until it is stopped. Raises SettingsError."""
    from service.compose.newsrooms.shift import Shift

    operator = operator_settings()
    with keeping_log(LogKind(operator.log)):
        roster = WatchedRoster(os.environ, time.monotonic)
        shift = Shift(roster, operator.newsroom_workers, now)
        if not leash:
            count = len(roster.now().newsrooms)
            click.echo(f"Đang thu cho {count} toà soạn, lần lượt. Nhấn Ctrl-C để dừng.")
        shift.run(_Stop(leash=leash).wait)


class _Stop:
    """Told by SIGTERM or Ctrl-C; on a ``leash`` also by the end of standard input.

    No thread waits for that one: this program forks.
    """

    def __init__(self, *, leash: bool) -> None:
        self._told = threading.Event()
        self._leash = leash
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: self._told.set())

    def wait(self, seconds: float) -> bool:
        """Whether to stop, after so many seconds at most."""
        if not self._leash:
            return self._told.wait(seconds)
        ready, _, _ = select.select([0], [], [], seconds)
        if ready and not os.read(0, 1):
            self._told.set()
        return self._told.is_set()


@contextmanager
def _worker_beside(*, works: bool) -> Iterator[None]:
    """While this lasts, ``loa worker`` runs beside this program, begun again if it breaks."""
    if not works:
        yield
        return
    beside = _Beside()
    beside.start()
    try:
        yield
    finally:
        beside.stop()


class _Beside:
    """The program that records. It ends with this one, however this one ends."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="loa-worker-beside", daemon=True)

    def start(self) -> None:
        """Begins it."""
        self._thread.start()

    def stop(self) -> None:
        """Ends it; steps under way end first."""
        self._stopping.set()
        self._thread.join()

    def _keep(self) -> None:
        while not self._stopping.is_set():
            command = [sys.executable, "-m", "service.cli", "worker", "--leash"]
            with subprocess.Popen(command, stdin=subprocess.PIPE) as program:
                while program.poll() is None and not self._stopping.wait(0.2):
                    pass
                _end(program)
            if not self._stopping.is_set():
                _LOG.error(
                    "the program that records ended (%s), and is begun again", program.poll()
                )
                self._stopping.wait(_BEGUN_AGAIN_AFTER_S)


def _end(program: "subprocess.Popen[bytes]") -> None:
    if program.poll() is None:
        program.terminate()
        try:
            program.wait(_ENDED_WITHIN_S)
        except subprocess.TimeoutExpired:
            program.kill()


def _announce(operator: Settings, roster: WatchedRoster) -> None:
    from service.web.hosts import travels_in_the_open

    known = roster.now()
    click.echo("")
    click.echo(f"  {len(known.newsrooms)} toà soạn trên {operator.host}, cổng {operator.port}:")
    for each in list(known.newsrooms.values())[:_NAMED]:
        mark = " (http, không mã hoá)" if travels_in_the_open(each.settings) else ""
        click.echo(f"  {each.name:<20} {each.settings.base_url}/{mark}")
    if len(known.newsrooms) > _NAMED:
        click.echo(f"  … và {len(known.newsrooms) - _NAMED} toà soạn nữa (`loa newsroom list`)")
    for name in known.refused:
        click.echo(f"  ✗ {name}: xem nhật ký, hoặc `loa newsroom list`", err=True)
    click.echo("  Vào bàn biên tập: `loa --newsroom TÊN sign-in`. Nhấn Ctrl-C để dừng.")
    click.echo("")

"""The web server: waitress around the application, until it is told to stop."""

import errno
import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING

from service.compose import Service
from service.errors import SettingsError, reason_of
from service.settings import Settings
from service.web.app import create_app
from service.web.bodies import BodyLimits
from service.web.server.opening import Door, WebServer, open_server
from service.web.server.parsing import BodyLimit
from service.web.site import close_site, traffic_of

if TYPE_CHECKING:
    from service.web.hurry import Wsgi


def serve_app(
    service: Service, *, now: Callable[[], datetime], announce: Callable[[str], None]
) -> None:
    """Serves until SIGINT or SIGTERM; ``announce`` is told the address once it listens.

    Raises SettingsError when the address cannot be had.
    """
    settings = service.settings
    app = create_app(service, now=now)

    def begun(server: WebServer) -> None:
        traffic_of(app).count_connections = partial(len, server.connections)
        announce(settings.base_url)

    try:
        listen_until_stopped(app, settings, BodyLimits(app, settings).of, begun)
    finally:
        close_site(app)


def listen_until_stopped(
    application: "Wsgi",
    settings: Settings,
    limit_of: BodyLimit,
    begun: Callable[[WebServer], object],
) -> None:
    """Answers by ``application``, where and whom the settings say, until SIGINT or SIGTERM.

    ``begun`` is called with the server once it listens. Raises SettingsError when the address
    cannot be had.
    """
    # A full queue is told of at every request; listeners who wait are no news.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        server = open_server(application, door_of(settings), limit_of)
    except ValueError as e:
        # waitress's word for a host that no name server knows.
        raise SettingsError(
            f"Không có địa chỉ “{settings.host}” (LOA_HOST).",
            f"There is no address “{settings.host}” (LOA_HOST).",
        ) from e
    except OSError as e:
        raise _cannot_listen(settings.host, settings.port, e) from e
    begun(server)
    _stop_on_term()
    try:
        server.run()
    finally:
        server.close()


def door_of(settings: Settings) -> Door:
    """What the settings say of where to listen and whom to let in."""
    return Door(
        host=settings.host,
        port=settings.port,
        threads=settings.threads,
        connections=settings.connections,
        connections_per_address=settings.connections_per_address,
        trusted_proxy=settings.trusted_proxy,
    )


def _stop_on_term() -> None:
    """SIGTERM (systemd, docker) stops as Ctrl-C does: jobs are left to go on later."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _cannot_listen(host: str, port: int, error: OSError) -> SettingsError:
    if error.errno == errno.EADDRINUSE:
        return SettingsError(
            f"Cổng {port} đang có chương trình khác dùng. Hãy dừng nó, hoặc đặt LOA_PORT.",
            f"Port {port} is in use. Stop what uses it, or set LOA_PORT.",
        )
    return SettingsError(
        f"Không mở được cổng {port} trên {host}: {reason_of(error)}.",
        f"Cannot listen on {host} port {port}: {error.strerror}.",
    )

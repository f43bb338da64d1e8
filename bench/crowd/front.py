"""nginx before the stations, with the configuration that Loa ships."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port

_SHIPPED = Path(__file__).parents[2] / "deploy" / "nginx"
_STATION = re.compile(r"^( +server )[\w.]+:8000(.*;\n)", re.MULTILINE)
_LOGS = re.compile(r"^( +)# access_log /var/log/nginx/", re.MULTILINE)
_MAIN = """
{user} daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
    access_log off; types {{ }} default_type application/octet-stream;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/loa.conf;
}}
"""


def find_nginx() -> str | None:
    """Where nginx is; Debian keeps it off the ordinary path."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@contextmanager
def nginx_before(stations: Sequence[int], port: int, folder: Path) -> Iterator[list[int]]:
    """nginx on loopback at ``port``, before stations at these ports; its processes.

    Ended in the end, by its process id.
    """
    conf = _told("loa.conf", {"listen 80 ": f"listen 127.0.0.1:{port} "})
    conf = _before(_logged(conf, folder), stations)
    with _running(conf, port, folder) as processes:
        yield processes


@contextmanager
def cached_nginx_before(
    stations: Sequence[int], port: int, folder: Path, media: Path = _SHIPPED
) -> Iterator[list[int]]:
    """The same with the cache that is shipped, without TLS; recordings lie in ``media``."""
    conf = _told("loa-cached.conf", {
        "/var/cache/nginx/loa": str(folder / "cache"),
        "/var/lib/loa/media/": f"{media}/",
        "    listen [::]:443 ssl http2 sndbuf=128k;\n": "",
        "    listen [::]:80;\n": "",
        "listen 443 ssl http2 ": f"listen 127.0.0.1:{port} ",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
    })  # fmt: skip
    conf = _before(_logged(conf, folder), stations)
    conf = re.sub(r"^ *ssl_certificate.*\n", "", conf, flags=re.MULTILINE)
    with _running(conf, port, folder) as processes:
        yield processes


def _before(conf: str, stations: Sequence[int]) -> str:
    """``conf`` with its one line of a station repeated for these ports, as it is otherwise."""
    told, found = _STATION.subn(
        lambda line: "".join(f"{line[1]}127.0.0.1:{port}{line[2]}" for port in stations), conf
    )
    assert found == 1, f"{found} lines of stations"
    return told


def _logged(conf: str, folder: Path) -> str:
    """``conf`` with its logs for figures, which whoever wants them uncomments, in the folder."""
    told, found = _LOGS.subn(rf"\1access_log {folder}/", conf)
    assert found == 2, f"{found} logs"
    return told


def _told(name: str, changes: Mapping[str, str]) -> str:
    """The shipped file with what is said of this machine said otherwise."""
    conf = (_SHIPPED / name).read_text("utf-8")
    for before, after in changes.items():
        assert before in conf, f"{name} has no {before!r}"
        conf = conf.replace(before, after)
    return conf


@contextmanager
def _running(conf: str, port: int, folder: Path) -> Iterator[list[int]]:
    command = find_nginx()
    assert command is not None
    # As root nginx would become somebody who may not write to the folder.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "loa.conf").write_text(conf, "utf-8")
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder, user=user), "utf-8")
    process = subprocess.Popen(
        [command, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL
    )
    try:
        wait_for_port(port)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield [process.pid, *map(int, children)]
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for_port(port: int) -> None:
    """Return once somebody listens at ``port``. Raises TimeoutError after a minute."""
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)

"""nginx before the stations, with the configuration that Loa ships."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_SHIPPED = Path(__file__).parents[2] / "deploy" / "nginx" / "loa.conf"
_MAIN = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
    access_log off;
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
    command = find_nginx()
    assert command is not None
    conf = _SHIPPED.read_text("utf-8")
    servers = "\n    ".join(f"server 127.0.0.1:{each};" for each in stations)
    conf = conf.replace("server 127.0.0.1:8000;", servers)
    conf = conf.replace("listen 80;", f"listen 127.0.0.1:{port};")
    (folder / "loa.conf").write_text(conf, "utf-8")
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder), "utf-8")
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

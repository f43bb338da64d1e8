"""A PostgreSQL server of a test run: made new in a folder that goes with it.

It takes no care of power cuts (``fsync=off``): what is tested is Loa, not PostgreSQL.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.ports import free_port

_USERS = ("postgres", "nobody")
_STARTING_SECONDS = 60.0
_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "16MB",
}

_NONE: Mapping[str, str] = MappingProxyType({})


@cache
def programs() -> Path:
    """Where PostgreSQL's programs lie; a test that needs them is skipped where they are not."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    beside = shutil.which("initdb")
    if found:
        return found[-1].parent
    if beside:
        return Path(beside).parent
    pytest.skip("PostgreSQL is not installed (on Debian: apt install postgresql)")


def _version(path: Path) -> int:
    return int(path.parent.parent.name)


class PostgreSQL:
    """A server over ``data``, which listens on one port whenever it runs."""

    def __init__(self, data: Path, user: str | None, options: Mapping[str, str]) -> None:
        self._data = data
        self._user = user
        self._options = {**_OPTIONS, **options}
        self._port = free_port()
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """Where it keeps everything."""
        return self._data

    @property
    def address(self) -> str:
        """Its only database."""
        return f"postgresql://loa@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        """Runs, and answers, from now on."""
        options = [f"--{name}={value}" for name, value in self._options.items()]
        command = [str(programs() / "postgres"), "-D", str(self._data), "-p", str(self._port)]
        self._server = subprocess.Popen(
            [*command, *options],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=self._user, cwd="/",
        )  # fmt: skip
        self._wait()

    def stop(self) -> None:
        """Ends at once, with all its connections."""
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)
            self._server.wait(timeout=_STARTING_SECONDS)
            self._server = None

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """None of its programs does anything: the kernel alone takes connections."""
        assert self._server is not None
        pids = [self._server.pid, *_children(self._server.pid)]
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in reversed(pids):
                os.kill(pid, signal.SIGCONT)

    def _wait(self) -> None:
        ready = [str(programs() / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self._port)]
        deadline = time.monotonic() + _STARTING_SECONDS
        while subprocess.run(ready, check=False).returncode:
            assert self._server is not None
            assert self._server.poll() is None, "PostgreSQL ended while it started"
            assert time.monotonic() < deadline, "PostgreSQL did not start"
            time.sleep(0.05)


@contextmanager
def postgresql(options: Mapping[str, str] = _NONE) -> Iterator[PostgreSQL]:
    """A running server whose texts sort as a country would have it, under ``options`` of its own.

    Loa is to sort by code points whatever the server was set up for.
    """
    user = other_user()
    with tempfile.TemporaryDirectory(prefix="loa-postgresql-") as folder:
        if user is not None:
            shutil.chown(folder, user)
        data = Path(folder) / "data"
        command = [str(programs() / "initdb"), "-D", str(data), "-U", "loa", "-A", "trust"]
        country = ["--locale=C", "--icu-locale=vi", "--locale-provider=icu"]
        subprocess.run(
            [*command, "--no-sync", "-E", "UTF8", *country],
            check=True, capture_output=True, user=user, cwd="/",
        )  # fmt: skip
        server = PostgreSQL(data, user, options)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _children(pid: int) -> list[int]:
    """The programs that a server has begun (Linux)."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def other_user() -> str | None:
    """PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name for each in pwd.getpwall()}
    return next(name for name in _USERS if name in known)

"""A server that speaks S3, for a test run: moto's, behind what can go wrong on a network.

It runs as a program of its own, in an environment of its own (what moto needs is at odds with
what dbos needs), and asks for no right key.
"""

import json
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.ports import free_port

_PROGRAM = Path(__file__).with_name("s3_program.py")
_STARTING_SECONDS = 60.0
KEYS: Mapping[str, str] = {"AWS_ACCESS_KEY_ID": "loa", "AWS_SECRET_ACCESS_KEY": "loa-secret"}


class S3:
    """A server at ``endpoint``. ``bucket`` makes one; ``fail`` lets requests fail."""

    def __init__(self, port: int) -> None:
        self.endpoint = f"http://127.0.0.1:{port}"

    def make_bucket(self, name: str) -> None:
        """There is an empty bucket of this name."""
        self._ask("PUT", f"/{name}", b"")

    def address(self, bucket: str, prefix: str = "") -> str:
        """What a setting names this bucket by."""
        return f"s3://{bucket}/{prefix}?endpoint={self.endpoint}"

    def fail(self, how: str, times: int = 1, *, methods: str = "GET HEAD PUT POST DELETE") -> None:
        """The next ``times`` requests of these methods fail: see ``s3_program.Faults``."""
        told = {"how": how, "times": times, "methods": methods.split()}
        self._ask("POST", "/-/faults", json.dumps(told).encode())

    def seen(self) -> list[str]:
        """The requests since this was asked last, each as "METHOD /path"."""
        return list(json.loads(self._ask("POST", "/-/seen", b"")))

    def _ask(self, method: str, path: str, body: bytes) -> bytes:
        asked = urllib.request.Request(f"{self.endpoint}{path}", data=body, method=method)
        with urllib.request.urlopen(asked, timeout=_STARTING_SECONDS) as answer:
            return bytes(answer.read())


@contextmanager
def s3() -> Iterator[S3]:
    """A running server without buckets."""
    python = _python()
    port = free_port()
    program = subprocess.Popen(
        [str(python), str(_PROGRAM), str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **KEYS},
    )  # fmt: skip
    try:
        server = S3(port)
        _wait(server, program)
        yield server
    finally:
        program.kill()
        program.wait()


def _python() -> Path:
    """The interpreter that has moto; a test that needs it is skipped where there is none."""
    found = shutil.which("moto_server")
    if found is None:
        pytest.skip("moto is not installed (pip install 'moto[s3]' flask flask-cors elsewhere)")
    return Path(found).resolve().with_name("python")


def _wait(server: S3, program: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _STARTING_SECONDS
    while True:
        try:
            server.seen()
        except (URLError, ConnectionError):
            assert program.poll() is None, "the S3 server ended while it started"
            assert time.monotonic() < deadline, "the S3 server did not start"
            time.sleep(0.05)
        else:
            return

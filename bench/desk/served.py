"""A real ``loa serve`` in a process of its own, and an editor who sits at its desk."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.ports import free_port

_PATIENCE = 1_800.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, after how many seconds, of which the server's CPU had so many."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float
    cpu: float

    @property
    def text(self) -> str:
        """The body as a page."""
        return self.body.decode("utf-8")


@dataclass
class Served:
    """The running server, and what an editor's browser keeps of it."""

    folder: Path
    settings: Mapping[str, str]
    port: int
    pid: int = 0
    _kept: dict[str, str] = field(default_factory=dict)
    _form_token: str = ""

    def loa(self, *words: str) -> str:
        """What the command prints."""
        command = [sys.executable, "-W", "ignore", "-m", "service.cli", *words]
        done = subprocess.run(
            command, env=self.variables, stdout=subprocess.PIPE, text=True, check=True
        )
        return done.stdout.strip()

    @property
    def variables(self) -> dict[str, str]:
        """The environment of every program of this installation."""
        own = {"LOA_DATA": str(self.folder / "data"), "LOA_CACHE": str(self.folder / "clips")}
        own |= {"LOA_PORT": str(self.port), "LOA_FREE_SPACE_MB": "0", **self.settings}
        return {**os.environ, **own}

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request on a connection of its own."""
        cpu, began = self._cpu(), time.perf_counter()
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)) as opened:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            opened.request(method, path, body, self._kept | given)
            answer = opened.getresponse()
            told = answer.read()
        seconds = time.perf_counter() - began
        return Answer(answer.status, answer.headers, told, seconds, self._cpu() - cpu)

    def sign_in(self) -> None:
        """The first admin sits at the desk."""
        link = self.loa("sign-in")
        (secret,) = re.findall(r"token=([\w-]+)", link)
        answer = self.post("/desk/sign-in", token=secret)
        self._kept["Cookie"] = answer.headers["Set-Cookie"].split(";")[0]
        page = self.ask("GET", "/desk/").text
        self._form_token = page.split('name="form_token" value="')[1].split('"')[0]

    def post(self, path: str, **fields: str) -> Answer:
        """A form of the desk, sent."""
        body = urlencode({"form_token": self._form_token, **fields}).encode()
        kind = "application/x-www-form-urlencoded"
        answer = self.ask("POST", path, body, Content_Type=kind, Accept="application/json")
        if answer.status >= 400:
            raise SystemExit(f"{path}: {answer.status}\n{answer.text[:2000]}")
        return answer

    def send(self, source_id: str, text: str) -> str:
        """The id of the article that a newsroom's system sent, when it is public."""
        token = f"Bearer {self.loa('token', 'new')}"
        path, kind = f"/api/v1/articles/{source_id}", "text/plain; charset=utf-8"
        told = self.ask("PUT", path, text.encode(), Authorization=token, Content_Type=kind)
        if told.status >= 400:
            raise SystemExit(f"{path}: {told.status} {told.text}")
        article_id = str(re.findall(r'"id":\s*"([^"]+)"', told.text)[0])
        self.until(lambda: self.ask("GET", f"/episodes/{article_id}").status == 200, pause=1.0)
        return article_id

    def until(self, holds: Callable[[], bool], pause: float = 0.02) -> float:
        """After how many seconds it holds."""
        began = time.perf_counter()
        while not holds():
            if time.perf_counter() - began > _PATIENCE:
                raise SystemExit("waited in vain")
            time.sleep(pause)
        return time.perf_counter() - began

    def _cpu(self) -> float:
        """CPU-seconds of the server so far, and of the programs it ended."""
        if not self.pid:
            return 0.0
        stat = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(int(each) for each in stat[11:15]) / _TICKS


@contextmanager
def serve(folder: Path, settings: Mapping[str, str]) -> Iterator[Served]:
    """``loa serve`` on loopback, asked when it answers; stopped in the end."""
    port = free_port()
    served = Served(folder, settings, port)
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "service.cli", "serve"],
            env=served.variables,
            stdout=log,
            stderr=log,
        )
        served.pid = process.pid
        try:
            served.until(lambda: _listens(port), pause=0.1)
            yield served
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def path_of(address: str) -> str:
    """The path of a public address, as this server is asked for it."""
    return urlsplit(address).path

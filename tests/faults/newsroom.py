"""What a newsroom's system sends, remembers as accepted, and asks for."""

import json
import random
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

from tests.faults.station import Station
from tests.programs import Program

SECONDS = 120.0
"""How long anything may take on a busy machine before it is taken for lost."""

SYLLABLES = (
    "phường thành phố người dân con đường trường học cây cầu buổi sáng chợ quê mùa mưa "
    "hàng xóm dòng sông khu phố bệnh viện nhà văn hoá giờ học"
)


class LostError(AssertionError):
    """Something that was accepted is neither published nor refused with its reason."""


def write_article(draw: random.Random, sentences: int = 8) -> str:
    """A new short article; no two draws are alike."""
    words = SYLLABLES.split()
    lines = [
        " ".join(draw.choices(words, k=draw.randint(6, 14))).capitalize() + "."
        for _ in range(sentences)
    ]
    return f"Tin thử {draw.randrange(10**9)} của phường\n\n02-01-2026 08:00\n\n" + " ".join(lines)


@dataclass
class Newsroom:
    """Sends to ``station`` with its token; ``accepted`` are the ids answered with 2xx."""

    station: Station
    token: str
    accepted: set[str] = field(default_factory=set)

    def put(self, source_id: str, text: str, seconds: float = 40.0) -> int:
        """The status of sending ``text``; 0 where the server was not there, or went."""
        kind = {"Content-Type": "text/plain; charset=utf-8"}
        status, _ = self._call(f"articles/{source_id}", text.encode(), "PUT", seconds, **kind)
        if 200 <= status < 300:
            self.accepted.add(source_id)
        return status

    def regenerate(self, source_id: str) -> int:
        """The status of asking for the next edition; 0 as in :meth:`put`."""
        return self._call(f"articles/{source_id}/regenerate", b"", "POST")[0]

    def article(self, source_id: str) -> dict[str, Any]:
        """What is told of the article. Raises LostError where it is not known."""
        status, told = self._call(f"articles/{source_id}")
        if status == 404:
            raise LostError(f"{source_id} was accepted and is not known")
        return told if status == 200 else {}

    def unsettled(self, only: str | None = None) -> list[str]:
        """The accepted ids, or of ``only`` one, neither published as sent nor told as failed."""
        asked = sorted(self.accepted) if only is None else [only]
        return [each for each in asked if not is_settled(self.article(each))]

    def wait_until_settled(self, seconds: float = SECONDS, only: str | None = None) -> None:
        """Raises LostError when something accepted is not settled in time."""
        deadline = time.monotonic() + seconds
        while left := self.unsettled(only):
            if time.monotonic() > deadline:
                told = [self.article(each) for each in left[:3]]
                raise LostError(f"not settled: {left}: {told}\n{self.station.said()[-3000:]}")
            time.sleep(0.1)

    def _call(
        self,
        path: str,
        body: bytes | None = None,
        method: str = "GET",
        seconds: float = 40.0,
        **headers: str,
    ) -> tuple[int, dict[str, Any]]:
        request = urllib.request.Request(
            f"{self.station.base_url}/api/v1/{path}",
            data=body,
            method=method,
            headers={"Authorization": f"Bearer {self.token}", **headers},
        )
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:
                told: dict[str, Any] = json.load(answer)
                return answer.status, told
        except urllib.error.HTTPError as e:
            with e:
                return e.code, {}
        except (OSError, HTTPException, ValueError):
            return 0, {}


def open_newsroom(station: Station) -> Newsroom:
    """A newsroom with a new token."""
    done = station.shell.run_program("token", "new")
    assert done.returncode == 0, done.stderr
    return Newsroom(station, done.stdout.strip().splitlines()[-1])


def is_settled(told: dict[str, Any]) -> bool:
    """Whether the newest revision is heard, or is given up and says why.

    A failure that may pass is tried again: until then nothing is settled.
    """
    article, episode, job = told.get("article"), told.get("episode"), told.get("job")
    if article and episode and episode["revision"] == article["revision"]:
        return True
    if (wish := told.get("wish")) and not wish["given_up"]:
        return False
    return bool(job and job["state"] == "failed" and job["message"] and job["message_en"])


def ask(station: Station, path: str, seconds: float = 10.0) -> tuple[int, bytes]:
    """Status and body of a public address; 0 where nobody answers."""
    try:
        with urllib.request.urlopen(station.base_url + path, timeout=seconds) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as e:
        with e:
            return e.code, e.read()
    except (OSError, HTTPException):
        return 0, b""


def wait_for(holds: Callable[[], object], what: str, station: Station) -> None:
    """Returns when ``holds``. Raises LostError with the programs' last words."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        if time.monotonic() > deadline:
            raise LostError(f"waited in vain until {what}\n{station.said()[-3000:]}")
        time.sleep(0.05)


def wait_until_answers(station: Station, program: Program) -> None:
    """Returns when the public pages are served. Raises LostError when ``program`` has ended."""

    def answers() -> bool:
        if program.poll() is not None:
            raise LostError(f"it ended with {program.returncode}\n{station.said()[-3000:]}")
        return ask(station, "/healthz")[0] != 0

    wait_for(answers, "the server answers", station)
